"""A second engine, in memory and without an index: what the conformance cases ask is in the protocol.

It looks at every entry with `liaison.index.matching`, which shows that nothing of another engine is
needed to meet the protocol. It is for tests alone: it neither shares nor lasts.
"""

import dataclasses
import datetime as dt
import math
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from rapidfuzz.distance import OSA

from liaison.index.asked import All, Asked, Cited, Either, Leaf, Most, Node, Wide, Without, Word
from liaison.index.facets import Facet
from liaison.index.folding import folded, normal, reference_key, surfaces
from liaison.index.grammar import parse
from liaison.index.matching import matches
from liaison.index.most import put
from liaison.index.passages import best_passage
from liaison.index.protocol import (
    FURTHEST,
    Entry,
    Fragment,
    Hit,
    Reader,
    Result,
    Selection,
    Sort,
    Stretch,
    Writer,
)
from liaison.index.tantivy_engine.schema import stems
from liaison.index.translations import translations
from liaison.index.widening import meant, understood
from liaison.index.written import Written, written
from liaison.kernel.errors import MistakenInput

_KEPT: dict[Path, dict[str, Written]] = {}
_EARLIEST = 0


def open_reader(directory: Path) -> Reader:
    return PlainReader(_KEPT.setdefault(directory, {}))


def open_writer(directory: Path) -> Writer:
    return PlainWriter(_KEPT.setdefault(directory, {}))


def rebuild(
    directory: Path, entries: Iterable[Entry], progress: Callable[[int], None] | None = None
) -> None:
    _KEPT[directory] = {one.identifier: written(one, stems) for one in entries}
    if progress is not None:
        progress(len(_KEPT[directory]))


class PlainWriter:
    """`liaison.index.protocol.Writer`: what is not committed is lost."""

    fresh = False

    def __init__(self, kept: dict[str, Written]) -> None:
        self._kept, self._new = kept, dict(kept)

    def add(self, entries: Iterable[Entry]) -> None:
        self._new |= {one.identifier: written(one, stems) for one in entries}

    def remove(self, identifiers: Iterable[str]) -> None:
        for one in identifiers:
            self._new.pop(one, None)

    def commit(self) -> None:
        self._kept.clear()
        self._kept.update(self._new)

    def close(self) -> None:
        self._new = dict(self._kept)


class PlainReader:
    """`liaison.index.protocol.Reader`."""

    def __init__(self, kept: Mapping[str, Written]) -> None:
        self._kept = kept

    def search(self, selection: Selection, facets: Sequence[Facet] = ()) -> Result:
        if min(selection.offset, selection.limit) < 0:
            raise MistakenInput("an offset or a limit is below zero", "count from 0")
        if selection.offset + selection.limit > FURTHEST:
            raise MistakenInput("too far down", "narrow the selection")
        asked = self._put(selection)
        found = self._found(selection, asked)
        by_words = any(isinstance(leaf, Word) or hasattr(leaf, "title") for leaf in asked.wanted)
        by_words = by_words or any(isinstance(leaf, Cited) for leaf in asked.wanted)
        sort = selection.sort if by_words or selection.sort != Sort.RELEVANCE else Sort.NEWEST
        scores = {one.entry.identifier: self._score(one, asked) for one in found}
        ordered = sorted(
            found, key=lambda one: self._place(one, sort, scores[one.entry.identifier])
        )
        page = ordered[selection.offset : selection.offset + selection.limit]
        counts = {facet: self._counts(selection, asked, facet) for facet in facets}
        scored = sort == Sort.RELEVANCE
        hits = [_hit(one, scores[one.entry.identifier] if scored else 0.0) for one in page]
        ways = tuple(way for way in asked.ways if self._has(way.parts))
        return Result(len(found), hits, counts, asked, ways)

    def every(self, selection: Selection) -> Iterator[Hit]:
        found = self._found(selection, self._put(selection))
        for one in sorted(found, key=lambda one: self._place(one, Sort.NEWEST, 0)):
            yield _hit(one, 0.0)

    def stretch(self, selection: Selection, mark: int | None = None) -> Stretch:
        if not 1 <= selection.limit <= FURTHEST:
            raise MistakenInput("a stretch of none, or of too many", "ask for some")
        oldest = selection.sort == Sort.OLDEST
        found = self._found(selection, self._put(selection))
        turns = sorted(((_turn(one.entry, oldest), one) for one in found), key=lambda at: at[0])
        left = [at for at in turns if mark is None or at[0] >= mark]
        hits = tuple(_hit(one, 0.0) for _turn_of, one in left[: selection.limit])
        more = left[selection.limit :]
        return Stretch(hits, more[0][0] if more else None)

    def similar(
        self, texts: Mapping[str, str], limit: int = 5, without: Collection[str] = ()
    ) -> Sequence[Hit]:
        mine = {word for word in written(Entry("", {}, texts), stems).words if len(word) > 3}
        seldom = {
            word for word in mine if 1 < self._documents(word) <= max(len(self._kept) // 4, 2)
        }
        shared = {
            name: len(seldom & one.words)
            for name, one in self._kept.items()
            if not set(without) & {name, *one.entry.members}
        }
        best = sorted(shared, key=lambda name: -shared[name])
        least = min(3, len(seldom) or 1)
        return tuple(
            _hit(self._kept[name], float(shared[name])) for name in best if shared[name] >= least
        )[:limit]

    def suggest(self, selection: Selection) -> Sequence[str]:
        one = dataclasses.replace(selection, limit=1, strict=True)
        now = self.search(one).total
        every = Counter(word for one in self._kept.values() for word in one.words)
        offered = []
        known = meant(self.understand(dataclasses.replace(selection, as_typed=())))
        for leaf in parse(selection.words).wanted:
            if not isinstance(leaf, Word) or len(surfaces(leaf.text)) != 1 or now:
                continue
            if leaf.text in known:
                continue
            word = folded(normal(leaf.text))
            near = [other for other in every if OSA.distance(word, other) <= min(2, len(word) // 4)]
            offered += [
                selection.words.replace(leaf.text, other) for other in near if other != word
            ]
        return [
            words
            for words in offered
            if self.search(dataclasses.replace(one, words=words)).total > now
        ]

    def understand(self, selection: Selection) -> Asked:
        return understood(selection, stems)

    def _put(self, selection: Selection) -> Asked:
        asked = self.understand(selection)
        return put(
            asked, translations(stems), selection, lambda: bool(self._found(selection, asked))
        )

    def passage(
        self, asked: Asked, texts: Mapping[str, str], length: int = 280
    ) -> Sequence[Fragment]:
        return best_passage(asked, list(texts.items()), stems, length)

    def count(self) -> int:
        return len(self._kept)

    def checksum(self) -> str:
        return str(sorted(map(repr, (one.entry for one in self._kept.values()))))

    def _found(self, selection: Selection, asked: Asked) -> list[Written]:
        return [one for one in self._kept.values() if matches(selection, asked, one, stems)]

    def _counts(
        self, selection: Selection, asked: Asked, facet: Facet
    ) -> Sequence[tuple[str, int]]:
        others = {one: values for one, values in selection.chosen.items() if one is not facet}
        found = self._found(dataclasses.replace(selection, chosen=others), asked)
        counted = Counter(
            value for one in found for value in {*one.entry.facet_values().get(facet, ())}
        )
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))

    def _place(self, one: Written, sort: Sort, score: float) -> tuple[float, ...]:
        day = one.entry.published
        number = day.toordinal() if day else _EARLIEST
        if sort == Sort.RELEVANCE:
            return (-score,)
        if sort == Sort.CHANGED:
            return (-(one.entry.changed.timestamp() if one.entry.changed else 0),)
        return (day is None, number if sort == Sort.OLDEST else -number)

    def _score(self, one: Written, asked: Asked) -> float:
        return self._worth(one, asked.tree) if asked.tree is not None else 0.0

    def _worth(self, one: Written, node: Node) -> float:
        if isinstance(node, All | Either | Most):
            inner = [part.asked if isinstance(part, Wide) else part for part in node.parts]
            typed = " ".join(getattr(part, "text", "") for part in inner)
            return _bears(one, typed) + sum(self._worth(one, part) for part in node.parts)
        if isinstance(node, Without) or not self._holds(one, node):
            return 0.0
        if isinstance(node, Wide):
            exact = self._holds(one, node.asked)
            return 200.0 + self._worth(one, node.asked) if exact else 1.0
        return _bears(one, getattr(node, "text", "")) + self._leaf(one, node)

    def _leaf(self, one: Written, leaf: Leaf) -> float:
        if not isinstance(leaf, Word):
            return 1.0
        titled = self._holds(one, Word(leaf.text, title=True))
        times = sum(row.count(folded(normal(leaf.text))) for row in one.rows)
        found = sum(self._holds(other, leaf) for other in self._kept.values())
        rarity = math.log1p(len(self._kept) / max(found, 1))
        size = sum(map(len, one.rows))
        return rarity * (2.5 * titled + 1 + times / (times + 1) + 1 / (1 + size))

    def _holds(self, one: Written, node: Node) -> bool:
        return matches(Selection(), Asked(node), one, stems)

    def _has(self, parts: Sequence[Leaf]) -> bool:
        return any(self._holds(one, part) for one in self._kept.values() for part in parts)

    def _documents(self, word: str) -> int:
        return sum(word in one.words for one in self._kept.values())


def _bears(one: Written, text: str) -> float:
    key = reference_key(text)
    if key in {reference_key(symbol) for symbol in one.entry.symbols}:
        return 40_000.0
    return 20_000.0 if key in one.references else 0.0


def _hit(one: Written, score: float) -> Hit:
    entry = one.entry
    return Hit(entry.identifier, score, (*dict.fromkeys((entry.identifier, *entry.members)),))


def _turn(entry: Entry, oldest: bool) -> int:
    """The place of an entry in a walk; some bits of its identifier part those of one day."""
    day = 0 if entry.published is None else entry.published.toordinal()
    apart = zlib.crc32(entry.identifier.encode())
    last = dt.date.max.toordinal() + 1
    return ((day or last if oldest else last - day) << 32) + apart
