"""Figures of a text: what a translation leaves as it was."""

import itertools
import re
import zlib

SAMPLE = 96  # figures kept of a text, the same ones of its translation
_FIGURE = re.compile(r"\d+(?:[.,/-]\d+)*")
_DIGITS = str.maketrans(
    {0x0660 + digit: str(digit) for digit in range(10)}
    | {0x06F0 + digit: str(digit) for digit in range(10)}
    | {0x0966 + digit: str(digit) for digit in range(10)}
    | {0xFF10 + digit: str(digit) for digit in range(10)}
)


def figures(text: str) -> tuple[tuple[str, int], ...]:
    """A sample of the pairs of figures that follow one another, each with its place in thousandths.

    Which pairs are taken depends on the figures alone (those with the lowest checksums), so a
    text and its translation give the same ones.
    """
    plain = text.translate(_DIGITS) if not text.isascii() else text
    found = [(match.group(), match.start()) for match in _FIGURE.finditer(plain)]
    length = max(len(plain), 1)
    placed: dict[str, int] = {}
    for (first, at), (second, _) in itertools.pairwise(found):
        placed.setdefault(f"{_plain(first)} {_plain(second)}", at * 1000 // length)
    taken = sorted(placed, key=lambda pair: zlib.crc32(pair.encode()))[:SAMPLE]
    return tuple((pair, placed[pair]) for pair in sorted(taken))


def _plain(figure: str) -> str:
    return "".join(sign for sign in figure if sign.isdigit()).lstrip("0") or "0"
