"""One matter: the same people, day, law or case, whatever the words around them."""

import pytest

from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.kernel.relation import Relation
from liaison.link.engine import link_all
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of
from liaison.link.matter import WEIGHTS
from liaison.link.verdict import Outcome, Verdict

# A record needs others in it for words to be rare or common.
_PLACES = [
    "Varsk",
    "Dolny",
    "Ostrelle",
    "Marn",
    "Sarnik",
    "Quell",
    "Perth",
    "Olm",
    "Tarrow",
    "Vinth",
    "Casmor",
    "Ulle",
]
_SUBJECTS = (
    "Fear for safety of students held in {}",
    "Concern over the trial of a union in {}",
    "New law on associations debated in {}",
    "Visit to prisons near {} announced",
    "Journalists barred from the court of {}",
    "Ruvia: fear of torture: people of {}",
)


def _document(
    name: str, title: str, text: str = "", day: str = "2019-03-04", **found: tuple[str, ...]
) -> Facts:
    parts = {Part.TITLE: title, Part.TEXT: text, Part.ADDRESS: f"https://example.org/{name}"}
    values = {"published": (day,), "language": ("en",), "about": ("KEN",), **found}
    findings = [
        Finding(kind, value, Span(Part.TITLE, 0, 1), "", 1, 0.9)
        for kind, some in values.items()
        if kind != "people"
        for value in some
    ]
    for person in values.get("people", ()):
        at = text.index(person)
        span = Span(Part.TEXT, at, at + len(person))
        findings.append(Finding(FindingKind.PERSON.value, "victim", span, "", 1, 0.9))
    return facts_of(name, [EditionRead(parts, findings)])


OTHERS = [
    _document(f"other-{a}-{b}", subject.format(place), day=f"20{10 + a}-0{1 + b}-11")
    for a, place in enumerate(_PLACES)
    for b, subject in enumerate(_SUBJECTS)
]


def _between(one: Facts, other: Facts) -> Verdict | None:
    for verdict in link_all([*OTHERS, one, other]):
        pair = {verdict.first, verdict.second}
        if verdict.relation is Relation.SAME_MATTER and pair == {one.identifier, other.identifier}:
            return verdict
    return None


def _is_linked(one: Facts, other: Facts) -> bool:
    verdict = _between(one, other)
    return verdict is not None and verdict.outcome is Outcome.LINKED


APPEAL = _document("appeal", "Ruvia: fear of torture: Halima Qenzu and Tomasz Brelik")


def test_an_update_that_spells_the_names_otherwise_is_the_same_matter() -> None:
    update = _document(
        "update",
        "Further information (4 March) – Ruvia: fear of torture: Haleema Kenzu, Tomash Brelik",
        "Both were freed on Monday.",
        "2019-04-20",
        document_kind=("appeal_update",),
    )
    verdict = _between(APPEAL, update)
    assert verdict is not None
    assert verdict.outcome is Outcome.LINKED
    assert {"title_repeated", "names_its_date", "same_country"} <= {
        reason.code for reason in verdict.reasons
    }


def test_the_same_concern_for_other_people_is_another_matter() -> None:
    assert not _is_linked(APPEAL, _document("b", "Ruvia: fear of torture: Imre Vasko and others"))


def test_the_same_words_in_another_country_are_another_matter() -> None:
    other = _document("b", "Fear of torture: Halima Morga, teacher", about=("PER",))
    assert not _is_linked(APPEAL, other)


def test_the_same_person_is_known_in_another_script_and_language() -> None:
    english = _document(
        "a", "Statement on a lawyer", "The lawyer Halima Qenzu is on trial.", people=("Halima Qenzu",)
    )  # fmt: skip
    russian = _document(
        "b", "О судьбе адвоката", "Адвокат Халима Кензу предстала перед судом.",
        "2019-03-20", people=("Халима Кензу",), language=("ru",),
    )  # fmt: skip
    verdict = _between(english, russian)
    assert verdict is not None
    assert "same_people" in {reason.code for reason in verdict.reasons}
    assert verdict.outcome is not Outcome.NOT


def test_a_judge_named_in_two_trials_does_not_make_them_one() -> None:
    text = "The hearing was before Ottokar Brunnvall."
    one = _document("a", "Trial of miners", text)
    other = _document("b", "Verdict on bakers", text, "2019-03-20")
    assert not _is_linked(one, other)


def test_a_document_on_all_countries_is_about_none_of_them() -> None:
    all_of_them = tuple(f"{a}{b}A" for a in "ABCDEFGHIJ" for b in "ABCDEFGHIJ")
    verdict = _between(APPEAL, _document("b", APPEAL.identifier, about=(*all_of_them, "KEN")))
    assert verdict is None


def test_the_order_of_two_documents_does_not_matter() -> None:
    other = _document("b", "Ruvia: fear of torture: Halima Qenzu in court", day="2019-03-20")
    one = _between(APPEAL, other)
    again = _between(other, APPEAL)
    assert one == again
    assert one is not None


def test_reasons_name_nobody() -> None:
    for verdict in link_all([*OTHERS, APPEAL, _document("b", "Halima Qenzu freed in Ruvia")]):
        for reason in verdict.reasons:
            written = f"{reason.code} {dict(reason.given)}".lower()
            assert not any(name in written for name in ("halima", "qenzu", "tomasz", "brelik"))


@pytest.mark.parametrize("code", sorted(WEIGHTS))
def test_what_speaks_against_weighs_less_than_nothing(code: str) -> None:
    assert (WEIGHTS[code] < 0) == (code in {"months_apart", "other_country"})
