"""What the benchmark of search asks, and of what."""

import os

import pytest

from liaison.index.facets import Facet
from liaison.measure import matching
from liaison.measure.searching.asking import FACETS, timed, times
from liaison.measure.searching.documents import LANGUAGES, Invented
from liaison.measure.searching.questions import Ask, questions


def test_documents_are_the_same_for_a_seed_and_differ_from_each_other() -> None:
    first, again = Invented(3), Invented(3)
    made = list(first.some(10, 40))
    assert made == list(again.some(10, 40))
    assert len({one.text for one in made}) == len({one.identifier for one in made}) == 40
    assert {one.language for one in made} == set(LANGUAGES)
    assert all(len(one.text.split()) >= 300 for one in made)
    assert all(one.entry().facets[facet] for one in made for facet in (Facet.KIND, Facet.COUNTRY))


def test_questions_ask_for_what_is_there() -> None:
    invented = Invented(3)
    asked = questions(invented, 30, 5)
    assert all(len(asks) == 5 for asks in asked.values())
    texts = " ".join(one.text for one in invented.some(0, 30))
    assert all(ask.words in texts for ask in asked["one word"])
    assert all(ask.words.strip('"') in texts for ask in asked["a phrase"])
    assert all(ask.wide for kind, asks in asked.items() for ask in asks if "widened" in kind)
    assert all(set(ask.chosen) == {Facet.COUNTRY, Facet.YEAR} for ask in asked["filters alone"])


def test_times_are_those_of_what_was_done() -> None:
    found = times([0.001 * number for number in range(100)], [0.5])
    assert (found.p50, found.p95, found.cpu95) == (50.0, 95.0, 500.0)
    done: list[Ask] = []
    timed([Ask("en", "a"), Ask("en", "b")], done.append)
    assert [one.words for one in done] == ["a", "b"]
    assert len(FACETS) == 4


def test_documents_are_held_against_invented_selections(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a home of their own: the settings of whoever measures stay what they were."""
    monkeypatch.setenv("LIAISON_HOME", "elsewhere")
    found = matching.in_a_home(40, 5)
    assert (found.selections, found.documents) == (40, 5)
    assert 0 < found.median <= found.worst
    assert os.environ["LIAISON_HOME"] == "elsewhere"
