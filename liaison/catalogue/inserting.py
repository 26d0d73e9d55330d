"""Many rows at once, without an object for each: several times as quick as `bulk_create`."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Add rows to a model's table, their values in the order of `columns`.

    The values go to the database as they are: no field's default or conversion applies.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    names = ", ".join(map(quote, columns))
    values = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({values})"  # noqa: S608 (names of our own)
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
