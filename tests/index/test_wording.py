"""A whole text gives its fields what its words alone give them."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liaison.index.folding import spellings, surfaces
from liaison.index.scripts import sounds, sounds_elsewhere
from liaison.index.tantivy_engine.wording import worded
from liaison.index.tongues import OTHER

_TONGUES = ("en", "fr", "ru", "ar", "el", "hu", "tr", "de", OTHER)
_PAGES = ("cp1252", "cp1251", "cp1256", "cp1253", "cp1250")
_SIGNS = "".join(bytes(range(128, 256)).decode(page, "ignore") for page in _PAGES)
_TEXTS = st.text(
    st.sampled_from(f"{_SIGNS}abcXYZ والف   \n-'.,1٢½ﬁ人กी\u200b\u200c\u0301_"), max_size=40
)


def by_words(text: str, tongue: str) -> tuple[list[str], list[str], set[str]]:
    found = surfaces(text)
    known = spellings(found, tongue)
    spelt = [known[surface] for surface in found]
    offered = [
        (each.variants if len(each.parts) > 1 else ()) if tongue == OTHER else each.all
        for each in spelt
    ]
    plain = list(chain.from_iterable(each.plain for each in spelt))
    heard = " ".join(sounds(one for one in found if not one.isdigit()))
    return plain, sorted(chain.from_iterable(offered)), set(heard.split())


def by_text(text: str, tongue: str) -> tuple[list[str], list[str], set[str]]:
    made = worded(text, tongue)
    # Arabic digits alone have a sound by one way and none by the other; nobody asks for it.
    heard = {one for one in made.sounds.split() if not one.strip("+=arbic").isdigit()}
    return made.plain.split(), sorted(made.stems.split()), heard


@pytest.mark.parametrize("tongue", _TONGUES)
@given(text=_TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_text_as_its_words(tongue: str, text: str) -> None:
    plain, stems, heard = by_text(text, tongue)
    expected = by_words(text, tongue)
    assert (plain, stems) == expected[:2]
    assert {one for one in heard if one in expected[2]} == expected[2]


@pytest.mark.parametrize(
    ("tongue", "text", "plain", "stems"),
    [
        ("fr", "L’œuvre d’Élodie", "l oeuvre d elodie", "d elodie l oeuvre élodie œuvre"),
        ("ru", "Ёлка Минск", "елка минск", "елка минск"),
        ("ar", "والمدافعين ٢٠٢٠", "والمدافعين 2020", "2020 المدافعين والمدافعين"),
        ("ar", "الحُرِّيَّة", "الحريه", "الحرية الحريه"),
        ("de", "Straße", "strasse", "strasse"),
        ("tr", "ILICA", "ilica", "ilica ılıca"),
    ],
)
def test_what_a_text_gives(tongue: str, text: str, plain: str, stems: str) -> None:
    made = worded(text, tongue)
    assert made.plain.split() == plain.split()
    assert sorted(made.stems.split()) == sorted(stems.split())


@pytest.mark.parametrize("letter", ["А", "Ш", "م", "ש", "Ա", "Ω"])
def test_a_word_without_end_sounds_like_nothing(letter: str) -> None:
    """No name is so long; the sounds of a text of one word would take hours."""
    assert sounds([letter * 5])
    assert sounds([letter * 1_000_000]) == []
    assert sounds_elsewhere(letter * 1_000_000) == ()
