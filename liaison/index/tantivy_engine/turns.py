"""A walk over a selection in stretches: a mark is the turn of the entry that comes next.

An entry's turn is its day and a few bits of its identifier, so it stays what it is while others
come and go, and while files of the index are merged.
"""

from tantivy import DocAddress, FieldType, Occur, Order, Query, Searcher

from liaison.index.tantivy_engine import schema

_HIGHEST = 2**63 - 1

Turns = list[tuple[int, DocAddress]]


def next_turns(
    searcher: Searcher, query: Query, mark: int | None, limit: int, *, oldest: bool
) -> tuple[Turns, int | None]:
    """`limit` entries from a mark on, and the mark where the next begin; None at the end.

    Entries of one turn have no order among themselves: they come together, however many.
    """
    asked = limit + 1
    while True:
        if oldest:
            found = _oldest(searcher, query, schema.DATED if mark is None else mark, asked)
        else:
            found = _between(searcher, query, 0, _HIGHEST if mark is None else mark, asked)
        if len(found) < asked:
            return found, None
        last = found[-1][0]
        if whole := [one for one in found if one[0] != last]:
            return whole, last
        asked *= 2


def _oldest(searcher: Searcher, query: Query, mark: int, limit: int) -> Turns:
    """Those with a day from the mark on, then those without; a mark below any day is of these."""
    found: Turns = []
    if mark >= schema.DATED:
        found = _between(searcher, query, mark, _HIGHEST, limit, Order.Asc)
        mark = 0
    if len(found) < limit:
        found += _between(searcher, query, mark, schema.DATED - 1, limit - len(found), Order.Asc)
    return found


def _between(
    searcher: Searcher, query: Query, first: int, last: int, limit: int, order: Order = Order.Desc
) -> Turns:
    among = Query.range_query(
        schema.build(),
        schema.TURN,
        FieldType.Integer,
        lower_bound=max(first, 0),
        upper_bound=min(max(last, 0), _HIGHEST),
    )
    found = searcher.search(
        Query.boolean_query([(Occur.Must, query), (Occur.Must, among)]),
        limit=limit,
        count=False,
        order_by_field=schema.TURN,
        order=order,
    )
    return list(found.hits)
