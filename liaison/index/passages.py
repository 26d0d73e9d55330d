"""The piece of a text that shows best why it was found, and the words in it that were asked for.

A text is read in stretches, so that one of megabytes costs little more than being read once;
reading stops where a passage holds everything asked for.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from liaison.index.asked import Asked
from liaison.index.lexicon import Stemmer
from liaison.index.protocol import Fragment
from liaison.index.spots import Spot, searches

_STRETCH = 1 << 16  # characters read at once
_OVERLAP = 2048  # so that no passage or phrase is lost between two stretches
_REACH = 40  # characters within which a cut looks for a space


@dataclass(frozen=True, slots=True)
class _Window:
    """The spots `first` to `last` of a stretch stand close enough for one passage."""

    text: str
    spots: Sequence[Spot]
    first: int
    last: int
    terms: int  # how many different ones


def best_passage(
    asked: Asked, texts: Sequence[tuple[str, str]], stem: Stemmer, length: int
) -> Sequence[Fragment]:
    """The passage of about `length` characters with most of what was asked, the first of equals.

    `texts` are languages (pt, pt-BR, "") and texts. Nothing where no term stands in any.
    """
    known = searches(asked, stem)
    best: _Window | None = None
    for language, text in texts:
        search = known.of(language)
        for start, end in _stretches(text):
            window = _closest(text, search.spots(text, start, end), length)
            if window is not None and (best is None or window.terms > best.terms):
                best = window
                if best.terms == known.terms:
                    return _fragments(best, length)
    return () if best is None else _fragments(best, length)


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


def _closest(text: str, spots: Sequence[Spot], length: int) -> _Window | None:
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
