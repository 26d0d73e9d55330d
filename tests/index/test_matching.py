"""Saved selections are matched without an engine: it must agree with every engine."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison.index.facets import Facet
from liaison.index.keys import keys_of, number
from liaison.index.leading import leading
from liaison.index.matching import Looking, matches
from liaison.index.protocol import Entry, Selection
from liaison.index.sieve import Sieve, anchors, sieve
from liaison.index.tantivy_engine.schema import stems
from liaison.index.widening import understood
from liaison.index.written import Written, written
from tests.index.conftest import ENGINES, Engine, identifiers

RECORD = (
    Entry(
        "en",
        {"en": "Lawyer detained in Minsk"},
        {"en": "A human rights lawyer was arrested. See AL BLR 3/2023 on torture in custody."},
        ["AL BLR 3/2023"],
        dt.date(2023, 5, 4),
        {Facet.COUNTRY: ["BLR"], Facet.VIOLATION: ["arbitrary_detention"], Facet.LANGUAGE: ["en"]},
        symbols=["A/HRC/25/55"],
    ),
    Entry(
        "fr",
        {"fr": "Une avocate condamnée"},
        {"fr": "Les droits de l’homme : la torture et la disparition forcée."},
        published=dt.date(2020, 1, 1),
        facets={Facet.COUNTRY: ["TGO"], Facet.KIND: ["press_release"], Facet.LANGUAGE: ["fr"]},
    ),
    Entry(
        "ru",
        {"ru": "Правозащитников задержали в Минске"},
        {"ru": "Пытки, Лукашенко и суд над адвокатом.", "en": "A trial in Minsk."},
        facets={Facet.VIOLATION: ["torture"], Facet.LANGUAGE: ["ru", "en"]},
        members=["ru", "copy"],
    ),
    Entry("ar", {"ar": "اعتقال المدافعين"}, {"ar": "الاختفاء القسري في مينسك"}),
    Entry("zh", {}, {"zh": "中国人权捍卫者被拘留"}, published=dt.date(2023, 5, 4)),
    Entry("none", {"": "Words of no tongue"}, {}),
    Entry("fa", {"fa": "نامه"}, {"fa": "می زندان ½ " + "a b " * 60}, ["ICCPR", "½"]),
)
WORDS = [
    *(
        "lawyer",
        "lawyers",
        "arrested",
        "torture",
        "пытки",
        "Минск",
        "Minsk",
        "Lukashenko",
        "avocate",
    ),
    *(
        "الاختفاء",
        "حقوق",
        "人权",
        "l'homme",
        "AL",
        "BLR",
        "3/2023",
        "A/HRC/25/55",
        "words",
        "nonesuch",
    ),
    *("law*", "tort*", "Мин*", "title:lawyer", "title:torture", '"human rights"', '"rights human"'),
    *("country:BLR", "country:Togo", "violation:torture", "lang:en", "kind:press_release"),
    *(
        "date:2023",
        "date:..2021",
        "ref:A/HRC/25/55",
        "disappearance",
        "enforced",
        "human",
        "rights",
    ),
    *("lawyer NEAR/2 arrested", '"custody torture"~3', "-trial", "-country:BLR", "trial"),
    # a word in two parts, a word that unfolds, references without digits or in titles alone
    *("می\u200cخواهم NEAR/5 زندان", '"می\u200cخواهم زندان"~5', "می\u200cخو*", "½*", "½ NEAR/1 a"),
    *("ICCPR", "½", "title:A/HRC/25/55", 'title:"AL BLR 3/2023"', "ref:ICCPR", "\ufc5e\ufc5e*"),
    '"' + "a b " * 60 + 'custodial"',
]
JOINTS = [" ", " OR ", " AND ", " NOT ", " (", ") ", " OR NOT "]
typed = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(JOINTS)), min_size=1, max_size=6)
chosen = st.fixed_dictionaries(
    {}, optional={Facet.COUNTRY: st.just(("BLR", "TGO")), Facet.LANGUAGE: st.just(("ru",))}
)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("matching")
    engine = Engine(ENGINES[request.param], folder / "index")
    engine.feed(*RECORD)
    return engine


@settings(
    max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(pieces=typed, chosen=chosen, exact=st.sampled_from([(), ("*",)]))
def test_an_entry_matches_where_an_engine_finds_it(
    filled: Engine,
    pieces: list[tuple[str, str]],
    chosen: dict[Facet, tuple[str, ...]],
    exact: tuple[str, ...],
) -> None:
    words = "".join(word + joint for word, joint in pieces)
    selection = Selection(words, chosen, limit=50, as_typed=exact, strict=True)
    asked = understood(selection, stems)
    looked_at = {entry.identifier: written(entry, stems) for entry in RECORD}
    matched = {name for name, entry in looked_at.items() if matches(selection, asked, entry, stems)}
    assert matched == {*identifiers(filled.reader().search(selection))}, words
    found = sieve(selection, asked, stems)
    wanted = anchors(selection, found)
    kept = Sieve.read(json.loads(json.dumps(found.kept())))
    for name, entry in looked_at.items():
        keys = _keys(entry)
        told = found.holds(keys, entry.entry.published)
        assert told in (name in matched, None), (words, name)
        assert kept.holds({*map(number, keys)}, entry.entry.published) is told, (words, name)
        assert name not in matched or keys & wanted, (words, name)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=4)
        | st.text("\ufc5e\ufe70\uff9e½ﷺ\u200ca", min_size=2, max_size=4),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["{}", "{}*", '"{}"', '"{} {}"', '"{} {}"~2', "{} NEAR/3 {}", "title:{}*"]),
)
def test_every_selection_can_be_kept_and_held_against_an_entry(words: list[str], form: str) -> None:
    """One that cannot would keep all others from being told of anything."""
    selection = Selection(" ".join(form.format(word, word) for word in words))
    asked = understood(selection, stems)
    entry = written(Entry("1", {"ar": words[0]}, {"": " ".join(words)}), stems)
    found = sieve(selection, asked, stems)
    told = found.holds(_keys(entry), None)
    assert told in (matches(selection, asked, entry, stems), None)


def _keys(entry: Written) -> set[str]:
    keys = keys_of(entry)
    return {*keys, *leading(stems).to(keys, Looking(entry, stems))}


def test_keys_alone_tell_of_words_findings_and_days() -> None:
    """Only of words in a row, beginnings and titles does an entry have to be looked at."""
    entry = written(RECORD[0], stems)
    keys = _keys(entry)

    def told(words: str, **more: Any) -> bool | None:
        selection = Selection(words, **more)
        found = sieve(selection, understood(selection, stems), stems)
        return found.holds(keys, entry.entry.published)

    for words in ("lawyer", "lawyers trial", "torture", "пытки", "lawyer OR extradition"):
        assert told(words) is not None, words
    assert told("", since=dt.date(1900, 1, 1), until=dt.date(1900, 12, 31)) is False
    assert told('"no such row"') is False
    assert told("?!") is False


def test_few_selections_need_be_looked_at() -> None:
    """What is narrow is looked up by what makes it narrow."""

    def anchored(words: str, **facets: str) -> frozenset[str]:
        selection = Selection(words, {Facet(name): [value] for name, value in facets.items()})
        return anchors(selection, sieve(selection, understood(selection, stems), stems))

    assert anchored("", country="BLR", language="en") == {"f:country=BLR"}
    assert anchored("torture", country="BLR") == {"f:country=BLR"}
    assert anchored("", country="BLR", violation="torture") == {"p:BLR&violation=torture"}
    assert "f:country=BLR" not in anchored("Grindavíkurhöfn", country="BLR")
    assert "*" not in anchored("torture OR disappearance")
    assert "*" not in anchored("extradit*")
    assert anchored("-torture") == {"*"}
    assert anchored("") == {"*"}


def test_a_copy_that_is_withdrawn_hides_its_entry() -> None:
    ru = written(RECORD[2], stems)
    selection = Selection("Минске", without=["copy"])
    assert not matches(selection, understood(selection, stems), ru, stems)
