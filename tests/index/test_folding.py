"""Spellings of one word fold together, those of two do not."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.index import folding
from liaison.index.folding import reference_key, spellings, spelt, surfaces, untied


def plain(text: str, language: str = "") -> list[str]:
    found = surfaces(text)
    known = spellings(found, language)
    return [part for surface in found for part in known[surface].plain]


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Déclaration ŒUVRE Łódź Đakovo", ["declaration", "oeuvre", "lodz", "dakovo"]),
        ("de\u0301claration", ["declaration"]),
        ("STRASSE Straße", ["strasse", "strasse"]),
        ("İstanbul ISTANBUL ıstanbul", ["istanbul"] * 3),
        ("Ещё чай", ["еще", "чай"]),
        ("Ανθρώπινα ΔΙΚΑΙΏΜΑΤΑ δικαίωμας", ["ανθρωπινα", "δικαιωματα", "δικαιωμασ"]),
        ("الإنْسَانِ أحـــمد آمال", ["الانسان", "احمد", "امال"]),
        ("حكومة حكومه", ["حكومه", "حكومه"]),
        ("مستشفى مستشفي", ["مستشفي", "مستشفي"]),
        ("کتاب كتاب", ["كتاب", "كتاب"]),
        ("می\u200cشود", ["مي", "شود"]),
        ("ﻻ ﷲ", ["لا", "الله"]),
        ("٢٠٢٣ ۲۰۲۳", ["2023", "2023"]),
        ("人权 かな", ["人", "权", "か", "な"]),
        ("मानवाधिकार", ["मानवाधिकार"]),
        ("שָׁלוֹם", ["שלום"]),
        ("Menschen\u00adrechte", ["menschenrechte"]),
        ("２０２３ ＡＢＣ", ["2023", "abc"]),
        ("snake_case, semi;colon", ["snake", "case", "semi", "colon"]),
    ],
)
def test_spellings_of_one_word_fold_together(written: str, folded: list[str]) -> None:
    assert plain(written) == folded


def test_capital_i_is_dotless_in_turkish() -> None:
    assert spellings(["HAKLARI"], "tr")["HAKLARI"].parts == ("hakları",)
    assert spellings(["HAKLARI"], "en")["HAKLARI"].parts == ("haklari",)


def test_the_arabic_conjunction_comes_off_before_the_article() -> None:
    assert "المدافعين" in spellings(["والمدافعين"], "ar")["والمدافعين"].variants
    assert spellings(["والد"], "ar")["والد"].variants == ()


@pytest.mark.parametrize(
    ("typed", "alone"),
    [
        ("l'homme", "homme"),
        ("d’Ivoire", "Ivoire"),
        ("women's", "women"),
        ("O'Brien", "O'Brien"),
        ("aujourd'hui", "aujourd'hui"),
    ],
)
def test_tied_words_come_off(typed: str, alone: str) -> None:
    assert untied(typed) == alone


def test_spellings_of_one_reference_agree() -> None:
    assert (
        reference_key("AL BLR 3/2023")
        == reference_key("al  blr 3 / 2023.")
        == reference_key("(AL BLR ３/2023)")
    )
    assert reference_key("A/HRC/25/55") != reference_key("A/HRC/2/555")


@given(st.text(max_size=200), st.sampled_from(["", "ar", "tr", "fr", "ru"]))
def test_whatever_is_a_word_has_a_spelling_without_spaces(text: str, language: str) -> None:
    found = surfaces(text)
    known = spellings(found, language)
    for surface in found:
        for form in known[surface].all + known[surface].plain:
            assert form
            assert form.split() == [form]
    assert "".join(found) == "".join(
        text[at : at + len(surface)]
        for surface, at in zip(found, _places(found, text), strict=True)
    )


def test_a_text_with_more_distinct_words_than_are_kept_is_spelt_whole() -> None:
    words = [f"w{number}" for number in range(40_000)]
    known = spellings(words, "en")
    assert all(known[word].plain == (word,) for word in words)
    assert spellings(["w1"], "en")["w1"].plain == ("w1",)


def _places(found: list[str], text: str) -> list[int]:
    places, at = [], 0
    for surface in found:
        at = text.index(surface, at)
        places.append(at)
        at += len(surface)
    return places


def test_every_character_is_taken_the_same_on_both_ways() -> None:
    """The quick way is for texts without marks and without scripts that put no space between."""
    pattern = folding._word_pattern()
    for code in range(0x3000):
        text = f"ab{chr(code)}cd {chr(code)}"
        assert surfaces(text) == pattern.findall(text), hex(code)


@given(st.text(max_size=80))
def test_any_text_is_taken_the_same_on_both_ways(text: str) -> None:
    assert surfaces(text) == folding._word_pattern().findall(text)


def test_every_word_is_found_by_something() -> None:
    """Some letters are marks alone once compatible characters are one: they make no word."""
    pairs = (chr(code) * 2 for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000)
    words = {word for pair in pairs for word in surfaces(pair)}
    for language in ("", "ar", "tr"):
        lost = [
            word for word, spelling in spelt(words, language) if not all(spelling.plain or [""])
        ]
        assert lost == []
