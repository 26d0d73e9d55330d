"""What people decide wins, can be undone once, and is met again by a catalogue built anew."""

import datetime as dt

import pytest

from liaison.catalogue.actions import describe_documents
from liaison.catalogue.decisions import (
    correct,
    decide_link,
    undo_correction,
    undo_link_decision,
    undo_withdrawal,
    withdraw,
)
from liaison.catalogue.models import Document, IndexTask, LinkDecision
from liaison.catalogue.queries import (
    standing_link_decisions,
    standing_values,
)
from liaison.catalogue.related import cited as who_cites
from liaison.kernel.errors import MistakenInput
from liaison.kernel.relation import Relation
from tests.catalogue.test_actions import NOW, PAGE, capture, catalogue, found, read

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(days=1)


def test_a_correction_wins_and_survives_reading_again() -> None:
    row = capture()
    document = catalogue([read(row)], found("published", "2012-03-15"))
    correct(
        document.identifier,
        kind="published",
        action="replace",
        value="2012-04",
        why="the page says so",
        by="an editor",
        now=NOW,
    )
    again = catalogue([read(row)], found("published", "2012-03-15"))
    assert again.published == "2012-04"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"action": "shout"}, "say add, remove or replace"),
        ({"why": " "}, "needs its reason"),
        ({"why": "so\x1b[2J"}, "hold signs that are no text"),
        ({"why": "\udcff"}, "hold signs that are no text"),
        ({"by": "an \u202eeditor"}, "hold signs that are no text"),
        ({"value": "x" * 11}, "keep the value to 10 characters"),
        ({"identifier": "nothing"}, "no document nothing"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(change: dict[str, str], message: str) -> None:
    document = catalogue([read(capture())])
    said = {
        "identifier": document.identifier,
        "kind": "published",
        "action": "replace",
        "value": "2012",
        "why": "because",
        "by": "an editor",
    }
    said.update(change)
    with pytest.raises(MistakenInput, match=message):
        correct(said.pop("identifier"), **said, now=NOW)


def test_a_withdrawal_survives_a_catalogue_built_anew() -> None:
    row = capture()
    document = catalogue([read(row)])
    made = withdraw(document.identifier, why="it names a child", by="an editor", now=NOW)
    Document.objects.all().delete()
    assert catalogue([read(row)]).withdrawn
    undo_withdrawal(made.pk, by="an editor", now=NOW)
    assert not Document.objects.get().withdrawn
    with pytest.raises(MistakenInput, match="was undone before"):
        undo_withdrawal(made.pk, by="an editor", now=NOW)


def two() -> tuple[str, str]:
    """Two documents, in the order of their identifiers."""
    made = [
        catalogue([read(capture(f"{PAGE}/{name}", f"{PAGE}/{name}"))]) for name in ("one", "two")
    ]
    first, second = sorted(row.identifier for row in made)
    return first, second


def decide(first: str, second: str, *, linked: bool, **other: str) -> LinkDecision:
    """An editor's word on two documents."""
    said = {"relation": "same_matter", "why": "one trial", "by": "an editor", **other}
    return decide_link(
        first,
        second,
        relation=Relation(said["relation"]),
        linked=linked,
        why=said["why"],
        by=said["by"],
        now=NOW,
    )


def test_a_mutual_relation_is_decided_whichever_document_is_named_first() -> None:
    first, second = two()
    decide(second, first, linked=True)
    assert standing_link_decisions([second]) == {(first, second, Relation.SAME_MATTER): True}
    with pytest.raises(MistakenInput, match="was decided on 2026-05-01"):
        decide(first, second, linked=True)


def test_a_relation_with_a_direction_keeps_it() -> None:
    first, second = two()
    decide(second, first, linked=True, relation="reply_to")
    assert standing_link_decisions() == {(second, first, Relation.REPLY_TO): True}


def test_a_change_of_mind_stands_until_it_is_undone() -> None:
    first, second = two()
    key = (first, second, Relation.SAME_MATTER)
    decide(first, second, linked=True)
    changed = decide(first, second, linked=False)
    assert standing_link_decisions()[key] is False
    undo_link_decision(changed.pk, by="another", now=LATER)
    assert standing_link_decisions()[key] is True
    with pytest.raises(MistakenInput, match=r"link decision \d+ was undone before"):
        undo_link_decision(changed.pk, by="another", now=LATER)


def test_a_decision_on_a_link_has_both_documents_done_anew() -> None:
    first, second = two()
    describe_documents(Document.objects.values_list("pk", flat=True), NOW)
    made = decide(first, second, linked=True)
    assert set(Document.objects.values_list("described_version", flat=True)) == {0}
    describe_documents(Document.objects.values_list("pk", flat=True), NOW)
    undo_link_decision(made.pk, by="an editor", now=LATER)
    assert set(Document.objects.values_list("described_version", flat=True)) == {0}


def test_a_decision_on_a_link_survives_a_catalogue_built_anew() -> None:
    first, second = two()
    decide(first, second, linked=False)
    Document.objects.all().delete()
    two()
    assert standing_link_decisions([first]) == {(first, second, Relation.SAME_MATTER): False}


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"second": "nothing"}, "no document nothing"),
        ({"second": "itself"}, "is one document"),
        ({"why": " "}, "needs its reason"),
        ({"why": "x" * 2_001}, "keep the reason under 2,000 characters"),
        ({"by": "x" * 121}, "the name under 120"),
    ],
)
def test_a_decision_on_a_link_that_says_nothing_is_refused(
    other: dict[str, str], message: str
) -> None:
    first, second = two()
    named = other.pop("second", second)
    with pytest.raises(MistakenInput, match=message):
        decide(first, first if named == "itself" else named, linked=True, **other)
    assert not LinkDecision.objects.exists()


def test_nothing_is_decided_of_what_is_withdrawn() -> None:
    first, second = two()
    withdraw(second, why="it names a child", by="an editor", now=NOW)
    with pytest.raises(MistakenInput, match=f"{second} is withdrawn since 2026-05-01"):
        decide(first, second, linked=True)
    with pytest.raises(MistakenInput, match="is withdrawn since"):
        correct(second, kind="title", action="replace", value="Other", why="so", by="me", now=NOW)
    with pytest.raises(MistakenInput, match="is withdrawn since"):
        withdraw(second, why="twice", by="an editor", now=NOW)


def test_reasons_are_kept_in_every_script() -> None:
    document = catalogue([read(capture())])
    for number, why in enumerate(
        ("به درخواست او می\u200cشود", "du 3\u202fmai\xa0:\nà lire", "لها\u200f")
    ):
        said = {"kind": "country", "action": "add", "value": f"{number}", "by": "une éditrice"}
        assert correct(document.identifier, why=why, now=NOW, **said).why == why


def test_the_same_is_not_corrected_twice() -> None:
    """Of two alike the undoing of one would change nothing, and nobody would know why."""
    document = catalogue([read(capture())])

    def say(action: str, value: str, kind: str = "country") -> int:
        said = {"why": "so", "by": "an editor", "kind": kind, "action": action, "value": value}
        return correct(document.identifier, now=NOW, **said).pk

    say("replace", "2012-04", "published")
    with pytest.raises(MistakenInput, match="replace published 2012-04 was decided on"):
        say("replace", "2012-04", "published")
    say("replace", "2012-05", "published")
    say("replace", "2012-04", "published")
    say("add", "TCD")
    say("add", "TGO")
    with pytest.raises(MistakenInput, match="nothing is left to decide"):
        say("add", "TCD")
    say("remove", "TCD")
    again = say("add", "TCD")
    undo_correction(again, by="an editor", now=LATER)
    say("add", "TCD")
    say("replace", "TGO")
    say("add", "TCD")


def test_an_undone_correction_leaves_what_was_found() -> None:
    document = catalogue([read(capture())], found("published", "2012-03-15"))
    said = {"kind": "published", "action": "replace", "why": "so", "by": "an editor"}
    first = correct(document.identifier, value="2012-04", now=NOW, **said)
    second = correct(document.identifier, value="2012-05", now=NOW, **said)
    for undone, left in ((second, "2012-04"), (first, "2012-03-15")):
        undo_correction(undone.pk, by="another", now=LATER)
        describe_documents([document.pk], LATER)
        document.refresh_from_db()
        assert document.published == left
    with pytest.raises(MistakenInput, match="no correction 999"):
        undo_correction(999, by="another", now=LATER)


def test_a_document_withdrawn_and_shown_again_is_told_to_the_index() -> None:
    document = catalogue([read(capture())])
    IndexTask.objects.all().delete()
    made = withdraw(document.identifier, why="it names a child", by="an editor", now=NOW)
    undo_withdrawal(made.pk, by="another", now=LATER)
    assert IndexTask.objects.filter(identifier=document.identifier).count() == 2


def test_an_edition_stands_under_the_language_that_a_person_gave_it() -> None:
    document = catalogue([read(capture())], found("language", "ru"))
    said = {"kind": "language", "why": "it is Tajik", "by": "an editor"}
    made = correct(document.identifier, action="replace", value="tg", now=NOW, **said)
    for expected in ("tg", "ru"):
        describe_documents([document.pk], LATER)
        document.refresh_from_db()
        assert document.editions.get().language == expected
        assert (document.languages, document.title_language) == ([expected], expected)
        if expected == "tg":
            undo_correction(made.pk, by="another", now=LATER)


def test_every_reader_of_findings_can_ask_what_stands() -> None:
    document = catalogue(
        [read(capture())], found("reference", "A/HRC/1/2"), found("theme", "assembly")
    )
    said = {"why": "so", "by": "an editor"}
    correct(document.identifier, kind="reference", action="add", value="A/HRC/1/3", now=NOW, **said)
    correct(document.identifier, kind="theme", action="remove", value="assembly", now=NOW, **said)
    assert standing_values([document.pk], ["reference", "theme", "right"]) == {
        document.pk: {"reference": ["A/HRC/1/2", "A/HRC/1/3"], "theme": [], "right": []}
    }


def test_who_cites_whom_follows_corrections_of_references() -> None:
    cited = catalogue([read(capture(f"{PAGE}/a", f"{PAGE}/a"))], found("symbol", "A/HRC/1/2"))
    citing = catalogue([read(capture(f"{PAGE}/b", f"{PAGE}/b"))], found("reference", "A/HRC/1/2"))
    other = catalogue([read(capture(f"{PAGE}/c", f"{PAGE}/c"))])

    def named(row: Document) -> list[Document]:
        return [
            *who_cites(row, standing_values([row.pk], ["reference"])[row.pk]["reference"]).named
        ]

    def cites() -> tuple[list[Document], list[Document]]:
        assert [cited in named(row) for row in (citing, other)] == [
            row in [*who_cites(cited, []).naming] for row in (citing, other)
        ]
        return named(citing), [*who_cites(cited, []).naming]

    said = {"kind": "reference", "value": "A/HRC/1/2", "why": "so", "by": "an editor"}
    assert cites() == ([cited], [citing])
    removed = correct(citing.identifier, action="remove", now=NOW, **said)
    assert cites() == ([], [])
    correct(other.identifier, action="add", now=NOW, **said)
    assert cites() == ([], [other])
    correct(citing.identifier, action="add", now=NOW, **said)
    assert cites()[0] == [cited]
    undo_correction(removed.pk, by="another", now=LATER)
    correct(other.identifier, action="remove", now=NOW, **said)
    assert cites() == ([cited], [citing])
