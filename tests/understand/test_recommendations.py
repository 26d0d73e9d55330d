"""Recommendations cut out of invented reports: paragraph, words, addressee."""

import pytest

from liaison.kernel.finding import FindingKind
from liaison.understand.folding import folded
from liaison.understand.recommendations import only, recommendations
from tests.understand.reading import Understood

REVIEW = """Report of the Working Group on the Universal Periodic Review

Kazakhstan

II. Conclusions and/or recommendations … 68–71 13

3. In accordance with resolution 5/1, the following documents were issued:

(a) A national report;

45. Norway recommended that the law be amended. The State should listen, it said.

II. Conclusions and/or recommendations

70. The following recommendations will be examined by Kazakhstan, which will provide responses in due time:

3 The recommendation as read during the dialogue was shorter.

70.1. Ratify the Optional Protocol to the Convention against Torture (Norway);

70.2. Amend the law on public associations so that organizations need no permission to receive

funds from abroad (Chile, Ghana);

70.3. Protect human rights defenders and journalists (Fiji);

70.4. Release those held for peaceful protest (Peru);

70.5. Train judges in human rights (Mali).

71. All conclusions and/or recommendations reflect the position of the submitting States and should not be construed as endorsed by the Working Group.

Annex

Composition of the delegation

The delegation was headed by the Minister and composed of the following members:

• The Ambassador;
"""


def _cut(text: str) -> list[tuple[str, str]]:
    whole = folded(text)
    return [(one.paragraph, whole[one.start : one.end]) for one in recommendations(whole)]


def test_a_review_gives_the_items_below_its_list_and_nothing_else() -> None:
    found = _cut(REVIEW)
    assert [paragraph for paragraph, _ in found] == ["70.1", "70.2", "70.3", "70.4", "70.5"]
    assert found[0][1] == "Ratify the Optional Protocol to the Convention against Torture (Norway)"


def test_an_item_broken_over_two_paragraphs_is_one() -> None:
    assert _cut(REVIEW)[1][1].endswith(
        "need no permission to receive\nfunds from abroad (Chile, Ghana)"
    )


def test_the_states_in_brackets_are_told_from_the_words() -> None:
    whole = folded(REVIEW)
    first = recommendations(whole)[0]
    assert whole[slice(*first.by)].strip() == "(Norway)"


def test_a_review_says_to_whom_and_on_what() -> None:
    understood = Understood(REVIEW, title="Report of the Working Group: Kazakhstan")
    assert understood.of(FindingKind.RECOMMENDATION) == ["70.1", "70.2", "70.3", "70.4", "70.5"]
    assert set(understood.of(FindingKind.ADDRESSEE)) == {"KAZ"}
    themes = {
        (one.value, one.span.words(understood.parts)[:7])
        for one in understood.findings
        if one.kind == FindingKind.RECOMMENDATION_THEME
    }
    assert {
        ("torture", "Ratify "),
        ("international_instruments", "Ratify "),
        ("human_rights_defenders", "Protect"),
        ("education_training", "Train j"),
    } <= themes


def test_a_thematic_list_gives_the_words_of_its_first_column() -> None:
    text = "Theme: Torture\n\n121.3 Ratify the Protocol (Chile, Ghana); Source of Position: A/HRC/43/15 - Para 121\tSupported\t- Torture\n\n122.1 Free all defenders (Peru); Source of Position: A/HRC/43/15\tNoted\t- Detention"
    assert _cut(text) == [
        ("121.3", "Ratify the Protocol (Chile, Ghana)"),
        ("122.1", "Free all defenders (Peru)"),
    ]


def test_a_list_that_no_colon_opens() -> None:
    text = "II. Conclusions and/or recommendations\n\n111. The recommendations formulated during the dialogue and listed below will be examined in June.\n\n1. To ratify the Statute (Chile);\n\n2. To adopt the bill (Peru)."
    assert [paragraph for paragraph, _ in _cut(text)] == ["111.1", "111.2"]


def test_what_others_recommended_is_only_told_of() -> None:
    assert _cut("28. The Commissioner stated that the authorities should amend the law.") == []


def test_lists_numbered_anew_count_below_their_paragraph() -> None:
    text = "85. The following recommendations will be examined:\n\n1. Ratify the Statute;\n\n2. Adopt the bill.\n\n86. The report was adopted."
    assert [paragraph for paragraph, _ in _cut(text)] == ["85.1", "85.2"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "88. The Special Rapporteur recommends that the Government:\n\n(a) Repeal the law on foreign agents;\n\n(b) Free all defenders.\n\n89. She thanks the Government.",
            ["88(a)", "88(b)"],
        ),
        (
            "88. The Special Rapporteur recommends that the Government: (a) Repeal the law; and (b) Free all defenders.",
            ["88(a)", "88(b)"],
        ),
        (
            "10. The Committee is concerned at reports of torture.\n\n11. The State party should investigate all reports of torture.",
            ["11"],
        ),
        (
            "12. Le Comité est préoccupé.\n\n13. Le Comité recommande à l’État partie de :\n\na) Modifier la loi sur les associations ;\n\nb) Libérer les défenseurs.",
            ["13(a)", "13(b)"],
        ),
        (
            "21. El Estado parte debería derogar la ley de agentes extranjeros.\n\n22. El Comité toma nota del informe.",
            ["21"],
        ),
        (
            "30. Государству-участнику следует:\n\na) отменить закон об иностранных агентах;\n\nb) освободить правозащитников.",
            ["30(a)", "30(b)"],
        ),
        ("15. ينبغي للدولة الطرف أن تلغي قانون الجمعيات.\n\n16. تلاحظ اللجنة ذلك.", ["15"]),
        (
            "VI. Recommendations\n\nThe Commissioner recommends that the authorities:\n\n• amend the law on assemblies;\n\n• stop the prosecutions.",
            ["1", "2"],
        ),
    ],
)
def test_recommendations_of_many_mechanisms(text: str, paragraphs: list[str]) -> None:
    assert [paragraph for paragraph, _ in _cut(text)] == paragraphs


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Norway",
        "12. Norway recommended that the law be amended.",
        "4. The court adjourned the case of the three journalists.\n\n5. They remain in custody.",
        "The experts will visit the country:\n\n(a) in May;\n\n(b) in June.",
    ],
)
def test_what_recommends_nothing_gives_nothing(text: str) -> None:
    assert _cut(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ratify the Convention on the Rights of Persons with Disabilities",
        "Further strengthen the independence of the judiciary.",
        "In cooperation with civil society, continue to train the police.",
        "That the law on associations be brought into line with international standards",
        "The Government will submit its reports to the treaty bodies.",
    ],
)
def test_a_text_that_is_one_recommendation(text: str) -> None:
    assert only(text) is not None
    understood = Understood(text)
    assert understood.of(FindingKind.RECOMMENDATION_THEME)
    assert set(understood.words(FindingKind.RECOMMENDATION_THEME)) == {text.rstrip(".")}


@pytest.mark.parametrize(
    "text", ["", "   ", "Three journalists were arrested on Monday.", "Ratify it.\n\nThen wait."]
)
def test_a_text_that_is_no_recommendation(text: str) -> None:
    assert only(text) is None


def test_a_titled_text_is_not_taken_for_one_recommendation() -> None:
    understood = Understood("The court will hear the case of the defenders.", title="A hearing")
    assert understood.of(FindingKind.RECOMMENDATION_THEME) == []


def test_themes_of_recommendations_in_other_languages_come_from_words() -> None:
    text = "21. El Estado parte debería derogar la pena de muerte y poner fin a la tortura de los detenidos.\n\n22. El Comité toma nota del informe del Estado parte."
    found = Understood(text).of(FindingKind.RECOMMENDATION_THEME)
    assert {"death_penalty", "torture"} <= set(found)


def test_the_addressee_is_the_country_that_the_sentence_names() -> None:
    text = "Report on Kazakhstan and the region\n\n9. The Special Rapporteur recommends that the Government of Uzbekistan: (a) Repeal the law; and (b) Free all defenders."
    assert set(Understood(text).of(FindingKind.ADDRESSEE)) == {"UZB"}
