"""How many documents of a selection have each value of a facet."""

from collections import Counter
from collections.abc import Mapping, Sequence

from tantivy import Query, Searcher

from liaison.index.asked import Asked
from liaison.index.facets import Facet
from liaison.index.protocol import Selection
from liaison.index.tantivy_engine import schema
from liaison.index.tantivy_engine.queries import Questions

_MOST_VALUES = 10_000  # of one column: more than there are sources, countries and years

Counts = Sequence[tuple[str, int]]


def counted(
    searcher: Searcher, asked: Asked, selection: Selection, facets: Sequence[Facet]
) -> dict[Facet, Counts]:
    """The counts of these facets, in their order, each as if nothing were chosen of it."""
    if not facets:
        return {}
    questions = Questions(searcher, schema.build(), counting=True)
    words = questions.asked(asked)
    free = [facet for facet in facets if not selection.chosen.get(facet)]
    found = dict(_counts(searcher, questions.narrowed(words, selection), free))
    for facet in facets:
        if facet not in found:
            others = questions.narrowed(words, selection, but=facet)
            found |= _counts(searcher, others, [facet])
    return {facet: found[facet] for facet in facets}


def _counts(searcher: Searcher, query: Query, facets: Sequence[Facet]) -> Mapping[Facet, Counts]:
    columns = {facet: _columns(searcher, facet) for facet in facets}
    terms = {
        name: {"terms": {"field": name, "size": _MOST_VALUES}}
        for names in columns.values()
        for name in names
    }
    found = searcher.aggregate(query, terms) if terms else {}
    return {
        facet: _summed([found[name]["buckets"] for name in names])
        for facet, names in columns.items()
    }


def _columns(searcher: Searcher, facet: Facet) -> Sequence[str]:
    """Those in which a document of the index has a value."""
    named = (*schema.columns(facet), schema.further(facet))
    return [name for name in named if _is_filled(searcher, name)]


def _is_filled(searcher: Searcher, column: str) -> bool:
    some = searcher.terms_with_prefix(column, "", limit=2)
    return any(value != schema.NOTHING for value, _documents in some)


def _summed(columns: Sequence[Sequence[Mapping[str, str | int]]]) -> Counts:
    """Most frequent first, then by value."""
    counts: Counter[str] = Counter()
    for buckets in columns:
        counts.update({str(one["key"]): int(one["doc_count"]) for one in buckets})
    del counts[schema.NOTHING]
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
