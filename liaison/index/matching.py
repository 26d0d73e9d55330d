"""Whether an entry is one that a selection asks for, found out without an engine.

Saved selections are matched so: `keys_of` an entry and the `anchors` of a selection have at least
one in common wherever the entry matches, so that of any number of selections few need be looked
at; `matches` then decides. It agrees with what an engine finds but for distances across two texts.
"""

import functools
import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence

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
from liaison.index.protocol import Facet, Selection
from liaison.index.scripts import sounds_elsewhere
from liaison.index.spots import said_stems
from liaison.index.tongues import OTHER, TONGUES, tongue_of
from liaison.index.written import Written

EVERYTHING = "*"  # the anchor of a selection that any entry may match
_LONGEST_REFERENCE = 8  # words
_KEPT = 65_536  # of what languages say, with its stems
_NONE: frozenset[str] = frozenset()
_OF_ONE_QUESTION = ("words:", "script:")  # ways that two questions may take differently
_BEGINNING = 3  # letters of a stem or word by which its beginnings are anchored


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
            return self.has(node.asked) or any(map(self._way, node.ways))
        known = self._known.get(node)
        if known is None:
            known = self._known[node] = self._leaf(node)
        return known

    def _way(self, way: Way) -> bool:
        """Whether a way leads here; those of the vocabulary are the same in every question."""
        if way.key.startswith(_OF_ONE_QUESTION):
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
        words = list(itertools.takewhile(bool, map(_typed, parts[:_LONGEST_REFERENCE])))
        for length in range(len(words), 0, -1):
            text = " ".join(words[:length])
            if reference_key(text) in self._entry.references and any(map(str.isdigit, text)):
                return length
        return 0

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
        rows = self._rows(title=leaf.title)
        if isinstance(leaf, Phrase):
            return reference_key(leaf.text) in self._entry.references or self._row(
                leaf.text, title=leaf.title
            )
        if isinstance(leaf, Prefix):
            (start,) = spellings([leaf.text])[leaf.text].plain[:1]
            return any(word.startswith(start) for row in rows for word in row)
        if isinstance(leaf, Near):
            one, other = (spellings([word])[word].plain[0] for word in (leaf.one, leaf.other))
            return any(_near(row, one, other, leaf.distance) for row in rows)
        if reference_key(leaf.text) in self._entry.references:
            return True
        text = untied(leaf.text)
        found = surfaces(text)
        if len(found) != 1:
            return self._row(text, title=leaf.title)
        return self._word(found[0], title=leaf.title)

    def _word(self, surface: str, *, title: bool) -> bool:
        plain = spellings([surface])[surface].plain
        rows = self._rows(title=title)
        if len(plain) == 1 and plain[0] in self._words:
            in_place = not title or any(plain[0] in row for row in rows)
            if in_place:
                return True
        known = self._entry.title_stems if title else self._entry.stems
        for language, stems in known.items():
            forms = spellings([surface], language)[surface].whole
            if not stems.isdisjoint(self._stem(language, forms)):
                return True
        return len(plain) > 1 and any(_holds(row, plain) for row in rows)

    def _row(self, text: str, *, title: bool = False) -> bool:
        known = spellings(found := surfaces(text))
        row = [part for surface in found for part in known[surface].plain][:LONGEST_ROW]
        if not row or not self._words.issuperset(row):
            return False
        return any(_holds(one, row) for one in self._rows(title=title))

    def _said(self, leaf: Said) -> bool:
        name = tongue_of(leaf.language)
        known = self._words if name == OTHER else self._entry.stems.get(name, _NONE)
        if not known:
            return False
        wanted = _said_stems(leaf, self._stem)
        return bool(wanted) and all(_stands(stem, known) for stem in wanted)

    def _rows(self, *, title: bool) -> Sequence[Sequence[str]]:
        return self._entry.rows[: self._entry.titles] if title else self._entry.rows


@functools.lru_cache(maxsize=_KEPT)
def _said_stems(leaf: Said, stem: Stemmer) -> tuple[str, ...]:
    return tuple(said_stems(leaf, stem))


def keys_of(entry: Written) -> set[str]:
    """What an entry is looked up by among anchors."""
    keys = {EVERYTHING, *(f"r:{one}" for one in entry.references)}
    for facet, values in entry.entry.facet_values().items():
        keys.update(f"f:{facet.value}={value}" for value in values)
    for facet in _PAIRED:
        keys.update(_pairs(entry.entry.facet_values(), facet))
    for word in entry.words:
        keys |= {f"w:{word}", f"b:{word[:_BEGINNING]}"}
    for language, stems in entry.stems.items():
        for stem in stems:
            keys |= {f"s:{language}:{stem}", f"b:{language}:{stem[:_BEGINNING]}"}
    keys.update(f"t:{sound}" for sound in entry.sounds)
    return keys


def anchors(selection: Selection, asked: Asked, stem: Stemmer) -> frozenset[str]:
    """Keys of which every entry that the selection holds has at least one; as few as can be."""
    ways = [
        frozenset(f"f:{facet.value}={value}" for value in values)
        for facet, values in selection.chosen.items()
        if values
    ]
    for facet in _PAIRED:
        pairs = frozenset(_pairs(selection.chosen, facet))
        if 0 < len(pairs) <= _MOST_PAIRS:
            ways.append(pairs)
    if asked.tree is not None:
        ways.append(_anchored(asked.tree, stem))
    return min(ways, key=_crowd, default=frozenset((EVERYTHING,)))


def _pairs(facets: Mapping[Facet, Sequence[str]], facet: Facet) -> Iterator[str]:
    """A country together with what else is told of it: few entries and selections have both."""
    for country in facets.get(Facet.COUNTRY, ()):
        for value in facets.get(facet, ()):
            yield f"p:{country}&{facet.value}={value}"


_PAIRED = (Facet.VIOLATION, Facet.MECHANISM, Facet.KIND, Facet.DEFENDER, Facet.THEME)
_MOST_PAIRS = 24

# How many of a thousand entries have a key, roughly: it decides by which one to look. Long words
# are rarer than short ones.
_CROWDS = {"r": 1, "p": 1, "b": 60, "f": 50, EVERYTHING: 1_000_000}
_FACETS = {Facet.LANGUAGE: 300, Facet.DEFENDER: 200, Facet.PERPETRATOR: 300, Facet.COUNTRY: 10}


def _crowd(keys: Collection[str]) -> int:
    total, tongues = 0, dict[str, int]()
    for key in keys:
        kind, _colon, rest = key.partition(":")
        name = rest.partition("=")[0]
        if kind in ("w", "s"):  # an entry is in a language or two: it has few stems of a word
            tongue, _colon, word = rest.rpartition(":")
            tongues[tongue] = tongues.get(tongue, 0) + max(1, 40 - 4 * len(word))
        elif kind == "t":  # and it is in a script or two
            tongues["t"] = 1
        else:
            total += _FACETS[Facet(name)] if kind == "f" and name in _FACETS else _CROWDS[kind]
    return total + tongues.pop("", 0) + max(tongues.values(), default=0)


def _anchored(node: Node, stem: Stemmer) -> frozenset[str]:
    if isinstance(node, All):
        reference = _references(node.parts)
        return min((_anchored(part, stem) for part in node.parts), key=_crowd) | reference
    if isinstance(node, Most):
        return _most_anchored(node, stem)
    if isinstance(node, Either):
        return frozenset().union(*(_anchored(part, stem) for part in node.parts))
    if isinstance(node, Without):
        return frozenset((EVERYTHING,))
    if isinstance(node, Wide):
        ways = [_leaf_keys(part, stem) for way in node.ways for part in way.parts]
        return _anchored(node.asked, stem).union(*ways)
    return _leaf_keys(node, stem)


def _most_anchored(node: Most, stem: Stemmer) -> frozenset[str]:
    """Of any so many parts one is among the rest, when all but `least - 1` of them are taken."""
    by_crowd = sorted((_anchored(part, stem) for part in node.parts), key=_crowd)
    return frozenset().union(*by_crowd[: len(by_crowd) - max(node.least, 1) + 1])


def _references(parts: Sequence[Node]) -> frozenset[str]:
    """What runs of words may spell: an entry that bears it need not have the words."""
    words = [_typed(part) for part in parts]
    found = set()
    for start in range(len(words)):
        run = list(itertools.takewhile(bool, words[start : start + _LONGEST_REFERENCE]))
        for length in range(2, len(run) + 1):
            text = " ".join(run[:length])
            if any(map(str.isdigit, text)):
                found.add(f"r:{reference_key(text)}")
    return frozenset(found)


def _leaf_keys(leaf: Leaf, stem: Stemmer) -> frozenset[str]:  # noqa: PLR0911 one for each kind of leaf
    if isinstance(leaf, Chosen):
        return frozenset(f"f:{leaf.facet.value}={value}" for value in leaf.values)
    if isinstance(leaf, Said):
        return _said_keys(leaf, stem)
    if isinstance(leaf, Sounding):
        return frozenset(f"t:{sound}" for sound in sounds_elsewhere(leaf.text))
    if isinstance(leaf, Cited):
        return frozenset((f"r:{reference_key(leaf.text)}", *_row_keys(leaf.text)))
    if isinstance(leaf, Near):
        return frozenset(_row_keys(f"{leaf.one} {leaf.other}"))
    if isinstance(leaf, Prefix):
        start = spellings([leaf.text])[leaf.text].plain[0]
        return frozenset((f"b:{start[:_BEGINNING]}" if len(start) >= _BEGINNING else EVERYTHING,))
    if isinstance(leaf, Within):
        return frozenset((EVERYTHING,))
    own = frozenset((f"r:{reference_key(leaf.text)}",))
    if isinstance(leaf, Phrase):
        return own.union(_row_keys(leaf.text))
    return own.union(_word_keys(untied(leaf.text), stem))


def _word_keys(text: str, stem: Stemmer) -> Iterator[str]:
    found = surfaces(text)
    yield from _row_keys(text)
    if len(found) == 1:
        for name in TONGUES:
            forms = spellings(found, name)[found[0]].whole
            yield from (f"s:{name}:{one}" for one in stem(name, forms))


def _row_keys(text: str) -> Iterator[str]:
    """The longest word of a row: an entry without it has not the row."""
    known = spellings(found := surfaces(text))
    row = [part for surface in found for part in known[surface].plain]
    if row:
        yield f"w:{max(row, key=len)}"


def _said_keys(leaf: Said, stem: Stemmer) -> frozenset[str]:
    name = tongue_of(leaf.language)
    stems = sorted(_said_stems(leaf, stem), key=lambda one: (one.endswith("*"), -len(one)))
    if not stems:
        return frozenset()
    if not stems[0].endswith("*"):
        return frozenset((f"w:{stems[0]}" if name == OTHER else f"s:{name}:{stems[0]}",))
    start = stems[0][:-1]
    if len(start) < _BEGINNING:
        return frozenset((EVERYTHING,))
    beginning = start[:_BEGINNING]
    return frozenset((f"b:{beginning}" if name == OTHER else f"b:{name}:{beginning}",))


def _typed(node: Node) -> str:
    """What was typed of a word or reference; "" of all else."""
    inner = node.asked if isinstance(node, Wide) else node
    if isinstance(inner, Word | Phrase) and inner.title:
        return ""
    return inner.text if isinstance(inner, Word | Phrase | Cited) else ""


def _stands(stem: str, known: Collection[str]) -> bool:
    if stem.endswith("*"):
        return any(one.startswith(stem[:-1]) for one in known)
    return stem in known


def _holds(row: Sequence[str], wanted: Sequence[str]) -> bool:
    size = len(wanted)
    return any(
        row[at] == wanted[0] and tuple(row[at : at + size]) == tuple(wanted)
        for at in range(len(row) - size + 1)
    )


def _near(row: Sequence[str], one: str, other: str, distance: int) -> bool:
    places = [at for at, word in enumerate(row) if word == one]
    return any(other in row[max(0, at - distance - 1) : at + distance + 2] for at in places)
