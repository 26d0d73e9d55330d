"""What is told: everything new, changed and withdrawn; nothing twice, whatever happens."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liaison.alerts import selecting, watching
from liaison.alerts.models import Anchor, ContentState, Notice, Owed, SavedSelection
from liaison.alerts.selecting import Selecting
from liaison.catalogue.decisions import undo_withdrawal, withdraw, withdraw_name
from liaison.catalogue.models import Document, IndexTask
from liaison.index import open_matcher
from liaison.kernel.home import Home
from liaison.kernel.relation import Relation
from liaison.pipeline.indexing import all_entries, drain, open_index, owe_everything
from tests.alerts.made import (
    NOW,
    document,
    edition,
    followed,
    joined,
    published_anew,
    reread,
    told,
    watched,
)

STEPS = ("described_version", "activities_version", "filed_version", "linked_version")
TRIAL = "The trial of two women who defend the coast was put off again."


def test_what_is_new_is_told_to_those_whose_selection_holds_it(home: Home) -> None:
    trials, women = followed("trials"), followed(defender="women")
    strangers = followed("extradition")
    row = document("Hearing put off", TRIAL, defenders=("women",))
    assert watched() == 1
    assert told(trials) == told(women) == [("new", row.identifier)]
    assert told(strangers) == []
    assert not Owed.objects.exists()
    assert watched() == 0


def test_equal_selections_are_kept_once(home: Home) -> None:
    assert followed("trials", country="TUN") == followed("trials", country="TUN")
    document("Hearing put off", TRIAL, about=("TUN",))
    watched()
    assert Notice.objects.count() == 1


def test_a_new_reading_is_no_news(home: Home) -> None:
    everything, trials = followed(), followed("trials")
    row = document("A note", "Nothing of interest.")
    watched()
    reread(row, TRIAL)
    watched()
    assert told(everything) == [("new", row.identifier)]
    assert told(trials) == []


def test_other_words_of_the_publisher_are_a_change_and_told_once(home: Home) -> None:
    everything, trials = followed(), followed("trials")
    row = document("Hearing put off", "It is set for May.")
    watched()
    published_anew(row, TRIAL)
    watched()
    published_anew(row, TRIAL + "  ", bytes_="visited 12 times")
    watched()
    assert told(everything) == [("new", row.identifier), ("changed", row.identifier)]
    assert told(trials) == [("changed", row.identifier)]


def test_bytes_around_the_same_words_are_no_change(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    watched()
    published_anew(row, f" {TRIAL.upper()}\n", bytes_="a counter says 13")
    watched()
    assert told(everything) == [("new", row.identifier)]


def test_a_change_after_a_new_reading_is_told(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    watched()
    reread(row, f"Menu. {TRIAL}")
    watched()
    published_anew(row, f"Menu. {TRIAL} It was closed to observers.")
    watched()
    assert told(everything)[1:] == [("changed", row.identifier)]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_copy_is_not_told_again(home: Home, at_once: bool) -> None:
    everything = followed()
    first = document("Hearing put off", TRIAL)
    if not at_once:
        watched()
    second = document("Hearing put off", TRIAL, first_captured=NOW + dt.timedelta(days=1))
    joined(first, second)
    watched()
    joined(first, second, Relation.TRANSLATION_OF)
    watched()
    assert [kind for kind, _ in told(everything)] == ["new"]


def test_a_translation_is_told_to_those_alone_who_had_nothing_of_it(home: Home) -> None:
    english, russian, everything = followed("trial"), followed(language="ru"), followed()
    first = document("Hearing put off", TRIAL)
    watched()
    second = document("Суд отложен", "Суд снова отложен.", language="ru")
    joined(second, first, Relation.TRANSLATION_OF)
    watched()
    assert told(english) == told(everything) == [("new", first.identifier)]
    assert [kind for kind, _ in told(russian)] == ["new"]


def test_one_more_edition_is_no_change(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    watched()
    edition(row, "Audience reportée", "Le procès a été reporté.", "fr")
    watching.owe([row.identifier])
    watched()
    assert told(everything) == [("new", row.identifier)]


def test_a_withdrawal_is_told_to_those_alone_who_were_told_of_the_document(home: Home) -> None:
    trials, strangers = followed("trial"), followed("extradition")
    row = document("Hearing put off", TRIAL)
    watched()
    withdraw(row.identifier, why="It names a person.", by="Ines Editor", now=NOW)
    drained(home)
    assert watched() == 1
    assert told(trials) == [("new", row.identifier), ("withdrawn", row.identifier)]
    assert told(strangers) == []


def test_what_is_withdrawn_before_it_was_told_is_never_told(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    made = withdraw(row.identifier, why="It names a person.", by="Ines Editor", now=NOW)
    drained(home)
    watched()
    assert told(everything) == []
    undo_withdrawal(made.pk, by="Ines Editor", now=NOW)
    drained(home)
    assert watched() == 0  # it is read and linked first
    as_it_was = {name: getattr(row, name) for name in STEPS}
    Document.objects.filter(pk=row.pk).update(**as_it_was)
    watched()
    assert [kind for kind, _ in told(everything)] == ["new"]  # now it has come


def test_a_withdrawn_name_tells_nobody_where_it_stood(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", f"{TRIAL} Ilva Torrendahl spoke.")
    watched()
    withdraw_name("Ilva Torrendahl", secret=home.secret(), why="asked", by="Ines Editor", now=NOW)
    watching.owe([row.identifier])
    watched()
    assert told(everything) == [("new", row.identifier)]


def test_the_whole_index_made_anew_tells_nothing(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    watched()
    owe_everything()
    drained(home)
    assert Owed.objects.exists()
    watched()
    assert [one.identifier for one in all_entries()] == [row.identifier]
    assert told(everything) == [("new", row.identifier)]


def test_a_document_that_is_not_linked_yet_waits(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)
    Document.objects.filter(pk=row.pk).update(linked_version=0)
    assert watched() == 0
    assert Owed.objects.count() == 1
    Document.objects.filter(pk=row.pk).update(linked_version=row.linked_version)
    assert watched() == 1
    assert told(everything) == [("new", row.identifier)]


def test_what_stood_before_anything_was_watched_is_no_news(home: Home) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL, first_captured=watching.began() - dt.timedelta(days=1))
    watched()
    assert told(everything) == []
    published_anew(row, f"{TRIAL} It was closed to observers.")
    watched()
    assert told(everything) == [("changed", row.identifier)]


def test_a_round_that_breaks_leaves_everything_as_it_was(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = followed()
    row = document("Hearing put off", TRIAL)

    def killed(*_anything: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(watching, "remember", killed)
        with pytest.raises(KeyboardInterrupt):
            watched()
    assert Owed.objects.count() == 1
    assert not ContentState.objects.exists()
    watched()
    assert told(everything) == [("new", row.identifier)]


def test_anchors_follow_the_vocabulary(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    followed("torture", country="TUN")
    row = document("Hearing put off", "A case of torture.", about=("TUN",))
    watched()
    before = set(Anchor.objects.values_list("pk", flat=True))
    monkeypatch.setattr(selecting, "_version", lambda: "another")
    watching.owe([row.identifier])
    watched()
    assert before.isdisjoint(Anchor.objects.values_list("pk", flat=True))


def test_looking_up_asks_as_many_questions_for_many_selections_as_for_few(
    home: Home,
) -> None:
    def asked() -> int:
        document("Hearing put off", TRIAL, about=("TUN",))
        with CaptureQueriesContext(
            connection,
        ) as questions:
            watched()
        return len(questions)

    followed("trial", country="TUN")
    asked()
    few = asked()
    for country in ("ISL", "NZL", "URY", "BLR"):
        for word in ("trial", "letter", "visit", "reply", "report", "hearing"):
            followed(word, country=country)
    asked()
    assert asked() == few


def drained(home: Home) -> None:
    writer = open_index(home.index)
    try:
        while drain(writer):
            pass
    finally:
        writer.close()
    assert not IndexTask.objects.exists()


def test_what_is_at_hand_of_selections_is_bounded_by_its_size(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [followed(f"hearing {word}") for word in ("coast", "river", "harbour", "island")]
    matcher = Selecting(open_matcher())
    matcher.prepare()
    one = selecting._numbers(SavedSelection.objects.get(pk=rows[0].pk).sieve)
    assert one > 20
    monkeypatch.setattr(selecting, "_KEPT", one)
    for row in rows:
        matcher._load({row.pk})
        assert row.pk in matcher._sieves
        assert len(matcher._sieves) <= 3
