"""Questions to the index, always to its latest commit."""

import dataclasses
import os
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tantivy import DocAddress, FieldType, Index, Occur, Order, Query, Searcher

from liaison.index.asked import All, Asked, Cited, Either, Most, Near, Phrase, Prefix, Word
from liaison.index.digest import checksum
from liaison.index.facets import Facet
from liaison.index.most import put
from liaison.index.passages import best_passage
from liaison.index.protocol import FURTHEST, Fragment, Hit, Result, Selection, Sort, Stretch
from liaison.index.tantivy_engine import faults, schema
from liaison.index.tantivy_engine.counting import counted
from liaison.index.tantivy_engine.known import Known
from liaison.index.tantivy_engine.likeness import alike, spelt_alike
from liaison.index.tantivy_engine.place import Place, open_generation
from liaison.index.tantivy_engine.queries import Questions
from liaison.index.tantivy_engine.turns import next_turns
from liaison.index.translations import translations
from liaison.index.widening import meant, understood
from liaison.kernel.errors import HomeUnusable, MistakenInput

_MOST_ANSWERS = 256  # of one state of the index, kept for whoever asks the same again
_AT_ONCE = 20_000  # entries of a walk over a whole selection
_TRIES = 20
_SCORED = (Word, Phrase, Prefix, Near, Cited)

_Stamp = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """One commit of one generation."""

    generation: Path
    pointer: _Stamp
    commit: _Stamp
    index: Index
    known: Known
    answers: dict[tuple[object, ...], Result] = field(default_factory=dict)

    @property
    def searcher(self) -> Searcher:
        """What the engine answers with."""
        return self.known.searcher


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
        state = self._state()
        key = _key(selection, facets)
        known = state.answers.get(key)
        if known is None:
            with faults.reading(self._place.directory):
                known = self._answer(state.known, selection, facets)
            if len(state.answers) >= _MOST_ANSWERS:
                state.answers.clear()
            state.answers[key] = known
        return known

    def _answer(self, known: Known, selection: Selection, facets: Sequence[Facet]) -> Result:
        """What has all of the words; where there is nothing, what has most of them."""
        asked = self.understand(selection)
        found: list[Result] = []

        def any_found() -> bool:
            found.append(_answer(known, selection, asked, facets))
            return found[0].total > 0

        used = put(asked, translations(schema.stems), selection, any_found)
        return found[0] if found and used is asked else _answer(known, selection, used, facets)

    def every(self, selection: Selection) -> Iterator[Hit]:
        """See `liaison.index.protocol.Reader.every`."""
        state = self._state()
        searcher = state.searcher
        with faults.reading(self._place.directory):
            asked = self._put(state.known, selection)
        below: int | None = None
        while True:
            with faults.reading(self._place.directory):
                questions = Questions(state.known, schema.build(), counting=True)
                query = questions.narrowed(questions.asked(asked), selection)
                found = _turns(searcher, query, below)
                last = len(found) < _AT_ONCE
                # Those of equal turn at the end may have more behind them: they come next time.
                whole = [one for one in found if last or one[0] != found[-1][0]]
                hits = [_hit(searcher, address, 0.0) for _turn, address in whole]
            yield from hits
            if last or not whole:
                return
            below = found[-1][0]

    def stretch(self, selection: Selection, mark: int | None = None) -> Stretch:
        """See `liaison.index.protocol.Reader.stretch`."""
        if selection.limit < 1:
            raise MistakenInput("a stretch of no entries leads nowhere", "ask for one at least")
        _check(dataclasses.replace(selection, offset=0))
        state = self._state()
        searcher = state.searcher
        with faults.reading(self._place.directory):
            asked = self._put(state.known, selection)
            questions = Questions(state.known, schema.build(), counting=True)
            query = questions.narrowed(questions.asked(asked), selection)
            found, onward = next_turns(
                searcher, query, mark, selection.limit, oldest=selection.sort == Sort.OLDEST
            )
            return Stretch([_hit(searcher, address, 0.0) for _turn, address in found], onward)

    def similar(
        self, texts: Mapping[str, str], limit: int = 5, without: Collection[str] = ()
    ) -> Sequence[Hit]:
        """See `liaison.index.protocol.Reader.similar`."""
        state = self._state()
        searcher = state.searcher
        with faults.reading(self._place.directory):
            query = alike(searcher, texts)
            if query is None:
                return ()
            questions = Questions(state.known, schema.build())
            query = questions.narrowed(query, Selection(without=without))
            found = searcher.search(query, limit=max(limit, 1), count=False)
            return [_hit(searcher, address, score) for score, address in found.hits[:limit]]

    def suggest(self, selection: Selection) -> Sequence[str]:
        """See `liaison.index.protocol.Reader.suggest`."""
        searcher = self._state().searcher
        with faults.reading(self._place.directory):
            known = meant(self.understand(dataclasses.replace(selection, as_typed=())))
            spelt = list(spelt_alike(searcher, selection.words, known))
        one = dataclasses.replace(selection, offset=0, limit=1, strict=True)
        now = self.search(one).total
        return [
            words
            for words in spelt
            if self.search(dataclasses.replace(one, words=words)).total > now
        ]

    def understand(self, selection: Selection) -> Asked:
        """See `liaison.index.protocol.Reader.understand`."""
        return understood(selection, schema.stems)

    def _put(self, known: Known, selection: Selection) -> Asked:
        """The same as it is searched for."""
        asked = self.understand(selection)

        def any_found() -> bool:
            questions = Questions(known, schema.build(), counting=True)
            query = questions.narrowed(questions.asked(asked), selection)
            return bool(known.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]  # as below

        return put(asked, translations(schema.stems), selection, any_found)

    def passage(
        self, asked: Asked, texts: Mapping[str, str], length: int = 280
    ) -> Sequence[Fragment]:
        """See `liaison.index.protocol.Reader.passage`."""
        return best_passage(asked, list(texts.items()), schema.stems, length)

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
            return _State(generation, pointer, commit, index, Known(index.searcher()))


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


def _key(selection: Selection, facets: Sequence[Facet]) -> tuple[object, ...]:
    """What tells one question from another within one state of the index."""
    chosen = tuple((facet, tuple(values)) for facet, values in selection.chosen.items() if values)
    return (
        selection.words,
        selection.language,
        frozenset(selection.as_typed),
        selection.strict,
        chosen,
        selection.since,
        selection.until,
        selection.sort,
        selection.offset,
        selection.limit,
        frozenset(selection.without),
        tuple(facets),
    )


def _answer(known: Known, selection: Selection, asked: Asked, facets: Sequence[Facet]) -> Result:
    plain = Questions(known, schema.build())
    ways = tuple(way for way in asked.ways if plain.has(way))
    questions = dataclasses.replace(plain, layered=bool(ways) and not asked.is_most)
    hits = _upper(questions, selection, asked) if selection.limit else []  # then all is counted
    total, counts = counted(known, asked, selection, facets, total=hits is not None)
    if hits is None:
        query = questions.narrowed(questions.asked(asked), selection)
        total, hits = _hits(known.searcher, query, selection, asked)
    return Result(total, hits, counts, asked, ways)


def _upper(questions: Questions, selection: Selection, asked: Asked) -> Sequence[Hit] | None:
    """The hits, where all of them have the words as they were asked for: they stand above others.

    None where this is not known, or there are not enough: then all layers have to be asked.
    """
    parts = asked.tree.parts if isinstance(asked.tree, All) else (asked.tree,)
    apart = not any(isinstance(part, All | Either | Most) for part in parts)
    if not (questions.layered and apart and _by_score(selection, asked)):
        return None
    query = dataclasses.replace(questions, upper=True).asked(asked)
    searcher = questions.known.searcher
    found = searcher.search(
        questions.narrowed(query, selection),
        limit=selection.limit,
        offset=selection.offset,
        count=False,
    )
    if len(found.hits) < selection.limit:
        return None
    return [_hit(searcher, address, score) for score, address in found.hits]


def _by_score(selection: Selection, asked: Asked) -> bool:
    scored = any(isinstance(leaf, _SCORED) for leaf in asked.wanted)
    return scored and selection.sort == Sort.RELEVANCE


def _hits(
    searcher: Searcher, query: Query, selection: Selection, asked: Asked
) -> tuple[int, list[Hit]]:
    by_score = _by_score(selection, asked)
    sort = Sort.NEWEST if selection.sort == Sort.RELEVANCE and not by_score else selection.sort
    found = searcher.search(
        query,
        limit=selection.limit,
        offset=selection.offset,
        **_ordered(sort),
    )
    hits = [_hit(searcher, address, score if by_score else 0.0) for score, address in found.hits]
    return found.count, hits  # type: ignore[attr-defined]  # its stub forgets it


def _hit(searcher: Searcher, address: DocAddress, score: float) -> Hit:
    kept = searcher.doc(address)
    return Hit(kept[schema.IDENTIFIER][0], score, tuple(kept[schema.MEMBER]))


def _turns(searcher: Searcher, query: Query, below: int | None) -> list[tuple[int, DocAddress]]:
    """The next entries of a walk from the newest to the oldest, each with its turn."""
    if below is not None:
        rest = Query.range_query(schema.build(), schema.TURN, FieldType.Integer, upper_bound=below)
        query = Query.boolean_query([(Occur.Must, query), (Occur.Must, rest)])
    found = searcher.search(
        query, limit=_AT_ONCE, count=False, order_by_field=schema.TURN, order=Order.Desc
    )
    return list(found.hits)


def _ordered(sort: Sort) -> dict[str, Any]:
    """The engine puts documents without a value last in either order."""
    if sort == Sort.RELEVANCE:
        return {}
    order = Order.Asc if sort == Sort.OLDEST else Order.Desc
    field = schema.CHANGED if sort == Sort.CHANGED else schema.MOMENT
    return {"order_by_field": field, "order": order}
