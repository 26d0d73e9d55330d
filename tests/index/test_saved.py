"""Saved selections held against an entry: every engine's matcher answers as its search does."""

import datetime as dt
from collections.abc import Mapping

import pytest

from liaison.index import open_matcher, saved
from liaison.index.facets import Facet
from liaison.index.protocol import Entry, Selection
from liaison.index.sieve import Sieve
from tests.index.conftest import ENGINES, Engine

ENTRY = Entry(
    "en",
    {"en": "Lawyer detained in Minsk", "fr": "Une avocate détenue à Minsk"},
    {
        "en": "A human rights lawyer was arrested before her trial. See AL BLR 3/2023.",
        "fr": "L’avocate attend son procès.",
    },
    ["AL BLR 3/2023"],
    dt.date(2023, 5, 4),
    {
        Facet.COUNTRY: ["BLR"],
        Facet.VIOLATION: ["arbitrary_detention", "torture"],
        Facet.DEFENDER: ["women"],
        Facet.LANGUAGE: ["en", "fr"],
    },
    symbols=["A/HRC/25/55"],
    members=["en", "copy"],
)
HELD = (
    Selection(),
    Selection("lawyers"),
    Selection("lawyer detained"),
    Selection('"human rights lawyer"'),
    Selection("torture"),  # a finding, whatever the text says
    Selection("пытки", language="ru"),
    Selection("avocate procès", language="fr"),
    Selection("Минск", language="ru"),  # as it sounds
    Selection("AL BLR 3/2023"),
    Selection("A/HRC/25/55"),
    Selection("detain*"),
    Selection("extradition OR trial"),
    Selection("lawyer -extradition"),
    Selection("title:lawyer"),
    Selection("lawyer NEAR/2 arrested"),
    Selection("country:Belarus"),
    Selection("trial", {Facet.COUNTRY: ["BLR", "TUN", "ISL"], Facet.DEFENDER: ["women"]}),
    Selection("", {Facet.COUNTRY: ["BLR"], Facet.VIOLATION: ["torture"]}),
    Selection("", since=dt.date(2023, 5, 4), until=dt.date(2023, 5, 4)),
    Selection("lawyer", as_typed=["*"]),
)
NOT_HELD = (
    Selection("extradition"),
    Selection("lawyer -trial"),
    Selection('"lawyer human rights"'),
    Selection("title:trial"),
    Selection("torture", as_typed=["*"]),
    Selection("Минск", language="ru", as_typed=["*"]),
    Selection("trial", {Facet.COUNTRY: ["TUN"]}),
    Selection("", {Facet.COUNTRY: ["BLR"], Facet.VIOLATION: ["enforced_disappearance"]}),
    Selection("", since=dt.date(2023, 5, 5)),
    Selection("AL BLR 4/2023"),
    Selection("?!"),
    Selection("lawyer", without=["copy"]),
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = Engine(ENGINES[request.param], tmp_path_factory.mktemp("saved") / "index")
    engine.feed(ENTRY)
    return engine


@pytest.mark.parametrize("selection", HELD, ids=repr)
def test_an_entry_is_held_where_a_search_finds_it(filled: Engine, selection: Selection) -> None:
    matcher = filled.module.open_matcher()
    seen = matcher.seen(ENTRY)
    assert filled.reader().search(selection).total == 1
    assert seen.held_by(selection)
    sieve, keys = matcher.prepared(selection)
    assert seen.keys & keys
    assert seen.told_by(Sieve.read(sieve.kept())) in (True, None)


@pytest.mark.parametrize("selection", NOT_HELD, ids=repr)
def test_an_entry_is_not_held_where_none_is_found(filled: Engine, selection: Selection) -> None:
    assert filled.reader().search(selection).total == 0
    matcher = filled.module.open_matcher()
    seen = matcher.seen(ENTRY)
    assert not seen.held_by(selection)
    sieve, _keys = matcher.prepared(selection)
    assert seen.told_by(Sieve.read(sieve.kept())) in (False, None)


def test_what_was_found_for_one_selection_is_not_taken_for_another(filled: Engine) -> None:
    """One entry is held against many: the same word in a title, in a text, minus."""
    seen = filled.module.open_matcher().seen(ENTRY)
    words = ["trial", "title:trial", "-trial", "trial*", '"trial"', "trial"]
    assert [seen.held_by(Selection(each)) for each in words] == [
        filled.reader().search(Selection(each)).total == 1 for each in words
    ]


@pytest.mark.parametrize(
    "facets",
    [
        {Facet.COUNTRY: ["BLR", "TUN", "ISL"], Facet.VIOLATION: ["torture"]},
        {Facet.COUNTRY: ["BLR"], Facet.DEFENDER: ["women"]},
    ],
)
def test_two_facets_are_looked_up_together(facets: Mapping[Facet, list[str]]) -> None:
    """A country that many follow costs no look at all who follow it."""
    matcher = open_matcher()
    _sieve, found = matcher.prepared(Selection("", facets))
    assert found & matcher.seen(ENTRY).keys
    other = Entry("x", {}, {}, facets={Facet.COUNTRY: ["BLR"], Facet.VIOLATION: ["killing"]})
    assert not found & matcher.seen(other).keys


def test_long_wordings_do_not_take_all_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "_UNDERSTOOD", 100)
    matcher = open_matcher()
    long = [Selection(f"{number} {'x' * 38}", as_typed=["*"]) for number in range(9)]
    first = matcher.asked(Selection("trial"))
    asked = [matcher.asked(one) for one in long]
    assert [matcher.asked(one) for one in long[-2:]] == asked[-2:]
    assert all(
        matcher.asked(one) is known for one, known in zip(long[-2:], asked[-2:], strict=True)
    )
    again = matcher.asked(long[0])
    assert again == asked[0]
    assert again is not asked[0]
    assert matcher.asked(Selection("trial")) == first
    assert sum(len(words) for words, *_more in matcher._understood) <= 100
