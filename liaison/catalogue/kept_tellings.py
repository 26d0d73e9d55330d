"""The tellings that were kept, looked up many times for every document: in statements of its own.

Each look-up reads a stretch of an index and stops after some rows, so what it costs does not grow
with the record. The statements are written out because making them anew each time costs several
times as much as running them.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Model

from liaison.catalogue.inserting import insert
from liaison.catalogue.models import Document, Telling
from liaison.catalogue.same_activity import Told, window

_LOOKED_AT = 25  # tellings of the same day, of later and of earlier days, compared with a new one
_SPEAKING = 30  # tellings, the last told, that settle an activity's dates and status
_AT_ONCE = 40  # activities in one statement: within the limits of every database


class Kept(NamedTuple):
    """A telling and what comparing it needs of its document. The order is that of `_columns`."""

    pk: int
    activity: int
    document: int
    identifier: str
    kind: str
    mechanism: str
    country: str
    place: str
    starts: str
    ends: str
    status: str
    told_on: dt.date
    seen_at: dt.datetime
    said_by: str  # the document's identifier
    title: str
    title_language: str
    withdrawn: bool


# What a telling says, and when: what makes it another one.
SAID = ("kind", "mechanism", "country", "place", "starts", "ends", "status", "told_on", "seen_at")
_OF_TELLING = (
    "id", "activity", "document", "identifier", "kind", "mechanism", "country", "place",
    "starts", "ends", "status", "told_on", "seen_at",
)  # fmt: skip
_OF_DOCUMENT = ("identifier", "title", "title_language", "withdrawn")


def near(one: Told) -> list[Kept]:
    """The tellings that may be of the same activity as a new one, by kind, country and days."""
    first, last = (connection.ops.adapt_datefield_value(day) for day in window(one))
    day = connection.ops.adapt_datefield_value(one.near_day)
    known = (one.kind, one.country)
    own = (*known, one.mechanism)
    values = [*own, day, *own, day, last, *own, day, first]
    if one.country:  # others take part on the very same days only
        values += [*known, day]
    return _rows(_near_statement(others=bool(one.country)), values)


def keep(activity: int, document: int, identifier: str, one: Told) -> None:
    """Add a telling, by the rows of its activity and document."""
    day, moment = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
    said = {name: getattr(one, name) for name in SAID} | {
        "activity_id": activity,
        "document_id": document,
        "identifier": identifier,
        "first_day": day(one.first_day),
        "last_day": day(one.last_day),
        "near_day": day(one.near_day),
        "told_on": day(one.told_on),
        "seen_at": moment(one.seen_at),
    }
    insert(Telling, list(said), [list(said.values())])


def speaking(activities: Collection[int]) -> dict[int, list[Kept]]:
    """Of each activity the telling seen first, the first that is shown, and the last told of those.

    Those of one that nobody tells of any more are missing.
    """
    found: dict[int, list[Kept]] = {}
    ordered = sorted(activities)
    for start in range(0, len(ordered), _AT_ONCE):
        some = ordered[start : start + _AT_ONCE]
        values = [pk for pk in some for _ in range(3)]
        for row in _rows(_speaking_statement(len(some)), values):
            found.setdefault(row.activity, []).append(row)
    return found


def first_seen(rows: Iterable[Kept]) -> Kept | None:
    """The telling that was seen first."""
    return min(rows, key=lambda one: (one.seen_at, one.identifier), default=None)


def last_told(rows: Iterable[Kept]) -> list[Kept]:
    """The tellings that settle an activity's dates, the last told first."""
    return sorted(rows, key=lambda one: (one.told_on, one.pk), reverse=True)[:_SPEAKING]


def _rows(statement: str, values: Sequence[Any]) -> list[Kept]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    converted = _converters()
    if not converted:
        return [Kept(*row) for row in rows]
    found = []
    for row in rows:
        cells = list(row)
        for at, conversions, column in converted:
            for convert in conversions:
                cells[at] = convert(cells[at], column, connection)
        found.append(Kept(*cells))
    return found


@cache
def _columns() -> tuple[Any, ...]:
    """The columns of `Kept`, as the ORM names them."""
    return (*_of(Telling, _OF_TELLING), *_of(Document, _OF_DOCUMENT))


def _of(model: type[Model], names: Sequence[str]) -> Iterator[Any]:
    fields = {one.name: one for one in model._meta.concrete_fields}
    for name in names:
        yield fields[name].get_col(model._meta.db_table)


def _converters() -> list[tuple[int, list[Any], Any]]:
    """What the database's values have to go through, for the columns that it does not type."""
    found = []
    for at, column in enumerate(_columns()):
        own = column.get_db_converters(connection)
        if conversions := [*connection.ops.get_db_converters(column), *own]:
            found.append((at, conversions, column))
    return found


@cache
def _selected() -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(one.alias)}.{quote(one.target.column)}" for one in _columns())
    return f"SELECT {columns} FROM {_joined()} WHERE {quote(Telling._meta.db_table)}.id IN"  # noqa: S608 (names of our own)


@cache
def _joined() -> str:
    quote = connection.ops.quote_name
    tellings, documents = quote(Telling._meta.db_table), quote(Document._meta.db_table)
    return f"{tellings} INNER JOIN {documents} ON {documents}.id = {tellings}.document_id"


@cache
def _near_statement(*, others: bool) -> str:
    own = "kind = %s AND country = %s AND mechanism = %s AND near_day"
    wanted = [
        f"{own} = %s",
        f"{own} > %s AND near_day <= %s ORDER BY near_day",
        f"{own} < %s AND near_day >= %s ORDER BY near_day DESC",
    ]
    if others:
        wanted.append("kind = %s AND country = %s AND near_day = %s")
    table = connection.ops.quote_name(Telling._meta.db_table)
    return _either(f"SELECT id FROM {table} WHERE {one} LIMIT {_LOOKED_AT}" for one in wanted)  # noqa: S608 (names of our own)


@cache
def _speaking_statement(activities: int) -> str:
    quote = connection.ops.quote_name
    tellings, documents = quote(Telling._meta.db_table), quote(Document._meta.db_table)
    every = f"SELECT {tellings}.id FROM {tellings} WHERE activity_id = %s"  # noqa: S608 (names of our own)
    shown = (
        f"SELECT {tellings}.id FROM {_joined()} "  # noqa: S608 (names of our own)
        f"WHERE activity_id = %s AND NOT {documents}.withdrawn"
    )
    first = f"ORDER BY seen_at, {tellings}.identifier LIMIT 1"
    last = f"ORDER BY told_on DESC, {tellings}.id DESC LIMIT {_SPEAKING}"
    return _either((f"{every} {first}", f"{shown} {first}", f"{shown} {last}") * activities)


def _either(selections: Iterable[str]) -> str:
    """A statement for the rows that any of the selections of their numbers names."""
    named = (f"SELECT id FROM ({one}) AS s{at}" for at, one in enumerate(selections))  # noqa: S608 (names of our own)
    return f"{_selected()} ({' UNION ALL '.join(named)})"
