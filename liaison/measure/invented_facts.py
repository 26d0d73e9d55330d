"""Facts of documents that nobody wrote, with words and names as unevenly spread as real ones."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from liaison.link.facts import EditionFacts, Facts, Name, Word

_WORDS, _GIVEN, _FAMILY, _COUNTRIES = 200_000, 20_000, 200_000, 193
_TITLE, _OPENING, _PROPER, _FIGURES = 9, 90, 12, 20
_IN_A_CASE = 0.3  # of the documents: they tell of people that an earlier one told of
_COPIES = 0.04
_REMEMBERED = 2_000  # earlier documents that a new one may belong with
_FIRST = date(1995, 1, 1)
_DAYS = 11_000


class Inventor:
    """Makes facts, one document after another; the same seed gives the same ones.

    Words, names and countries follow Zipf's law, so that some are in every second document and
    most in hardly any.
    """

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._earlier: list[Facts] = []

    def facts(self, first: int, count: int) -> Iterator[Facts]:
        """The facts of documents number `first` and following."""
        for number in range(first, first + count):
            made = self._one(number)
            if len(self._earlier) < _REMEMBERED:
                self._earlier.append(made)
            else:
                self._earlier[number % _REMEMBERED] = made
            yield made

    def _one(self, number: int) -> Facts:
        chance = self._random.random()
        earlier = None
        if self._earlier and chance < _IN_A_CASE + _COPIES:
            earlier = self._earlier[int(self._random.integers(len(self._earlier)))]
        copied = earlier if chance < _COPIES else None
        people = earlier.people if earlier else (self._name(), self._name())
        proper = [_word(each) for each in self._some("w", _PROPER, _WORDS)]
        day = _FIRST + timedelta(days=int(self._random.integers(_DAYS)))
        return Facts(
            identifier=f"{number:013}",
            published=day.isoformat(),
            mechanism="un-srhrd",
            kind="press_release",
            about=earlier.about if earlier else tuple(self._some("c", 1, _COUNTRIES)),
            people=people,
            title_words=tuple(self._some("w", _TITLE, _WORDS)),
            opening_words=tuple(self._some("w", _OPENING, _WORDS)),
            title_names=people,
            opening_names=tuple((word,) for word in proper),
            editions=(copied.editions if copied else (self._edition(),)),
        )

    def _edition(self) -> EditionFacts:
        numbers = self._random.integers(0, 1 << 32, 64, dtype=np.uint64)
        figures = self._random.integers(1, 400, (_FIGURES, 2))
        return EditionFacts(
            language="en",
            length=500,
            title=f"t{self._random.integers(1 << 40)}",
            signature=tuple(int(one) for one in numbers),
            figures=tuple((f"{a} {b}", 40 * at) for at, (a, b) in enumerate(figures.tolist())),
        )

    def _name(self) -> Name:
        (given,), (family,) = self._some("g", 1, _GIVEN), self._some("f", 1, _FAMILY)
        return (_word(given), _word(family))

    def _some(self, kind: str, count: int, size: int) -> list[str]:
        ranks = np.minimum(self._random.zipf(1.2, count), size)
        return [f"{kind}{rank}" for rank in ranks.tolist()]


def _word(word: str) -> Word:
    """A word with what it sounds like: about two words in every key of sounds."""
    return (word, f"~{word[:-1]}")
