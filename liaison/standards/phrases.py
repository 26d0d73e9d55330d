"""Phrases of instrument_words.csv as regular expressions, and the words by which they begin.

A phrase is written as docs/how-to/add-a-term.md says, with two differences: a slash between digits
belongs to a number (53/144), and a phrase in capitals counts in capitals alone.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_SEPARATED = r"[\s,\-\u2010-\u2015'’ʼ`´]{1,3}"
_BETWEEN = rf"(?:{_SEPARATED}\w+){{0,5}}?{_SEPARATED}"
_ALIKE = ("اأإآ", "هة", "يى", "её", "'’ʼ`´", "-\u2010\u2011\u2012\u2013\u2014")
_CLASS = {letter: f"[{re.escape(some)}]" for some in _ALIKE for letter in some}
_BARE = str.maketrans({letter: some[0] for some in _ALIKE[:4] for letter in some[1:]})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the list: `capitals` says that it counts in capitals alone."""

    regex: re.Pattern[str]
    instrument: str
    sure: bool
    capitals: bool


def phrase_of(phrase: str, code: str, *, sure: bool) -> Phrase:
    """A phrase of the list, ready to be looked for in a text of small letters."""
    capitals = phrase.isupper()
    pieces = [_BETWEEN if word == ".." else _piece(word) for word in phrase.split()]
    joined = pieces[0]
    for before, piece in pairwise(pieces):
        joined += piece if _BETWEEN in (before, piece) else f"{_SEPARATED}{piece}"
    return Phrase(re.compile(rf"(?:{joined})(?!\w|-[a-zA-Z])"), code, sure, capitals)


def _piece(word: str) -> str:
    """A word of a phrase as a regex: its alternatives, stems and letters that look alike."""
    return f"(?:{'|'.join(_alternative(one) for one in _alternatives(word))})"


def _alternatives(word: str) -> list[str]:
    """What a slash parts; one between digits belongs to a number."""
    return re.split(r"(?<!\d)/|/(?!\d)", word)


def _alternative(word: str) -> str:
    stem = word.endswith("*")
    spelt = "".join(map(_letter, word.removesuffix("*").rstrip(",")))
    return rf"{spelt}\w{{0,6}}" if stem else spelt


def _letter(letter: str) -> str:
    if letter in _CLASS:
        return rf"{_SEPARATED}?" if letter in "-'’" else _CLASS[letter]
    plain = _plain(letter)
    return re.escape(letter) if plain == letter else f"[{plain}{letter}]"


def _plain(letter: str) -> str:
    """A Latin letter without its accents."""
    return unicodedata.normalize("NFD", letter)[0] if letter <= "\u024f" else letter


def bare(word: str) -> str:
    """A word in small letters without accents, and in the letters to which Arabic is folded."""
    return "".join(_plain(letter) for letter in word.lower()).translate(_BARE)


def anchors(phrase: str) -> Iterator[str]:
    """The ways in which the first word of a phrase can begin in a text of small letters."""
    for word in _alternatives(phrase.split(maxsplit=1)[0]):
        plain = word.rstrip("*,").lower()
        yield from ways(re.split(r"['’\-]", plain)[0])


def ways(word: str) -> Iterator[str]:
    """A word with and without accents, and with the letters that Arabic writes for one another."""
    found = {"".join(_plain(letter) for letter in word): None, word: None}
    for some in _ALIKE[:4]:
        found |= {_as_first(way, some): None for way in found}
    yield from found


def _as_first(word: str, some: str) -> str:
    return "".join(some[0] if letter in some else letter for letter in word)
