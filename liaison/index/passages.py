"""The piece of a text that shows best why it was found, and the words in it that were asked for.

A text is read in stretches, and only its distinct words are stemmed, so that a text of megabytes
costs little more than being read once; reading stops where a passage holds everything asked for.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from liaison.index.folding import Spelling, places, spellings, surfaces, untied
from liaison.index.protocol import Fragment
from liaison.index.words import LONGEST_ROW, Phrase, Term

_STRETCH = 1 << 16  # characters read at once
_OVERLAP = 2048  # so that no passage or phrase is lost between two stretches
_REACH = 40  # characters within which a cut looks for a space

Stemmer = Callable[[str, Sequence[str]], Sequence[str]]  # language, words → their stems


@dataclass(frozen=True, slots=True)
class _Spot:
    """Characters `start` to `end` of a text, which are what term number `term` asked for."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class _Window:
    """The spots `first` to `last` of a stretch stand close enough for one passage."""

    text: str
    spots: Sequence[_Spot]
    first: int
    last: int
    terms: int  # how many different ones


@dataclass(frozen=True, slots=True)
class _Known:
    """What a surface gives: its plain parts, and the terms that it alone answers."""

    plain: tuple[str, ...]
    terms: frozenset[int]


def best_passage(
    terms: Sequence[Term], texts: Sequence[tuple[str, str]], stem: Stemmer, length: int
) -> Sequence[Fragment]:
    """The passage of about `length` characters with most of the terms; of equal ones the first.

    `texts` are languages, as `stem` knows them, and texts. Nothing where no term stands in any.
    """
    best: _Window | None = None
    for language, text in texts:
        search = _Search(terms, language, stem)
        for start, end in _stretches(text):
            window = _closest(text, search.spots(text, start, end), length)
            if window is not None and (best is None or window.terms > best.terms):
                best = window
                if best.terms == len(terms):
                    return _fragments(best, length)
    return () if best is None else _fragments(best, length)


class _Search:
    """Looks for terms in a text of one language, and remembers each distinct word it has met."""

    def __init__(self, terms: Sequence[Term], language: str, stem: Stemmer) -> None:
        self._language = language
        self._stem = stem
        self._known: dict[str, _Known | None] = {}  # None: of no interest
        self._forms: dict[str, set[int]] = {}
        self._rows: dict[int, list[str]] = {}
        for number, term in enumerate(terms):
            self._take(number, term)
        self._in_rows = {part for row in self._rows.values() for part in row}

    def _take(self, number: int, term: Term) -> None:
        text = term.text if isinstance(term, Phrase) else untied(term.text)
        found = surfaces(text)
        known = spellings(found, self._language)
        row = [part for surface in found for part in known[surface].plain][:LONGEST_ROW]
        if isinstance(term, Phrase) or len(row) > 1:
            self._rows[number] = row
        if not isinstance(term, Phrase) and len(found) == 1:
            for form in self._stem(self._language, known[found[0]].whole):
                self._forms.setdefault(form, set()).add(number)

    def spots(self, text: str, start: int, end: int) -> Sequence[_Spot]:
        """Where the terms stand between two characters of the text, in order."""
        distinct = set(surfaces(text[start:end]))
        self._learn({surface for surface in distinct if surface not in self._known})
        if not any(self._known[surface] for surface in distinct):
            return ()
        met = [
            (place.start(), place.end(), known)
            for place in places(text, start, end)
            if (known := self._known[place.group()]) is not None
        ]
        spots = [_Spot(begin, stop, term) for begin, stop, known in met for term in known.terms]
        for number, row in self._rows.items():
            spots.extend(_in_a_row(text, met, row, number))
        return sorted(spots, key=lambda spot: (spot.start, spot.end))

    def _learn(self, words: set[str]) -> None:
        known = spellings(words, self._language)
        forms = [(surface, form) for surface in words for form in known[surface].all]
        stems = self._stem(self._language, [form for _, form in forms]) if forms else ()
        answered: dict[str, set[int]] = {}
        for (surface, _), stem in zip(forms, stems, strict=True):
            if stem in self._forms:
                answered.setdefault(surface, set()).update(self._forms[stem])
        for surface in words:
            self._known[surface] = self._worth(known[surface], answered.get(surface, set()))

    def _worth(self, spelling: Spelling, terms: set[int]) -> _Known | None:
        if not terms and self._in_rows.isdisjoint(spelling.plain):
            return None
        return _Known(spelling.plain, frozenset(terms))


def _in_a_row(
    text: str, met: Sequence[tuple[int, int, _Known]], row: list[str], number: int
) -> Iterator[_Spot]:
    parts = [(part, start, end) for start, end, known in met for part in known.plain]
    begins = [at for at, (part, _, _) in enumerate(parts) if part == row[0]]
    for at in begins:
        run = parts[at : at + len(row)]
        if [part for part, _, _ in run] == row:
            gaps = itertools.pairwise(run)
            if not any(_word_between(text, one[2], two[1]) for one, two in gaps):
                yield _Spot(run[0][1], run[-1][2], number)


def _word_between(text: str, start: int, end: int) -> bool:
    return any(True for _ in places(text, start, end))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while True:
        end = _space_after(text, start + _STRETCH)
        yield start, end
        if end == len(text):
            return
        start = _space_after(text, end - _OVERLAP)


def _space_after(text: str, at: int) -> int:
    """The first space within reach of a character, or that character."""
    if at >= len(text):
        return len(text)
    return next(
        (place for place in range(at, min(at + _REACH, len(text))) if text[place].isspace()), at
    )


def _space_before(text: str, at: int) -> int:
    """The last space within reach before a character, or that character."""
    within = range(at, max(0, at - _REACH), -1)
    return next((place for place in within if text[place].isspace()), at)


def _closest(text: str, spots: Sequence[_Spot], length: int) -> _Window | None:
    """The first window of spots, no longer than `length`, with most different terms."""
    best: _Window | None = None
    inside: dict[int, int] = {}
    first = 0
    for last, spot in enumerate(spots):
        inside[spot.term] = inside.get(spot.term, 0) + 1
        while first < last and spot.end - spots[first].start > length:
            left = spots[first].term
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        if best is None or len(inside) > best.terms:
            best = _Window(text, spots, first, last, len(inside))
    return best


def _fragments(window: _Window, length: int) -> Sequence[Fragment]:
    start, end = _cut(window, length)
    fragments = []
    at = start
    for spot in window.spots:
        if spot.start >= at and spot.end <= end:
            fragments += [
                Fragment(window.text[at : spot.start], matched=False),
                Fragment(window.text[spot.start : spot.end], matched=True),
            ]
            at = spot.end
    fragments.append(Fragment(window.text[at:end], matched=False))
    return tuple(fragment for fragment in fragments if fragment.text)


def _cut(window: _Window, length: int) -> tuple[int, int]:
    """Where the passage starts and ends: the window, and some words before and after it."""
    text = window.text
    first, last = window.spots[window.first].start, window.spots[window.last].end
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 3, len(text) - length))
    end = min(len(text), max(last, start + length))
    if start > 0:
        start = min(_space_after(text, start), first)
    if end < len(text):
        end = max(_space_before(text, end), last)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end
