"""What the keys of an entry tell of a selection: nearly all are decided so, without its words.

A question is made into parts once, when a selection is saved; its anchors are the keys of which
every entry that it holds has one. What keys cannot tell (words in a row, say) is left to
`liaison.index.matching`.
"""

import datetime as dt
from array import array
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from liaison.index.asked import (
    All,
    Asked,
    Chosen,
    Cited,
    Either,
    Leaf,
    Most,
    Near,
    Node,
    Phrase,
    Prefix,
    Said,
    Sounding,
    Way,
    Wide,
    Within,
    Without,
    Word,
)
from liaison.index.crowds import crowd
from liaison.index.folding import reference_key, spellings, surfaces, untied
from liaison.index.grammar import LONGEST_ROW
from liaison.index.keys import BEGINNING, EVERYTHING, PAIRED, number, pairs
from liaison.index.lexicon import Stemmer
from liaison.index.matching import OF_ONE_QUESTION, is_reference, spelt_together
from liaison.index.protocol import Selection
from liaison.index.scripts import sounds_elsewhere
from liaison.index.spots import said_stems
from liaison.index.tongues import OTHER, TONGUES, tongue_of

_MOST_PAIRS = 24
Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class Part(Generic[Key]):
    """A part of a question, in keys of entries (`liaison.index.keys`), written out or as numbers.

    An entry with one of `sure` meets it, and one that meets all parts of one of `rows`; one with
    one of `maybe` may; no other does.
    """

    sure: Collection[Key] = ()
    maybe: Collection[Key] = ()
    rows: tuple[tuple["Part[Key]", ...], ...] = ()

    def met(self, keys: AbstractSet[Key]) -> bool | None:
        """Whether an entry with these keys meets it; None where they do not tell."""
        if not keys.isdisjoint(self.sure):
            return True
        found: bool | None = False
        for row in self.rows:
            met = _all_met(row, keys)
            if met:
                return True
            found = met if found is False else found
        return None if found is False and not keys.isdisjoint(self.maybe) else found

    def kept(self) -> list[Any]:
        """As JSON, keys as numbers."""
        rows = [[part.kept() for part in row] for row in self.rows]
        return [_numbers(self.sure), _numbers(self.maybe), rows]

    @staticmethod
    def read(kept: Sequence[Any]) -> "Part[int]":
        """From what `kept` gave."""
        sure, maybe, rows = kept
        return Part(
            array("q", sure),
            array("q", maybe),
            tuple(tuple(Part.read(part) for part in row) for row in rows),
        )


def _numbers(keys: Collection[Key]) -> list[int]:
    return [number(str(key)) for key in keys]


def _all_met(parts: Iterable[Part[Key]], keys: AbstractSet[Key]) -> bool | None:
    found: bool | None = True
    for part in parts:
        met = part.met(keys)
        if met is False:
            return False
        found = found and met
    return found


@dataclass(frozen=True, slots=True)
class Sieve(Generic[Key]):
    """A selection in keys: what it wants each of, and what it wants none of.

    `aside` are references that its words may spell: of an entry that has one the words tell
    nothing. `since` and `until` are days from 0001-01-01, or None.
    """

    wanted: tuple[Part[Key], ...]
    unwanted: tuple[Part[Key], ...] = ()
    aside: Collection[Key] = ()
    since: int | None = None
    until: int | None = None

    def holds(self, keys: AbstractSet[Key], day: dt.date | None) -> bool | None:
        """Whether it holds an entry with these keys, of that day; None where they do not tell."""
        if not self._in_time(day):
            return False
        if not keys.isdisjoint(self.aside):
            return None
        met = _all_met(self.wanted, keys)
        if met is False:
            return False
        for part in self.unwanted:
            unwanted = part.met(keys)
            if unwanted:
                return False
            met = met if unwanted is False else None
        return met

    def _in_time(self, day: dt.date | None) -> bool:
        if self.since is None and self.until is None:
            return True
        if day is None:
            return False
        ordinal = day.toordinal()
        return (self.since or ordinal) <= ordinal <= (self.until or ordinal)

    def kept(self) -> list[Any]:
        """As JSON, keys as numbers."""
        return [
            [part.kept() for part in self.wanted],
            [part.kept() for part in self.unwanted],
            _numbers(self.aside),
            self.since,
            self.until,
        ]

    @staticmethod
    def read(kept: Sequence[Any]) -> "Sieve[int]":
        """From what `kept` gave."""
        wanted, unwanted, aside, since, until = kept
        return Sieve(
            tuple(map(Part.read, wanted)),
            tuple(map(Part.read, unwanted)),
            array("q", aside),
            since,
            until,
        )


def sieve(selection: Selection, asked: Asked, stem: Stemmer) -> Sieve[str]:
    """The sieve of a selection whose words were understood as `asked`."""
    chosen = [
        Part(sure=frozenset(f"f:{facet.value}={value}" for value in values))
        for facet, values in selection.chosen.items()
        if values
    ]
    tree = asked.tree
    words: Sequence[Node] = ()
    if tree is not None:
        words = tree.parts if isinstance(tree, All) else (tree,)
    if asked.tree is None and not asked.is_blank:
        chosen.append(Part())  # nothing that can be looked for: nothing is found
    if selection.without:
        chosen.append(Part(maybe=(EVERYTHING,)))
    return Sieve(
        (*chosen, *(part_of(one, stem) for one in words if not isinstance(one, Without))),
        tuple(part_of(one.part, stem) for one in words if isinstance(one, Without)),
        _references(words),
        None if selection.since is None else selection.since.toordinal(),
        None if selection.until is None else selection.until.toordinal(),
    )


def anchors(selection: Selection, found: Sieve[str]) -> frozenset[str]:
    """Keys of which every entry that a selection holds has at least one; as few as can be."""
    ways = [anchors_of(one) | frozenset(found.aside) for one in found.wanted]
    for facet in PAIRED:
        together = frozenset(pairs(selection.chosen, facet))
        if 0 < len(together) <= _MOST_PAIRS:
            ways.append(together)
    return min(ways, key=crowd, default=frozenset((EVERYTHING,)))


def part_of(node: Node, stem: Stemmer) -> Part[str]:
    """A part of a question in keys."""
    if isinstance(node, All):
        row = tuple(part_of(part, stem) for part in node.parts if not isinstance(part, Without))
        barred = len(row) < len(node.parts)
        unsure = (Part(maybe=(EVERYTHING,)),) if barred else ()
        return Part(maybe=_references(node.parts), rows=((*row, *unsure),))
    if isinstance(node, Most):
        return Part(maybe=_most(node, stem))
    if isinstance(node, Either):
        return any_of(part_of(part, stem) for part in node.parts)
    if isinstance(node, Without):
        return Part(maybe=(EVERYTHING,))
    if isinstance(node, Wide):
        return any_of([part_of(node.asked, stem), *(_way(way, stem) for way in node.ways)])
    return _leaf(node, stem)


def anchors_of(part: Part[str]) -> frozenset[str]:
    """Keys of which every entry that meets the part has one."""
    rows = (min(map(anchors_of, row), key=crowd) for row in part.rows)
    return frozenset(part.sure).union(part.maybe, *rows)


def any_of(parts: Iterable[Part[str]]) -> Part[str]:
    """What is met where one of these is."""
    every = list(parts)
    sure = frozenset().union(*(part.sure for part in every))
    maybe = frozenset().union(*(part.maybe for part in every)) - sure
    return Part(sure, maybe, tuple(row for part in every for row in part.rows))


def _way(way: Way, stem: Stemmer) -> Part[str]:
    """By the way's own key, where it is one of the vocabulary."""
    if not way.key.startswith(OF_ONE_QUESTION):
        return Part(sure=(f"v:{way.key}",))
    return any_of(_leaf(part, stem) for part in way.parts)


def _most(node: Most, stem: Stemmer) -> frozenset[str]:
    """Of any so many parts one is among the rest, when all but `least - 1` of them are taken."""
    by_crowd = sorted((anchors_of(part_of(part, stem)) for part in node.parts), key=crowd)
    return frozenset().union(*by_crowd[: len(by_crowd) - max(node.least, 1) + 1])


def _references(parts: Sequence[Node]) -> frozenset[str]:
    """What runs of words may spell: an entry that bears it need not have the words."""
    found = set()
    for start in range(len(parts)):
        run = spelt_together(parts[start:])
        for length in range(2, len(run) + 1):
            text = " ".join(run[:length])
            if is_reference(text):
                found.add(f"r:{reference_key(text)}")
    return frozenset(found)


def _leaf(leaf: Leaf, stem: Stemmer) -> Part[str]:  # noqa: PLR0911 one for each kind of leaf
    if isinstance(leaf, Chosen):
        return Part(sure=frozenset(f"f:{leaf.facet.value}={value}" for value in leaf.values))
    if isinstance(leaf, Said):
        return _said(leaf, stem)
    if isinstance(leaf, Sounding):
        return Part(sure=frozenset(f"t:{sound}" for sound in sounds_elsewhere(leaf.text)))
    if isinstance(leaf, Within):
        return Part(maybe=(EVERYTHING,))
    if isinstance(leaf, Near):
        return Part(
            maybe=_longest(spellings([one])[one].plain[0] for one in (leaf.one, leaf.other))
        )
    if isinstance(leaf, Prefix):
        return _start(leaf)
    own = _own(leaf)
    if isinstance(leaf, Word):
        return _word(leaf, own, stem)
    return Part(own, _row(leaf.text))


def _own(leaf: Word | Phrase | Cited) -> frozenset[str]:
    """The reference that it may be."""
    if not isinstance(leaf, Cited) and (leaf.title or not is_reference(leaf.text)):
        return frozenset()
    return frozenset((f"r:{reference_key(leaf.text)}",))


def _start(leaf: Prefix) -> Part[str]:
    start, *more = spellings([leaf.text])[leaf.text].plain
    if more:
        return Part(maybe=_row(leaf.text))
    return Part(maybe=(f"b:{start[:BEGINNING]}" if len(start) >= BEGINNING else EVERYTHING,))


def _word(word: Word, own: frozenset[str], stem: Stemmer) -> Part[str]:
    """A single word is told by its letters and stems; of a title it is not known where."""
    text = untied(word.text)
    found = surfaces(text)
    keys = _row(text)
    if len(found) == 1:
        forms = {name: spellings(found, name)[found[0]].whole for name in TONGUES}
        keys |= {f"s:{name}:{one}" for name, some in forms.items() for one in stem(name, some)}
        if not word.title and len(spellings(found)[found[0]].plain) == 1:
            return Part(own | keys)
    return Part(own, keys)


def _row(text: str) -> frozenset[str]:
    known = spellings(found := surfaces(text))
    return _longest([part for surface in found for part in known[surface].plain][:LONGEST_ROW])


def _longest(row: Iterable[str]) -> frozenset[str]:
    """The longest word of a row: an entry without it has not the row."""
    longest = max(row, key=len, default="")
    return frozenset((f"w:{longest}",)) if longest else frozenset()


def _said(leaf: Said, stem: Stemmer) -> Part[str]:
    stems = said_stems(leaf, stem)
    row = tuple(_stem(one, tongue_of(leaf.language)) for one in stems)
    return Part(rows=(row,)) if len(row) > 1 else any_of(row)


def _stem(stem: str, tongue: str) -> Part[str]:
    start = stem[:-1]
    own = "" if tongue == OTHER else f"{tongue}:"
    if not stem.endswith("*"):
        return Part(sure=(f"w:{stem}" if tongue == OTHER else f"s:{own}{stem}",))
    return Part(maybe=(f"b:{own}{start[:BEGINNING]}" if len(start) >= BEGINNING else EVERYTHING,))
