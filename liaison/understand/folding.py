"""One spelling for what typesetting spells in many ways, with the way back to the original."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
_QUOTES = "\u2018\u201b\u02bc\u00b4\u0060\uff07'"
_BLANKS = (
    "\t\r\x00\x1c\x1d\x1e\x1f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_BREAKS = "\n\v\f\x85\u2028\u2029"
_FOOTNOTES = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
# What leaves no trace in print: soft hyphens, joiners, direction marks, tatweel, Arabic vowel
# signs, and combining accents (a decomposed letter then reads as its bare one).
_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640\u064b-\u0652\u0300-\u036f"

_TABLE = (
    dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, _QUOTES), "\u2019")
    | dict.fromkeys(map(ord, _BLANKS + _FOOTNOTES), " ")
    | dict.fromkeys(map(ord, _BREAKS), "\n")
    | {0x0660 + digit: str(digit) for digit in range(10)}
    | {0x06F0 + digit: str(digit) for digit in range(10)}
    | {0xFF10 + digit: str(digit) for digit in range(10)}
    # Arabic letters that stand for one another, and the capital whose small form is two characters
    | {0x0623: "\u0627", 0x0625: "\u0627", 0x0622: "\u0627", 0x0649: "\u064a", 0x0629: "\u0647"}
    | {0x06CC: "\u064a", 0x06A9: "\u0643", 0x0130: "I"}
)
# Letters of two scripts that look alike; a word that mixes them is meant in one.
_LATIN, _CYRILLIC = "aceopxyABCEHKMOPTXiIjJsS", "асеорхуАВСЕНКМОРТХіІјЈѕЅ"
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_MIXED = re.compile(r"[a-zA-Z][\u0400-\u04ff]|[\u0400-\u04ff][a-zA-Z]")
_TWO_SCRIPTS = re.compile(r"[a-zA-Z\u0400-\u04ff]+")
_CYRILLIC_LETTER = re.compile("[\u0400-\u04ff]")
_SYMBOL = re.compile(r"(?<![\w/])[АСЕ](?=/(?:[A-Z]|\d))")
_ODD = re.compile(rf"[\n{_INVISIBLE}][ \n{_INVISIBLE}]*|  [ \n{_INVISIBLE}]*")
_ASCII_ODD = re.compile(r"\n[ \n]*|  [ \n]*")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is searched. A blank line is one line break, any other gap one space."""

    text: str
    _begins: list[int]  # where in `text` each piece begins
    _shifts: list[int]  # how much further on the piece stands in the original
    _broken: list[bool]  # whether the piece begins a line of the original

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters `start` to `end` (exclusive) stand."""
        return self._origin(start), self._origin(end - 1) + 1

    def line_start(self, position: int) -> int:
        """Where the line of the original that holds `position` begins, in `text`."""
        at = bisect_right(self._begins, position) - 1
        while at and not self._broken[at]:
            at -= 1
        return self._begins[at]

    def line_starts(self, until: int) -> list[int]:
        """Where in `text`, up to `until`, the lines of the original begin."""
        last = bisect_right(self._begins, until)
        return [self._begins[at] for at in range(last) if self._broken[at]]

    def ends_line(self, position: int) -> bool:
        """Whether the original breaks the line right before or after `position` of `text`."""
        after = min(position + 1, len(self.text))
        return position >= len(self.text) or self.line_start(after) >= position

    def _origin(self, position: int) -> int:
        return position + self._shifts[bisect_right(self._begins, position) - 1]


def fold(text: str) -> Folded:
    """The text with one kind of dash, apostrophe, space and digit, and nothing broken by layout.

    Words hyphenated at the end of a line are joined, and so are references cut after a slash or
    hyphen. Costs time in proportion to the length of the text.
    """
    plain = text.translate(_TABLE)
    if not plain.isascii() and _CYRILLIC_LETTER.search(plain):
        plain = _in_one_script(plain)
    pieces: list[str] = []
    begins, shifts, broken = [0], [0], [True]
    taken = length = 0
    for gap in (_ASCII_ODD if plain.isascii() else _ODD).finditer(plain):
        start, end = gap.span()
        until, filling = _filling(plain, start, end)
        pieces += (plain[taken:until], filling)
        length += until - taken + len(filling)
        taken = end
        begins.append(length)
        shifts.append(end - length)
        broken.append("\n" in gap.group())
    pieces.append(plain[taken:])
    return Folded("".join(pieces), begins, shifts, broken)


def folded(text: str) -> str:
    """The folded text alone: for the words that are looked for."""
    return fold(text).text


def _in_one_script(text: str) -> str:
    """The text with words that mix Latin and Cyrillic look-alikes in one of the two scripts.

    "Бeларусь" with a Latin e, "Вelarus" with a Cyrillic В, "А/HRC" with a Cyrillic А.
    """
    pieces: list[str] = []
    taken = 0
    for pair in _MIXED.finditer(text):
        if pair.start() < taken:
            continue
        start = pair.start()
        while start > taken and _TWO_SCRIPTS.match(text[start - 1]):
            start -= 1
        word = _TWO_SCRIPTS.match(text, start)
        end = pair.end() if word is None else word.end()
        pieces += (text[taken:start], _unmixed(text[start:end]))
        taken = end
    pieces.append(text[taken:])
    return _SYMBOL.sub(lambda one: one.group().translate(_TO_LATIN), "".join(pieces))


def _unmixed(word: str) -> str:
    latin = word.translate(_TO_LATIN)
    return latin if latin.isascii() else word.translate(_TO_CYRILLIC)


def _filling(text: str, start: int, end: int) -> tuple[int, str]:
    """Up to where the text before a gap is kept, and what stands for the gap."""
    kept = start
    while kept and text[kept - 1] == " ":
        kept -= 1
    before, after = text[kept - 1 : kept], text[end : end + 1]
    gap = text[kept:end]
    if "\n" not in gap:
        return (kept, " ") if " " in gap else (start, "")
    earlier = text[kept - 2 : kept - 1]
    if before == "-" and ((after.islower() and earlier.isalpha()) or earlier == "/"):
        return kept - 1, ""
    if before == "-" and after.isalnum() and earlier.isalnum():
        return kept, ""
    if (before == "/" and earlier.isalnum() and after.isalnum()) or (
        after == "/" and before.isalnum() and text[end + 1 : end + 2].isalnum()
    ):
        return kept, ""
    return kept, "\n" if gap.count("\n") > 1 else " "
