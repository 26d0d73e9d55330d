"""How many documents of a selection have each value of a facet."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tantivy import Query

from liaison.index.asked import Asked
from liaison.index.facets import Facet
from liaison.index.protocol import Selection
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.known import Known
from liaison.index.tantivy_engine.queries import Questions

_MOST_VALUES = 10_000  # of one column: more than there are sources, countries and years

Counts = Sequence[tuple[str, int]]


def counted(
    known: Known, asked: Asked, selection: Selection, facets: Sequence[Facet]
) -> dict[Facet, Counts]:
    """The counts of these facets, in their order, each as if nothing were chosen of it."""
    if not facets:
        return {}
    questions = Questions(known, schema.build(), counting=True)
    words = questions.asked(asked)
    free = [facet for facet in facets if not selection.chosen.get(facet)]
    found = dict(_counts(known, questions.narrowed(words, selection), free))
    for facet in facets:
        if facet not in found:
            others = questions.narrowed(words, selection, but=facet)
            found |= _counts(known, others, [facet])
    return {facet: found[facet] for facet in facets}


def _counts(known: Known, query: Query, facets: Sequence[Facet]) -> Mapping[Facet, Counts]:
    columns = {facet: known.columns(facet) for facet in facets}
    terms = {
        name: {"terms": {"field": name, "size": _MOST_VALUES}}
        for names in columns.values()
        for name in names
    }
    found = known.searcher.aggregate(query, terms) if terms else {}
    return {
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
