"""How words begin: by it most words of a text are passed over without being stemmed."""

import functools
import math
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from liaison.index.folding import folded, normal
from liaison.index.tongues import tongue_of

TOLD = 2  # letters by which a word is passed over
_SHORT = 3  # letters of a stem that may differ from its word in the second one: dying, die
_ANY_BEGINNING = ("ar", "el", "nl", "ta")  # their stemmers change beginnings too
_FIRST_ALONE = ("de", "fi")  # German writes ae for ä, its stemmer a for both: Aerzte, arzt
_MOST = 20_000  # beginnings remembered
_Thing = TypeVar("_Thing")


def keeps_beginnings(language: str) -> bool:
    """Whether a stem begins as its word does: by TOLD letters, one where it is short."""
    return tongue_of(language) not in _ANY_BEGINNING


class Beginnings(dict[str, bool]):
    """By the first TOLD letters of a word: whether it may be, or be stemmed to, one of the wanted.

    Holds for words that do not unfold to several (`liaison.index.folding.may_unfold`).
    """

    def __init__(self, language: str, wanted: Iterable[str]) -> None:
        super().__init__()
        self._language = language
        short = _SHORT if tongue_of(language) not in _FIRST_ALONE else math.inf
        plain = map(folded, wanted)
        self._wanted = {one[:TOLD] if len(one) > short else one[:1] for one in plain}

    def __missing__(self, beginning: str) -> bool:
        """Of a beginning that was not met before."""
        if len(self) >= _MOST:
            self.clear()
        self[beginning] = found = self._may(beginning)
        return found

    def _may(self, beginning: str) -> bool:
        plain = _plain(beginning, self._language)
        if len(plain) < len(beginning):
            return True  # a silent sign, or one that joins the next: more would have to be seen
        return not self._wanted.isdisjoint((plain[:TOLD], plain[:1], ""))  # "": stemmed to nothing


@functools.lru_cache(maxsize=_MOST)
def _plain(beginning: str, language: str) -> str:
    return folded(normal(beginning, language))


class Starts(Generic[_Thing]):
    """Things by what words begin with, found by a word: one look-up for each length."""

    def __init__(self) -> None:
        self._by_length: dict[int, dict[str, set[_Thing]]] = {}

    def __iter__(self) -> Iterator[str]:
        """The beginnings."""
        return (start for things in self._by_length.values() for start in things)

    def add(self, start: str, thing: _Thing) -> None:
        """Have a thing found by words that begin so."""
        self._by_length.setdefault(len(start), {}).setdefault(start, set()).add(thing)

    def __bool__(self) -> bool:
        return bool(self._by_length)

    def begins(self, word: str) -> bool:
        """Whether a word begins with any of them."""
        return any(word[:length] in things for length, things in self._by_length.items())

    def begun(self, word: str) -> Iterator[_Thing]:
        """The things whose beginning a word has."""
        for length, things in self._by_length.items():
            yield from things.get(word[:length], ())
