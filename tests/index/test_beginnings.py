"""Words are passed over by how they begin: no stemmer and no folding may make that wrong."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.index.beginnings import TOLD, Beginnings, Starts, keeps_beginnings
from liaison.index.folding import (
    folded,
    is_plain,
    may_unfold,
    places,
    places_of,
    spellings,
    surfaces,
)
from liaison.index.tantivy_engine.schema import stems
from liaison.index.tongues import STEMMERS

ALPHABETS = {
    "ru": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
}
LATIN = "abcdefghijklmnopqrstuvwxyzàâäåæçéèêëîïíìñôöòóøœùûüúßıİğş"
KEPT = sorted(tongue for tongue in STEMMERS if keeps_beginnings(tongue))
# Words that English stems in ways of their own, and endings that other languages take off.
AWKWARD = {
    "en": ["dying", "lying", "tying", "skies", "idly", "gently", "ugly", "early", "only", "news"],
    "fr": ["jouer", "quittance", "yeux", "évènements", "naïve", "œuvres"],
    "de": ["äußerte", "öffentlich", "ßtrasse", "quelle", "Aerzte", "ueber"],
    "tr": ["İstanbul", "ıslak", "adı", "ınca"],
}


def _begins_alike(tongue: str, word: str) -> bool:
    for surface in surfaces(word):
        forms = spellings([surface], tongue)[surface].all
        for stem in stems(tongue, forms):
            if not Beginnings(tongue, [stem])[surface[:TOLD]]:
                return False
    return True


@pytest.mark.parametrize("tongue", KEPT)
@settings(max_examples=400, deadline=None)
@given(data=st.data())
def test_a_stem_begins_as_its_word(tongue: str, data: st.DataObject) -> None:
    letters = ALPHABETS.get(tongue, LATIN)
    word = data.draw(st.text(letters + letters.upper(), min_size=1, max_size=12))
    assert may_unfold(word, 0, len(word)) or _begins_alike(tongue, word)


@pytest.mark.parametrize("tongue", sorted(AWKWARD))
def test_so_do_words_with_rules_of_their_own(tongue: str) -> None:
    assert [word for word in AWKWARD[tongue] if not _begins_alike(tongue, word)] == []


def test_some_stemmers_change_beginnings() -> None:
    assert not keeps_beginnings("ar")
    assert not keeps_beginnings("nl")  # gegeven, geef
    assert not keeps_beginnings("ta")
    assert keeps_beginnings("pt-BR")
    assert keeps_beginnings("sw")


def test_no_single_letter_unfolds_unheard_of() -> None:
    """Whatever is taken for plain is one part, and its beginning is that of what it is found by."""
    wrong = []
    for letter in map(chr, range(0x80, 0x3000)):
        word = f"ab{letter}cd"
        if letter.isalnum() and not may_unfold(word, 0, len(word)):
            parts = spellings([word])[word].parts
            if len(parts) != 1 or not Beginnings("", [folded(parts[0])])[word[:TOLD]]:
                wrong.append(letter)
    assert wrong == []


def test_a_beginning_passes_over_most_words() -> None:
    may = Beginnings("en", ["disappear", "die", "œuvre"])
    passed = ["arrested", "before", "court", "das", "éd", "Zeuge"]
    kept = ["disappearances", "Disappeared", "dying", "oeuvre", "Œuvres", "dí"]
    assert [word for word in passed if may[word[:TOLD]]] == ["das"]  # as short a stem as "die"
    assert [word for word in kept if not may[word[:TOLD]]] == []


@given(
    text=st.text("abé1 .,-'_½\u0301ж中ا\u064b\u200c", max_size=60),
    wanted=st.sets(st.text("abé1ж", min_size=1, max_size=3), max_size=4),
    edges=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_words_are_found_where_reading_finds_them(
    text: str, wanted: set[str], edges: tuple[int, int]
) -> None:
    start, end = sorted(min(edge, len(text)) for edge in edges)
    read = [(one.start(), one.end(), one.group()) for one in places(text, start, end)]
    assert list(places_of(wanted, text, start, end)) == [one for one in read if one[2] in wanted]


def test_a_plain_text_has_words_of_letters_and_digits() -> None:
    text = "Café № 3_b ½ ёж"
    assert is_plain(text, 0, len(text))
    assert surfaces(text) == re.findall(r"[^\W_]+", text)


def test_things_are_found_by_what_a_word_begins_with() -> None:
    starts = Starts[int]()
    assert not starts
    starts.add("arrest", 1)
    starts.add("arr", 2)
    assert sorted(starts) == ["arr", "arrest"]
    assert starts.begins("arrived")
    assert not starts.begins("ar")
    assert sorted(starts.begun("arrested")) == [1, 2]
