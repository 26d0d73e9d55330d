"""Whether an entry is one that a selection asks for, found out without an engine.

It agrees with what an engine finds but for distances across two texts. Of many selections few need
be looked at so: `liaison.index.sieve`.
"""

import bisect
import functools
from collections.abc import Collection, Sequence

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
from liaison.index.folding import reference_key, spellings, surfaces, untied
from liaison.index.grammar import LONGEST_ROW
from liaison.index.lexicon import Stemmer
from liaison.index.protocol import Selection
from liaison.index.scripts import sounds_elsewhere
from liaison.index.spots import said_stems
from liaison.index.tongues import OTHER, tongue_of
from liaison.index.written import Written

LONGEST_REFERENCE = 8  # words
_NONE: frozenset[str] = frozenset()
OF_ONE_QUESTION = ("words:", "script:")  # ways that two questions may take differently


def matches(selection: Selection, asked: Asked, entry: Written, stem: Stemmer) -> bool:
    """Whether the selection, whose words were understood as `asked`, holds the entry."""
    looking = Looking(entry, stem)
    return looking.may_hold(selection) and looking.answers(asked)


_ALWAYS = Within(None, None)


class Looking:
    """Looks for the nodes of questions in one entry; what it found of a leaf it knows again."""

    def __init__(self, entry: Written, stem: Stemmer) -> None:
        self._entry = entry
        self._stem = stem
        self._known: dict[Leaf, bool] = {}
        self._ways: dict[str, bool] = {}
        self._ordered: dict[str, list[str]] = {}  # by tongue
        self._words = entry.words
        self._facets = {
            facet: frozenset(values) for facet, values in entry.entry.facet_values().items()
        }

    def may_hold(self, selection: Selection) -> bool:
        """Whether a selection holds the entry, its words aside."""
        for facet, values in selection.chosen.items():
            if values and self._facets.get(facet, _NONE).isdisjoint(values):
                return False
        told = self._entry.entry
        if selection.without and set(selection.without) & {told.identifier, *told.members}:
            return False
        span = Within(selection.since, selection.until)
        return span == _ALWAYS or self._leaf(span)

    def answers(self, asked: Asked) -> bool:
        """Whether the entry is found by words that were understood so."""
        return asked.is_blank or (asked.tree is not None and self.has(asked.tree))

    def has(self, node: Node) -> bool:
        """Whether a part of a question is met."""
        if isinstance(node, All):
            return self._all(node.parts)
        if isinstance(node, Either):
            return any(map(self.has, node.parts))
        if isinstance(node, Most):
            return sum(map(self.has, node.parts)) >= node.least
        if isinstance(node, Without):
            return not self.has(node.part)
        if isinstance(node, Wide):
            return self.has(node.asked) or any(map(self.has_way, node.ways))
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._leaf(node)
        return known

    def has_way(self, way: Way) -> bool:
        """Whether a way leads here; those of the vocabulary are the same in every question."""
        if way.key.startswith(OF_ONE_QUESTION):
            return any(map(self.has, way.parts))
        known = self._ways.get(way.key)
        if known is None:
            known = self._ways[way.key] = any(map(self.has, way.parts))
        return known

    def _all(self, parts: Sequence[Node]) -> bool:
        at = 0
        while at < len(parts):
            run = self._reference(parts[at:])
            if not run and not self.has(parts[at]):
                return False
            at += max(1, run)
        return True

    def _reference(self, parts: Sequence[Node]) -> int:
        """How many of the words, from the first on, spell a reference that the entry has."""
        words = spelt_together(parts)
        for length in range(len(words), 0, -1):
            if self._bears(" ".join(words[:length])):
                return length
        return 0

    def _bears(self, text: str) -> bool:
        """Whether words that nobody called a reference are one of the entry."""
        return is_reference(text) and reference_key(text) in self._entry.references

    def _leaf(self, leaf: Leaf) -> bool:
        if isinstance(leaf, Chosen):
            return not self._facets.get(leaf.facet, _NONE).isdisjoint(leaf.values)
        if isinstance(leaf, Within):
            day = self._entry.entry.published
            since, until = leaf.since, leaf.until
            return day is not None and (since or day) <= day <= (until or day)
        if isinstance(leaf, Said):
            return self._said(leaf)
        if isinstance(leaf, Sounding):
            return not self._entry.sounds.isdisjoint(sounds_elsewhere(leaf.text))
        if isinstance(leaf, Cited):
            return reference_key(leaf.text) in self._entry.references or self._row(leaf.text)
        return self._written(leaf)

    def _written(self, leaf: Word | Phrase | Prefix | Near) -> bool:
        if isinstance(leaf, Prefix):
            return self._start(leaf)
        if isinstance(leaf, Near):
            return self._near(leaf)
        if not leaf.title and self._bears(leaf.text):
            return True
        if isinstance(leaf, Phrase):
            return self._row(leaf.text, title=leaf.title)
        text = untied(leaf.text)
        found = surfaces(text)
        if len(found) != 1:
            return self._row(text, title=leaf.title)
        return self._word(found[0], title=leaf.title)

    def _start(self, leaf: Prefix) -> bool:
        plain = spellings([leaf.text])[leaf.text].plain
        if len(plain) > 1:
            return self._row(leaf.text, title=leaf.title)
        if leaf.title:
            titles = self._entry.rows[: self._entry.titles]
            return any(word.startswith(plain[0]) for row in titles for word in row)
        return self._begins(OTHER, plain[0], self._words)

    def _near(self, leaf: Near) -> bool:
        one, other = (spellings([word])[word].plain[0] for word in (leaf.one, leaf.other))
        return self._words.issuperset((one, other)) and any(
            row.near(one, other, leaf.distance) for row in self._rows(title=leaf.title)
        )

    def _word(self, surface: str, *, title: bool) -> bool:
        plain = spellings([surface])[surface].plain
        rows = self._rows(title=title)
        if len(plain) == 1 and plain[0] in self._words:
            in_place = not title or any(row.holds(plain) for row in rows)
            if in_place:
                return True
        known = self._entry.title_stems if title else self._entry.stems
        for language, stems in known.items():
            forms = spellings([surface], language)[surface].whole
            if not stems.isdisjoint(self._stem(language, forms)):
                return True
        return len(plain) > 1 and any(row.holds(plain) for row in rows)

    def _row(self, text: str, *, title: bool = False) -> bool:
        known = spellings(found := surfaces(text))
        wanted = [part for surface in found for part in known[surface].plain][:LONGEST_ROW]
        if not wanted or not self._words.issuperset(wanted):
            return False
        return any(row.holds(wanted) for row in self._rows(title=title))

    def _said(self, leaf: Said) -> bool:
        name = tongue_of(leaf.language)
        known = self._words if name == OTHER else self._entry.stems.get(name, _NONE)
        if not known:
            return False
        wanted = said_stems(leaf, self._stem)
        return bool(wanted) and all(
            self._begins(name, stem[:-1], known) if stem.endswith("*") else stem in known
            for stem in wanted
        )

    def _begins(self, tongue: str, start: str, known: Collection[str]) -> bool:
        """Whether one of the known words or stems of a tongue begins so."""
        ordered = self._ordered.get(tongue)
        if ordered is None:
            ordered = self._ordered[tongue] = sorted(known)
        at = bisect.bisect_left(ordered, start)
        return at < len(ordered) and ordered[at].startswith(start)

    def _rows(self, *, title: bool) -> Sequence["_Row"]:
        return self._placed[: self._entry.titles] if title else self._placed

    @functools.cached_property
    def _placed(self) -> Sequence["_Row"]:
        return [_Row(row) for row in self._entry.rows]


def typed(node: Node) -> str:
    """What was typed of a word or reference; "" of all else."""
    inner = node.asked if isinstance(node, Wide) else node
    if isinstance(inner, Word | Phrase) and inner.title:
        return ""
    return inner.text if isinstance(inner, Word | Phrase | Cited) else ""


def spelt_together(parts: Sequence[Node]) -> list[str]:
    """What was typed of the first parts, as far as it may be the words of one reference."""
    words: list[str] = []
    for part in parts[:LONGEST_REFERENCE]:
        inner = part.asked if isinstance(part, Wide) else part
        if not (word := typed(part)) or (words and isinstance(inner, Cited)):
            break
        words.append(word)
    return words


def is_reference(text: str) -> bool:
    """Whether words that nobody called a reference may be one: then they hold a digit."""
    return any(map(str.isdigit, text))


class _Row:
    """The words of one text in order, with where each of them stands."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = tuple(words)
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(words):
            self._places.setdefault(word, []).append(at)

    def holds(self, wanted: Sequence[str]) -> bool:
        """Whether these words stand in it in a row."""
        places = [self._places.get(word, ()) for word in wanted]
        rarest = min(range(len(wanted)), key=lambda number: len(places[number]))
        row = tuple(wanted)
        return any(
            at >= rarest and self._words[at - rarest : at - rarest + len(row)] == row
            for at in places[rarest]
        )

    def near(self, one: str, other: str, distance: int) -> bool:
        """Whether at most `distance` words stand between these two anywhere."""
        others = self._places.get(other, ())
        for at in self._places.get(one, ()):
            next_one = bisect.bisect_left(others, at - distance - 1)
            if next_one < len(others) and others[next_one] <= at + distance + 1:
                return True
        return False
