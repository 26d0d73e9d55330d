"""What a reader asked for, as a tree that belongs to no engine.

A leaf is something to be found; a branch says how what is found goes together. `liaison.index
.grammar` makes a tree of any text, `liaison.index.widening` adds other ways to say its words.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.index.facets import Facet


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be found in any of its forms. It may hold signs, as `A/HRC/25/55` does."""

    text: str
    title: bool = False  # only in titles; the same for the other words below


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to be found in a row and as they are written, capitals and accents aside."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """What words begin with, capitals and accents aside."""

    text: str
    title: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Two words, as they are written, with at most `distance` others between them, in any order."""

    one: str
    other: str
    distance: int
    title: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A reference that a document bears or cites; those that bear it come first."""

    text: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of these values of a facet."""

    facet: Facet
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """Published within these days, both inclusive; None: no bound."""

    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one language, all of which stand somewhere in what is written in it.

    They are found in any of their forms; of one that ends in `*` the rest is the start of a stem.
    """

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Sounding:
    """A word written in another script than this one, that sounds like it."""

    text: str


@dataclass(frozen=True, slots=True)
class Way:
    """Another way to say what was asked for.

    `key` tells it from every other (`violation:torture`, `script:минск`) and switches it off.
    """

    key: str
    parts: tuple["Leaf", ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """What was asked for, or, ranked below it, one of the other ways to say it."""

    asked: "Node"
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class All:
    """Each of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Most:
    """At least so many of these; those with more, and with rarer ones, come first."""

    parts: tuple["Node", ...]
    least: int


@dataclass(frozen=True, slots=True)
class Without:
    """Everything but this."""

    part: "Node"


Written = Word | Phrase | Prefix | Near  # what stands in a title or text
Leaf = Written | Cited | Chosen | Within | Said | Sounding
Node = Leaf | Wide | All | Either | Most | Without


@dataclass(frozen=True, slots=True)
class Asked:
    """A question taken apart.

    `tree` is None where nothing can be looked for: nothing was typed, or (`ignored`) nothing that
    is a word. `unknown` are fields with a value that they do not have; it is looked for as words.
    """

    tree: Node | None = None
    ignored: tuple[str, ...] = ()
    unknown: tuple[tuple[Facet, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was typed, so that everything is meant."""
        return self.tree is None and not self.ignored

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every other way in which something is looked for, each once, in the order asked."""
        found = [way for node in nodes(self.tree) if isinstance(node, Wide) for way in node.ways]
        return tuple({way.key: way for way in found}.values())

    @property
    def is_most(self) -> bool:
        """Whether a document need not have all of the words."""
        return any(isinstance(node, Most) for node in nodes(self.tree))

    @property
    def wanted(self) -> tuple[Leaf, ...]:
        """The leaves that a document may have been found for, each once: not those unwanted."""
        return tuple(dict.fromkeys(_wanted(self.tree)))


def nodes(tree: Node | None) -> Iterator[Node]:
    """A tree from its root to its leaves, but for the parts of ways."""
    if tree is None:
        return
    yield tree
    for part in _below(tree):
        yield from nodes(part)


def _below(node: Node) -> tuple[Node, ...]:
    if isinstance(node, All | Either | Most):
        return node.parts
    if isinstance(node, Wide):
        return (node.asked,)
    return (node.part,) if isinstance(node, Without) else ()


def _wanted(node: Node | None) -> Iterator[Leaf]:
    if isinstance(node, All | Either | Most):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Wide):
        yield from _wanted(node.asked)
        for way in node.ways:
            yield from way.parts
    elif node is not None and not isinstance(node, Without):
        yield node
