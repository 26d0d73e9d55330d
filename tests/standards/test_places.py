"""Places in an instrument, as texts and labels write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison import vocabulary
from liaison.standards import Place, Unit, provisions_at
from liaison.standards.places import of_label, read


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("article 9", "art. 9"),
        ("Art. 9", "art. 9"),
        ("ART 9", "art. 9"),
        ("articles 9 and 10", "art. 9 | art. 10"),
        ("Articles 9, 14, and 19", "art. 9 | art. 14 | art. 19"),
        ("articles 6-9", "art. 6 | art. 7 | art. 8 | art. 9"),
        ("articles 6 to 8", "art. 6 | art. 7 | art. 8"),
        ("Article 9(3)(c)", "art. 9(3)(c)"),
        ("article 9 (3) (b) and (c)", "art. 9(3)(b) | art. 9(3)(c)"),
        ("articles 5 (b) and 12 (2)", "art. 5(b) | art. 12(2)"),
        ("article 9, paragraph 3 (c)", "art. 9(3)(c)"),
        ("article 14, paragraphs 1 and 3 (d)", "art. 14(1) | art. 14(3)(d)"),
        ("paragraph 3 of article 9", "art. 9(3)"),
        ("paragraphs 1 and 2 of article 12", "art. 12(1) | art. 12(2)"),
        ("subparagraph (c) of paragraph 3 of article 9", "art. 9(3)(c)"),
        ("article 5 and paragraph 2 of article 10", "art. 5 | art. 10(2)"),
        ("Article 10 § 2", "art. 10(2)"),
        ("Article 6 §§ 1 and 3", "art. 6(1) | art. 6(3)"),
        ("article 9.3", "art. 9(3)"),
        ("paragraph 9.1", "para. 9.1"),
        ("paras. 10.1-10.3", "para. 10.1 | para. 10.2 | para. 10.3"),
        ("section II.A", "s. 2.a"),
        ("chapter V", "s. 5"),
        ("chapter IX", "s. 9"),
        ("Article 2 of Protocol No. 4", "P4 art. 2"),
        ("article premier", ""),
        ("l'article 9", ""),
        ("alinéa c) du paragraphe 3 de l'article 9", "art. 9(3)(c)"),
        ("paragraphe 2 de l’article 12", "art. 12(2)"),
        ("articles 9 à 11", "art. 9 | art. 10 | art. 11"),
        ("artículo 9.3", "art. 9(3)"),
        ("artículos 5, 6 y 12", "art. 5 | art. 6 | art. 12"),
        ("artículos 9 a 11", "art. 9 | art. 10 | art. 11"),
        ("párrafo 3 del artículo 9", "art. 9(3)"),
        ("inciso c) del párrafo 3 del artículo 9", "art. 9(3)(c)"),
        ("статья 9", "art. 9"),
        ("статьях 9, 10 и 14", "art. 9 | art. 10 | art. 14"),
        ("пункт 3 статьи 9", "art. 9(3)"),
        ("подпункт c) пункта 3 статьи 9", "art. 9(3)(c)"),
        ("п. 3 ст. 9", "art. 9(3)"),
        ("ст. 19", "art. 19"),
        ("المادة 9", "art. 9"),
        ("المادتين 9 و10", "art. 9 | art. 10"),
        ("المواد 9 و10 و12", "art. 9 | art. 10 | art. 12"),
        ("الفقرة 3 (ج) من المادة 9", "art. 9(3)(c)"),
        ("للمادة 19", "art. 19"),
        ("articles 1948", ""),
        ("article 9/2", ""),
        ("article", ""),
        ("party 9", ""),
    ],
)
def test_places_are_read_in_five_languages(words: str, places: str) -> None:
    found = read(words, 0)
    assert " | ".join(map(str, found.places if found is not None else ())) == places


@pytest.mark.parametrize(
    ("words", "places", "rest"),
    [
        ("article 9, 10 December 1998", "art. 9", ", 10 December 1998"),
        ("artículo 9, 10 de diciembre de 1998", "art. 9", ", 10 de diciembre de 1998"),
        ("article 19 and the right", "art. 19", " and the right"),
        ("article 9 - a text", "art. 9", " - a text"),
        ("articles 9-200", "art. 9 | art. 200", ""),
    ],
)
def test_what_belongs_to_no_place_is_left(words: str, places: str, rest: str) -> None:
    found = read(words, 0)
    assert found is not None
    assert " | ".join(map(str, found.places)) == places
    assert words[found.end :] == rest


@pytest.mark.parametrize(
    ("label", "places"),
    [
        ("art. 9(1)-(2)", "art. 9(1) | art. 9(2)"),
        ("art. 12-13", "art. 12 | art. 13"),
        ("P4 art. 2", "P4 art. 2"),
        ("I-III", "s. 1 | s. 2 | s. 3"),
        ("III.J", "s. 3.j"),
        ("ch. 4.D", "s. 4.d"),
        ("s. 10", "s. 10"),
        ("mandate", ""),
        ("operative part", ""),
        ("Decision VII/9", ""),
        ("", ""),
    ],
)
def test_labels_of_provisions_are_places(label: str, places: str) -> None:
    assert " | ".join(map(str, of_label(label))) == places


def test_a_place_meets_what_holds_it_and_what_it_holds() -> None:
    article, letter = Place(Unit.ARTICLE, ("9",)), Place(Unit.ARTICLE, ("9", "3", "c"))
    assert article.meets(letter)
    assert letter.meets(article)
    assert not letter.meets(Place(Unit.ARTICLE, ("9", "4")))
    assert not article.meets(Place(Unit.ARTICLE, ("9",), protocol="4"))
    assert not article.meets(Place(Unit.PARAGRAPH, ("9",)))


@pytest.mark.parametrize(
    ("instrument", "unit", "path", "provisions"),
    [
        ("udhrd", Unit.ARTICLE, "9", "art-9-1-2 art-9-3-a art-9-3-b art-9-3-c art-9-4 art-9-5"),
        ("udhrd", Unit.ARTICLE, "9 3 c", "art-9-3-c"),
        ("udhrd", Unit.ARTICLE, "5 b", "art-5"),
        ("udhrd", Unit.ARTICLE, "4", ""),
        ("udhrd", Unit.PARAGRAPH, "9", "art-9-1-2 art-9-3-a art-9-3-b art-9-3-c art-9-4 art-9-5"),
        ("ahrd", Unit.ARTICLE, "23", "para-23"),
        ("copenhagen", Unit.PARAGRAPH, "10 3", "para-10-1-10-4"),
        ("echr", Unit.ARTICLE, "2", "art-2"),
        ("hrc-22-6", Unit.PARAGRAPH, "5", ""),
    ],
)
def test_provisions_at_a_place(instrument: str, unit: Unit, path: str, provisions: str) -> None:
    known = vocabulary.load().instruments[instrument]
    assert " ".join(provisions_at(known, Place(unit, tuple(path.split())))) == provisions


@given(
    st.sampled_from(["article", "Art.", "artículo", "статья", "المادة"]),
    st.integers(1, 200),
    st.lists(st.sampled_from(["1", "2", "12", "a", "c"]), max_size=2),
)
def test_what_a_place_is_written_as_is_read_back(word: str, number: int, inner: list[str]) -> None:
    place = Place(Unit.ARTICLE, (str(number), *inner))
    brackets = "".join(f"({one})" for one in inner)
    found = read(f"{word} {number}{brackets}", 0)
    assert found is not None
    assert found.places == (place,)
    assert of_label(str(place)) == (place,)
