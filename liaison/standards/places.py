"""Places in an instrument: "article 9, paragraph 3 (c)", "paragraphs 1 and 2 of article 12", "§ 2".

Read in English, French, Spanish, Russian and Arabic, as they stand in texts and in the labels of
provisions.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from liaison.standards.place_words import (
    AND,
    BRACKET,
    DIGIT_LETTER,
    LINK,
    NUMBER,
    PROTOCOL,
    ROMAN,
    TO,
    UNIT,
    Level,
)


class Unit(StrEnum):
    """What an instrument is cut into, as labels shorten it."""

    ARTICLE = "art."
    PARAGRAPH = "para."
    SECTION = "s."


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in an instrument: article 9, paragraph 3 (c) has the path ("9", "3", "c").

    Roman numbers are written in digits; chapters and parts are sections. `protocol` is the number
    of the additional protocol that the place is in, or "".
    """

    unit: Unit
    path: tuple[str, ...]
    protocol: str = ""

    def __str__(self) -> str:
        """As a label writes it: art. 9(3)(c), para. 9.1, P4 art. 2."""
        first, *further = self.path
        joined = "".join(f"({part})" for part in further)
        if self.unit is not Unit.ARTICLE:
            joined = "".join(f".{part}" for part in further)
        return f"{f'P{self.protocol} ' if self.protocol else ''}{self.unit.value} {first}{joined}"

    def meets(self, other: "Place") -> bool:
        """Whether one of the two holds the other, or both are the same."""
        length = min(len(self.path), len(other.path))
        return (
            self.unit is other.unit
            and self.protocol == other.protocol
            and self.path[:length] == other.path[:length]
        )


@dataclass(frozen=True, slots=True)
class Read:
    """The places that words name, and where the words end (exclusive)."""

    places: tuple[Place, ...]
    end: int


_MARKED = re.compile(r"P(?P<number>\d) ")
_LETTERS = str.maketrans("абвгдесأابجدهو", "abcdeecaabcdef")
_VALUES = {"i": 1, "v": 5, "x": 10}
_WIDEST = 40  # articles that a range may span; what says more is no range
_MOST = 60  # places that one reading gives
_LEVELS = (Level.ARTICLE, Level.SECTION, Level.PARAGRAPH, Level.POINT)

Path = tuple[str, ...]


def read(text: str, at: int) -> Read | None:
    """The places that the words from `at` on name; None where they name none.

    Costs time in proportion to what is read.
    """
    groups, group, end = [], list[tuple[Level, list[Path]]](), at
    for level, paths, apart, behind in islice(_counted(text, at), _MOST):
        if apart and group and group[-1][0] is not level:
            groups.append(group)
            group = []
        if apart and group:
            group[-1][1].extend(paths)
        else:
            group.append((level, paths))
        end = behind
    if not group:
        return None
    found = [place for one in (*groups, group) for place in _composed(one)][:_MOST]
    protocol = PROTOCOL.match(text, end)
    if protocol is None:
        return Read(tuple(found), end)
    number = protocol["number"]
    return Read(tuple(Place(one.unit, one.path, number) for one in found), protocol.end())


def of_label(label: str) -> tuple[Place, ...]:
    """The places of a provision, from its label; none where it names no number (mandate)."""
    marked = _MARKED.match(label)
    at = marked.end() if marked is not None else 0
    words = label if UNIT.match(label, at) else f"section {label}"
    found = read(words, at)
    if found is None or found.end < len(words):
        return ()
    if marked is None:
        return found.places
    return tuple(Place(one.unit, one.path, marked["number"]) for one in found.places)


def _counted(text: str, at: int) -> Iterator[tuple[Level, list[Path], bool, int]]:
    """Each word for a unit with its numbers, whether "and" stands before it, and where it ends."""
    apart, unit = False, UNIT.match(text, at)
    while unit is not None:
        level = Level[unit.lastgroup or ""]
        paths, end = _numbers(text, unit.end(), level)
        if not paths:
            return
        yield level, paths, apart, end
        joined = AND.match(text, end)
        link = LINK.match(text, end if joined is None else joined.end())
        unit = None if link is None else UNIT.match(text, link.end())
        apart = joined is not None and joined.group().strip() != ","


def _numbers(text: str, at: int, level: Level) -> tuple[list[Path], int]:
    """The numbers of a list ("9 (3) (b) and (c), 12 and 14-16"), and where it ends."""
    paths: list[Path] = []
    found = _number(text, at, level)
    while found is not None and len(paths) < _MOST:
        path, at = found
        paths.append(path)
        further, at = _siblings(text, at, path)
        paths += further
        between = TO.match(text, at)
        last = None if between is None else _number(text, between.end(), level)
        if last is not None:
            paths += _through(paths[-1], last[0])
            at = last[1]
        joined = AND.match(text, at)
        found = None if joined is None else _number(text, joined.end(), level)
    return paths, at


def _number(text: str, at: int, level: Level) -> tuple[Path, int] | None:
    """One number with what stands in brackets behind it, and where it ends."""
    path: Path
    if match := NUMBER.match(text, at):
        path = tuple(match["digits"].split("."))
        letter = DIGIT_LETTER.match(text, match.end())
        if letter is not None:
            path, match = (*path, letter["letter"].lower()), letter
    elif level is Level.SECTION and (match := ROMAN.match(text, at)):
        letters = match["letter"]
        path = (str(_value(match["roman"].lower())), *((letters.lower(),) if letters else ()))
    elif level is Level.POINT and (match := BRACKET.match(text, at)):
        path = (_inner(match),)
    else:
        return None
    end = match.end()
    while (bracket := BRACKET.match(text, end)) and len(path) < len(_LEVELS):
        path, end = (*path, _inner(bracket)), bracket.end()
    return path, end


def _siblings(text: str, at: int, path: Path) -> tuple[list[Path], int]:
    """The "and (c)" behind "(3) (b)", the "-(2)" behind "9(1)", and where they end."""
    found: list[Path] = []
    while len(path) > 1 and len(found) < _MOST:
        between = TO.match(text, at) or AND.match(text, at)
        bracket = None if between is None else BRACKET.match(text, between.end())
        if between is None or bracket is None:
            break
        inner, before = _inner(bracket), (found or [path])[-1]
        if inner.isdigit() != before[-1].isdigit():
            break
        sibling = (*path[:-1], inner)
        found += _through(before, sibling) if TO.match(text, at) else [sibling]
        at = bracket.end()
    return found, at


def _through(first: Path, last: Path) -> list[Path]:
    """The paths after `first` up to `last`; `last` alone where no numbers lead there."""
    same = len(first) == len(last) and first[:-1] == last[:-1]
    if not same or not (first[-1].isdigit() and last[-1].isdigit()):
        return [last]
    begin, end = int(first[-1]), int(last[-1])
    if not begin < end <= begin + _WIDEST:
        return [last]
    return [(*first[:-1], str(number)) for number in range(begin + 1, end + 1)]


def _composed(group: Sequence[tuple[Level, list[Path]]]) -> list[Place]:
    """Places of units that stand beside each other, the larger first or the smaller first."""
    rising = len(group) > 1 and _LEVELS.index(group[0][0]) > _LEVELS.index(group[-1][0])
    ordered = list(reversed(group)) if rising else list(group)
    level, paths = ordered[0]
    for _, smaller in ordered[1:]:
        if rising:
            paths = [(*path, *part) for path in paths for part in smaller][:_MOST]
        else:
            paths = [*paths[:-1], *((*paths[-1], *part) for part in smaller)]
    unit = {Level.ARTICLE: Unit.ARTICLE, Level.SECTION: Unit.SECTION}.get(level, Unit.PARAGRAPH)
    return [Place(unit, path) for path in paths]


def _inner(bracket: re.Match[str]) -> str:
    return (bracket["inner"] or bracket["open"]).lower().translate(_LETTERS)


def _value(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -one if any(one < later for later in values[at + 1 : at + 2]) else one
        for at, one in enumerate(values)
    )
