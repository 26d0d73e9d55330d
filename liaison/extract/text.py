"""Plain text files: paragraphs as they stand, lines that were broken to a width re-joined."""

import re
from collections.abc import Iterator
from itertools import pairwise

from liaison.extract.charset import decode
from liaison.extract.head import title_or_words
from liaison.extract.plain import joined, one_line, plain
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

LARGEST = 50_000_000  # bytes
_WRAPPED = 55  # characters of a typical line from which lines are taken to be broken to a width
_SHORT = 0.6  # of the longest line's length: the end of a paragraph
_TITLE_LENGTH = 200
_STARTS_ANEW = re.compile(r"^(?:[-*•–—·]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s")


def read(data: bytes, media_type: str, address: str) -> Reading:
    """The paragraphs of a text file. Raises Unreadable where it is empty, binary or too large."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"the text is {len(data) // 1_000_000} MB large",
            f"files up to {LARGEST // 1_000_000} MB are read; look for its parts",
        )
    return reading_of(decode(data, media_type), address, Format.TEXT)


def reading_of(text: str, address: str, format_: Format, title: str = "") -> Reading:
    """A reading of text without structure: blocks by blank lines, the first line as title."""
    text = joined(paragraphs(plain(text)))
    if not text:
        raise Unreadable("the file has no text", "look at the original: it may hold pictures only")
    first = one_line(text.split("\n", 1)[0])
    found = title or (first if len(first) <= _TITLE_LENGTH else "")
    return Reading(format=format_, title=title_or_words(found, text, address), text=text)


def paragraphs(text: str) -> Iterator[str]:
    """The blocks of a text: parted by blank lines, lines broken to a width joined again.

    Where a text has no blank line but long lines, each line is a paragraph.
    """
    for group in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in group.split("\n") if line.strip()]
        if not lines:
            continue
        longest = max(map(len, lines))
        if longest > 2 * _WRAPPED:
            yield from lines
        elif longest < _WRAPPED:
            yield "\n".join(lines)
        else:
            yield from _unbroken(lines, longest)


def _unbroken(lines: list[str], longest: int) -> Iterator[str]:
    """Lines up to the width are one paragraph until one ends well before it."""
    held = [lines[0]]
    for before, line in pairwise(lines):
        if len(before) < longest * _SHORT or _STARTS_ANEW.match(line):
            yield "".join(held)
            held = [line]
        elif before.endswith("-") and before[-2:-1].isalpha() and line[:1].islower():
            held[-1] = held[-1][:-1]
            held.append(line)
        else:
            held += [" ", line]
    yield "".join(held)
