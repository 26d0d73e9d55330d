"""Sentences made from alternates: the word lists in `words/`, read and written out.

A word list is a text file in sections: `== name`, then one alternate a line. In a line

    <a|b|c>     is one of these           [a]      is there half the time
    {m|f}       agrees with the person    {name}   is a fact of the document, or else
                the text is about                  an alternate of the section `name`

`#` starts a comment. Marks may stand inside each other.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liaison.rehearsal.chance import Draw

WORDS = Path(__file__).parent / "words"
_MARK = re.compile(r"[<>|\[\]{}]")


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a fact or of a section."""

    name: str


@dataclass(frozen=True, slots=True)
class Either:
    """One of several ways to say it."""

    ways: tuple["Line", ...]


@dataclass(frozen=True, slots=True)
class Agree:
    """Two forms: for a man and for a woman."""

    forms: tuple[str, str]


Node = str | Slot | Either | Agree
Line = tuple[Node, ...]
Fact = str | Callable[[], str]


class Grammar:
    """The sections of one language."""

    def __init__(self, sections: Mapping[str, tuple[Line, ...]]) -> None:
        self.sections = dict(sections)
        self._slots = {
            name: tuple(frozenset(slots_in(line)) for line in lines)
            for name, lines in sections.items()
        }

    @cache  # noqa: B019 (five grammars live as long as the process)
    def lines(self, section: str, absent: frozenset[str]) -> tuple[Line, ...]:
        """The alternates of a section that can be said without the facts in `absent`."""
        kept = tuple(
            line
            for line, slots in zip(self.sections[section], self._slots[section], strict=True)
            if not slots & absent
        )
        return kept or self.sections[section]


@cache
def grammar(language: str) -> Grammar:
    """The word list of a language, read once. Raises FileNotFoundError where there is none."""
    sections: dict[str, list[Line]] = {}
    current: list[Line] = []
    for line in (WORDS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            current = sections.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("#"):
            current.append(parse(line))
    return Grammar({name: tuple(lines) for name, lines in sections.items()})


def parse(line: str) -> Line:
    """One alternate, taken apart. Raises ValueError where its marks do not close."""
    marks = [*((found.start(), found.group()) for found in _MARK.finditer(line))]
    nodes, at, left = _nodes(line, 0, marks, "")
    if at != len(line) or left:
        raise ValueError(f"marks do not close in {line!r}")
    return nodes


def _nodes(
    line: str, at: int, marks: list[tuple[int, str]], closing: str
) -> tuple[Line, int, list[tuple[int, str]]]:
    nodes: list[Node] = []
    while marks:
        (place, mark), *rest = marks
        if place > at:
            nodes.append(line[at:place])
        if mark in closing:
            return tuple(nodes), place, marks
        if mark == "{":
            end = line.index("}", place)
            nodes.append(_braced(line[place + 1 : end]))
            at, marks = end + 1, [found for found in rest if found[0] > end]
        elif mark == "<":
            node, at, marks = _either(line, place, rest)
            nodes.append(node)
        elif mark == "[":
            inner, end, marks = _nodes(line, place + 1, rest, "]")
            nodes.append(Either((inner, ())))
            at, marks = end + 1, marks[1:]
        else:
            raise ValueError(f"{mark!r} stands alone in {line!r}")
    if closing:
        raise ValueError(f"{closing[-1]!r} is missing in {line!r}")
    if at < len(line):
        nodes.append(line[at:])
    return tuple(nodes), len(line), []


def _either(
    line: str, place: int, marks: list[tuple[int, str]]
) -> tuple[Either, int, list[tuple[int, str]]]:
    ways = []
    while True:
        way, place, marks = _nodes(line, place + 1, marks, "|>")
        ways.append(way)
        mark, marks = marks[0][1], marks[1:]
        if mark == ">":
            return Either(tuple(ways)), place + 1, marks


def _braced(inside: str) -> Slot | Agree:
    if "|" not in inside:
        return Slot(inside)
    man, woman = inside.split("|")
    return Agree((man, woman))


def slots_in(line: Line) -> Iterator[str]:
    """The names that a line asks for."""
    for node in line:
        if isinstance(node, Slot):
            yield node.name
        elif isinstance(node, Either):
            for way in node.ways:
                yield from slots_in(way)


class Scribe:
    """Writes lines of one language out, with the facts of one text."""

    __slots__ = ("_absent", "_grammar", "_random", "draw", "facts", "woman")

    def __init__(
        self,
        words: Grammar,
        draw: Draw,
        facts: dict[str, Fact],
        *,
        woman: bool,
        absent: frozenset[str] = frozenset(),
    ) -> None:
        self._grammar = words
        self._absent = absent
        self.draw = draw
        self._random = draw.random
        self.facts = facts
        self.woman = woman

    def say(self, section: str) -> str:
        """One alternate of a section, drawn and written out."""
        return self.write(self.draw.pick(self._grammar.lines(section, self._absent)))

    def sentences(self, section: str, count: int, *, ordered: bool = False) -> list[str]:
        """Up to `count` different alternates of a section as sentences.

        They come in the order drawn, or, if `ordered`, in that of the word list.
        """
        lines = self._grammar.lines(section, self._absent)
        drawn = self.draw.several(range(len(lines)), count)
        return [capital(self.write(lines[at])) for at in (sorted(drawn) if ordered else drawn)]

    def at(self, section: str, index: int) -> str:
        """The alternate of that index, counted round: lists of several languages run alike."""
        lines = self._grammar.sections[section]
        return self.write(lines[index % len(lines)])

    def all(self, section: str) -> list[str]:
        """Every alternate of a section, written out, in order."""
        return [self.write(line) for line in self._grammar.sections[section]]

    def write(self, line: Line) -> str:
        """One line, written out."""
        out: list[str] = []
        self._write(line, out)
        return "".join(out)

    def _write(self, line: Line, out: list[str]) -> None:
        # The draws are written out here: this runs some hundred times a page.
        for node in line:
            kind = type(node)
            if kind is str:
                out.append(node)  # type: ignore[arg-type]
            elif kind is Either:
                ways = node.ways  # type: ignore[union-attr]
                self._write(ways[int(self._random() * len(ways))], out)
            elif kind is Agree:
                out.append(node.forms[self.woman])  # type: ignore[union-attr]
            else:
                self._fill(node.name, out)  # type: ignore[union-attr]

    def _fill(self, name: str, out: list[str]) -> None:
        fact = self.facts.get(name)
        if fact is None:
            self._write(self.draw.pick(self._grammar.sections[name]), out)
        else:
            out.append(fact if isinstance(fact, str) else fact())


def capital(sentence: str) -> str:
    """The sentence with its first letter large; opening quotes are passed over."""
    if sentence[:1].isalnum():
        return sentence[0].upper() + sentence[1:]
    first = next((at for at, letter in enumerate(sentence) if letter.isalnum()), 0)
    return sentence[:first] + sentence[first : first + 1].upper() + sentence[first + 1 :]
