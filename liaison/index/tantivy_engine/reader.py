"""Questions to the index, always to its latest commit."""

import os
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tantivy import Index, Order, Query, Searcher

from liaison.index.digest import checksum
from liaison.index.passages import best_passage
from liaison.index.protocol import FURTHEST, Facet, Fragment, Hit, Result, Selection, Sort
from liaison.index.tantivy_engine import faults, schema
from liaison.index.tantivy_engine.place import Place, open_generation
from liaison.index.tantivy_engine.queries import Questions
from liaison.index.words import Asked, parse
from liaison.kernel.errors import HomeUnusable, MistakenInput

_MOST_VALUES = 10_000  # of one facet: more than there are sources, countries and years
_TRIES = 20

_Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """One commit of one generation."""

    generation: Path
    pointer: _Stamp
    commit: _Stamp
    index: Index
    searcher: Searcher


class TantivyReader:
    """`liaison.index.protocol.Reader`.

    Looks at two files before each question, which costs microseconds, and reopens the index when
    one of them has changed.
    """

    def __init__(self, directory: Path) -> None:
        self._place = Place(directory)
        self._turn = threading.Lock()
        self._held: _State | None = None
        self._state()

    def search(self, selection: Selection, facets: Sequence[Facet] = ()) -> Result:
        """See `liaison.index.protocol.Reader.search`."""
        _check(selection)
        asked = parse(selection.words)
        searcher = self._state().searcher
        with faults.reading(self._place.directory):
            questions = Questions(searcher, schema.build())
            words = questions.asked(asked)
            query = questions.narrowed(words, selection)
            total, hits = _hits(searcher, query, selection, asked)
            counts: dict[Facet, Sequence[tuple[str, int]]] = {}
            plain = [facet for facet in facets if not selection.chosen.get(facet)]
            counts |= _counts(searcher, query, plain)
            for facet in facets:
                if facet not in counts:
                    others = questions.narrowed(words, selection, but=facet)
                    counts |= _counts(searcher, others, [facet])
        return Result(total, hits, {facet: counts[facet] for facet in facets}, asked.ignored)

    def passage(
        self, words: str, texts: Mapping[str, str], length: int = 280
    ) -> Sequence[Fragment]:
        """See `liaison.index.protocol.Reader.passage`."""
        known = [(schema.tongue(language), text) for language, text in texts.items()]
        return best_passage(parse(words).wanted, known, schema.stems, length)

    def count(self) -> int:
        """See `liaison.index.protocol.Reader.count`."""
        return self._state().searcher.num_docs

    def checksum(self) -> str:
        """See `liaison.index.protocol.Reader.checksum`."""
        searcher = self._state().searcher
        with faults.reading(self._place.directory):
            sums = {name: {"sum": {"field": name}} for name in schema.DIGESTS}
            found = searcher.aggregate(Query.all_query(), sums)
            return checksum(searcher.num_docs, [int(found[name]["value"]) for name in sums])

    def _state(self) -> _State:
        held = self._held
        if held is not None and self._is_latest(held):
            return held
        with self._turn:
            held = self._held
            if held is None or not self._is_latest(held):
                held = self._held = self._reopen(held)
            return held

    def _is_latest(self, state: _State) -> bool:
        return (
            _stamp(self._place.pointer) == state.pointer
            and _stamp(state.generation / "meta.json") == state.commit
        )

    def _reopen(self, held: _State | None) -> _State:
        """The latest commit. A generation swapped away while it is being opened is tried anew."""
        for _ in range(_TRIES):
            # Each stamp before what it stands for: a change in between is seen next time.
            pointer = _stamp(self._place.pointer)
            generation = self._place.live()
            try:
                return self._open(generation, pointer, held)
            except HomeUnusable:
                if self._place.live() == generation:
                    raise
        raise faults.unreadable(self._place.directory, "it is replaced faster than it can be read")

    def _open(self, generation: Path, pointer: _Stamp, held: _State | None) -> _State:
        commit = _stamp(generation / "meta.json")
        if held is not None and held.generation == generation and held.pointer == pointer:
            index = held.index
        else:
            index = open_generation(self._place.directory, generation)
        with faults.reading(self._place.directory):
            index.reload()
            return _State(generation, pointer, commit, index, index.searcher())


def _stamp(path: Path) -> _Stamp:
    """What changes with every new version of a file; nothing where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 twice as quick as Path.stat, before every question
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _check(selection: Selection) -> None:
    if min(selection.offset, selection.limit) < 0:
        raise MistakenInput("an offset or a limit is below zero", "count from 0")
    if selection.offset + selection.limit > FURTHEST:
        raise MistakenInput(
            f"a result is shown down to its document {FURTHEST:,}", "narrow the selection"
        )


def _hits(
    searcher: Searcher, query: Query, selection: Selection, asked: Asked
) -> tuple[int, list[Hit]]:
    by_date = selection.sort != Sort.RELEVANCE or not asked.wanted
    found = searcher.search(
        query,
        limit=max(selection.limit, 1),  # the engine panics at 0
        offset=selection.offset,
        **(_date_order(selection.sort) if by_date else {}),
    )
    hits = [
        Hit(searcher.doc(address)[schema.IDENTIFIER][0], 0.0 if by_date else score)
        for score, address in found.hits[: selection.limit]
    ]
    return found.count, hits  # type: ignore[attr-defined]  # its stub forgets it


def _date_order(sort: Sort) -> dict[str, Any]:
    """The engine puts documents without a value last in either order."""
    order = Order.Asc if sort == Sort.OLDEST else Order.Desc
    return {"order_by_field": schema.MOMENT, "order": order}


def _counts(
    searcher: Searcher, query: Query, facets: Sequence[Facet]
) -> dict[Facet, Sequence[tuple[str, int]]]:
    if not facets:
        return {}
    terms = {
        facet.value: {"terms": {"field": facet.value, "size": _MOST_VALUES}} for facet in facets
    }
    found = searcher.aggregate(query, terms)
    return {
        facet: sorted(
            ((bucket["key"], bucket["doc_count"]) for bucket in found[facet.value]["buckets"]),
            key=lambda pair: (-pair[1], pair[0]),
        )
        for facet in facets
    }
