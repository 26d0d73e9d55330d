"""How many documents of a selection have each value of a facet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from tantivy import Query

from liaison.index.asked import Asked
from liaison.index.facets import Facet
from liaison.index.protocol import Selection
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.known import Known
from liaison.index.tantivy_engine.queries import Questions

_MOST_VALUES = 10_000  # of one column: more than there are sources, countries and years
_TOTAL = "total"  # every document has a turn

Counts = Sequence[tuple[str, int]]


def counted(
    known: Known, asked: Asked, selection: Selection, facets: Sequence[Facet], *, total: bool
) -> tuple[int, dict[Facet, Counts]]:
    """How many documents there are (0 if no `total` is asked for), and the counts of these facets.

    Facets in their order, each as if nothing were chosen of it.
    """
    if not facets and not total:
        return 0, {}
    questions = Questions(known, schema.build(), counting=True)
    words = questions.asked(asked)
    free = [facet for facet in facets if not selection.chosen.get(facet)]
    wanted = {_TOTAL: {"value_count": {"field": schema.TURN}}} if total else {}
    number, found = _counts(known, questions.narrowed(words, selection), free, wanted)
    for facet in facets:
        if facet not in found:
            others = questions.narrowed(words, selection, but=facet)
            found |= _counts(known, others, [facet], {})[1]
    return number, {facet: found[facet] for facet in facets}


def _counts(
    known: Known, query: Query, facets: Sequence[Facet], wanted: Mapping[str, Any]
) -> tuple[int, dict[Facet, Counts]]:
    columns = {facet: known.columns(facet) for facet in facets}
    terms = {
        name: {"terms": {"field": name, "size": _MOST_VALUES}}
        for names in columns.values()
        for name in names
    }
    asked = {**terms, **wanted}
    found = known.searcher.aggregate(query, asked) if asked else {}
    number = int(found[_TOTAL]["value"]) if _TOTAL in found else 0
    return number, {
        facet: _summed([found[name]["buckets"] for name in names])
        for facet, names in columns.items()
    }


def _summed(columns: Sequence[Sequence[Mapping[str, str | int]]]) -> Counts:
    """Most frequent first, then by value."""
    counts: Counter[str] = Counter()
    for buckets in columns:
        counts.update({str(one["key"]): int(one["doc_count"]) for one in buckets})
    del counts[schema.NOTHING]
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
