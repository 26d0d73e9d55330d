"""Figures of a text: what a translation leaves as it was, and in the same order."""

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

SAMPLE = 96  # pairs of figures kept of a text, the same ones of its translation
_FEWEST_DIGITS = 5  # of both figures: pairs of small numbers are the same in any two long texts
# Thousands are parted by space, point or comma, as the language has it.
_FIGURE = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,/-]\d+)*")
_DIGITS = str.maketrans(
    {0x0660 + digit: str(digit) for digit in range(10)}
    | {0x06F0 + digit: str(digit) for digit in range(10)}
    | {0x0966 + digit: str(digit) for digit in range(10)}
    | {0xFF10 + digit: str(digit) for digit in range(10)}
)
_OTHER_DIGIT = re.compile("[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]")

Placed = tuple[str, int]  # a pair of figures, and where it stands, in thousandths of the text


def figures(text: str) -> tuple[Placed, ...]:
    """A sample of the pairs of figures that follow one another, where each stands first.

    Which pairs are taken depends on the figures alone (those with the lowest checksums, in that
    order), so that a text and its translation give the same ones.
    """
    plain = text.translate(_DIGITS) if _OTHER_DIGIT.search(text) else text
    found = [(_plain(match.group()), match.start()) for match in _FIGURE.finditer(plain)]
    length = max(len(plain), 1)
    placed: dict[str, int] = {}
    for (first, at), (second, _) in pairwise(found):
        if len(first) + len(second) >= _FEWEST_DIGITS:
            placed.setdefault(f"{first} {second}", at * 1000 // length)
    taken = sorted(placed, key=_order)[:SAMPLE]
    return tuple((pair, placed[pair]) for pair in taken)


def shared(one: Sequence[Placed], other: Sequence[Placed]) -> list[tuple[int, int]]:
    """The places, here and there, of the pairs of figures that both samples hold."""
    there = dict(other)
    return [(place, there[pair]) for pair, place in one if pair in there]


def comparable(one: Sequence[Placed], other: Sequence[Placed]) -> int:
    """How many pairs could be shared: the fewer of those that both samples would have taken."""
    reach = min(_reach(one), _reach(other))
    return min(sum(_order(pair) <= reach for pair, _ in some) for some in (one, other))


def _reach(sample: Sequence[Placed]) -> int:
    """The highest checksum that a sample takes: any at all where it holds every pair."""
    return _order(sample[-1][0]) if len(sample) == SAMPLE else 1 << 32


def _order(pair: str) -> int:
    return zlib.crc32(pair.encode())


def _plain(figure: str) -> str:
    return "".join(sign for sign in figure if sign.isdigit()).lstrip("0") or "0"
