"""Where no document has all of the words: those with most of them, by every engine."""

import pytest

from liaison.index.asked import Either, Most, Word, nodes
from liaison.index.facets import Facet
from liaison.index.grammar import parse
from liaison.index.keys import keys_of
from liaison.index.matching import matches
from liaison.index.protocol import AS_TYPED, Entry, Selection
from liaison.index.sieve import anchors, sieve
from liaison.index.tantivy_engine.schema import stems
from liaison.index.widening import TRANSLATED, understood
from liaison.index.written import written
from tests.index.conftest import Engine, identifiers, text_entry

FOUR = "harvest lantern bridge violin"
LONG = " ".join(f"{word}{number}" for number in "abcdef" for word in ("maple", "birch", "alder"))


def test_what_has_all_words_keeps_out_what_has_most(engine: Engine) -> None:
    engine.feed(text_entry("all", FOUR), text_entry("three", "harvest lantern bridge"))
    result = engine.reader().search(Selection(FOUR))
    assert identifiers(result) == ["all"]
    assert not result.asked.is_most


def test_where_nothing_has_all_words_more_come_before_fewer(engine: Engine) -> None:
    engine.feed(
        text_entry("one", "harvest of the year"),
        text_entry("two", "a harvest by lantern"),
        text_entry("three", "harvest lantern bridge"),
    )
    result = engine.reader().search(Selection(FOUR))
    assert identifiers(result) == ["three", "two"]
    assert result.total == 2
    assert result.asked.is_most
    assert {hit.identifier for hit in engine.reader().every(Selection(FOUR))} == {"two", "three"}


@pytest.mark.parametrize(
    "words", ["harvest violin", "violin", '"harvest violin"', f"{FOUR} OR trial", "harvest the of"]
)
def test_of_few_words_and_alternatives_each_must_hold(engine: Engine, words: str) -> None:
    engine.feed(text_entry("one", "harvest lantern"))
    result = engine.reader().search(Selection(words, as_typed=[AS_TYPED]))
    assert not result.asked.is_most


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"{FOUR} -bridge", ["two"]),
        (f'{FOUR} "by lantern"', ["two"]),
        (f"{FOUR} country:BLR", ["three"]),
        (f"{FOUR} title:harvest", []),
    ],
)
def test_what_else_was_asked_for_still_holds(engine: Engine, words: str, found: list[str]) -> None:
    engine.feed(
        text_entry("two", "a harvest by lantern"),
        Entry("three", {}, {"en": "harvest lantern bridge"}, facets={Facet.COUNTRY: ["BLR"]}),
    )
    assert engine.find(words) == found


def test_a_strict_selection_holds_what_has_all_words_alone(engine: Engine) -> None:
    engine.feed(text_entry("three", "harvest lantern bridge"), text_entry("long", LONG[:40]))
    reader = engine.reader()
    for words in (FOUR, LONG):
        strict = Selection(words, strict=True)
        assert reader.search(strict).total == 0
        assert list(reader.every(strict)) == []
        assert not reader.understand(Selection(words)).is_most


def test_of_a_long_question_a_part_is_enough_beside_the_whole(engine: Engine) -> None:
    few = " ".join(LONG.split()[:4])
    engine.feed(text_entry("part", few), text_entry("whole", LONG), text_entry("word", "maplea"))
    result = engine.reader().search(Selection(LONG), (Facet.LANGUAGE,))
    assert identifiers(result) == ["whole", "part"]
    assert result.asked.is_most


def test_a_paragraph_finds_what_tells_the_same_in_another_language(engine: Engine) -> None:
    engine.feed(
        text_entry("fr", "La juge a ordonné hier la liberté des ouvriers et de leur avocat.", "fr"),
        text_entry("other", "Le marché aux poissons ouvre tôt le matin.", "fr"),
        text_entry("ru", "Судья приказал вернуть свободу рабочим.", "ru"),
    )
    words = "Yesterday the judge ordered freedom for the workers who had been on strike"
    reader = engine.reader()
    assert {*identifiers(reader.search(Selection(words)))} == {"fr", "ru"}
    off = Selection(words, as_typed=[TRANSLATED])
    assert identifiers(reader.search(off)) == []


@pytest.mark.parametrize(
    ("words", "text", "language"),
    [
        ("slavery", "L'esclavage persiste.", "fr"),
        ("esclavage", "La esclavitud persiste.", "es"),
        ("esclavitud", "Рабство существует.", "ru"),
        ("рабство", "Slavery persists.", "en"),
        ("freedom", "الحرية للجميع", "ar"),
        ("الحرية", "Freedom for all.", "en"),
        ("libertad", "الحرية للجميع", "ar"),
    ],
)
def test_a_general_word_is_found_in_other_languages(
    engine: Engine, words: str, text: str, language: str
) -> None:
    engine.feed(text_entry("said", text, language))
    assert engine.find(words) == ["said"]
    reader = engine.reader()
    assert reader.search(Selection(words, as_typed=[AS_TYPED])).total == 0
    keys = [way.key for way in reader.search(Selection(words)).ways]
    assert reader.search(Selection(words, as_typed=keys)).total == 0


def test_an_exact_word_stands_above_its_translation(engine: Engine) -> None:
    engine.feed(
        *(text_entry(f"fr{number}", "maison maison maison", "fr") for number in range(3)),
        text_entry("en", "A long text in which a house is met once among very many words.", "en"),
    )
    assert engine.find("house")[0] == "en"


@pytest.mark.parametrize("words", ["the", "des", "para", "что", "من"])
def test_words_that_bind_others_are_not_translated(engine: Engine, words: str) -> None:
    del engine
    asked = understood(Selection(words), stems)
    assert not [way for way in asked.ways if way.key.startswith("words:")]


def test_an_entry_without_an_engine_has_so_many_parts() -> None:
    asked = understood(Selection(FOUR, as_typed=[AS_TYPED]), stems)
    parts = tuple(one for one in nodes(asked.tree) if isinstance(one, Word))
    for text, least, holds in (
        ("harvest lantern", 2, True),
        ("harvest lantern", 3, False),
        ("harvest violin bridge", 3, True),
        ("", 1, False),
    ):
        entry = written(text_entry("one", text), stems)
        some = type(asked)(Most(parts, least))
        assert matches(Selection(FOUR), some, entry, stems) is holds
        if holds:
            assert keys_of(entry) & anchors(Selection(FOUR), sieve(Selection(FOUR), some, stems))


def test_a_paragraph_in_arabic_has_words_that_are_operators_in_a_short_question() -> None:
    words = "محام أو قاض"
    assert any(isinstance(one, Either) for one in nodes(parse(words, language="ar").tree))
    long = f"{words} باب بيت شجرة نهر جبل بحر سماء أرض قمر شمس نجم مطر"
    assert not any(isinstance(one, Either) for one in nodes(parse(long, language="ar").tree))
