"""The connection: a key first, then all that Django asks of SQLite.

SQLCipher (https://www.zetetic.net/sqlcipher/sqlcipher-api/) takes a raw key of 32 bytes, encrypts
every page and the write-ahead log with AES-256 and keeps temporary tables in memory.
"""

import datetime as dt
import decimal
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from django.db.backends.sqlite3 import base as plain
from django.db.backends.sqlite3._functions import register as register_functions
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from sqlcipher3 import dbapi2

from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key

dbapi2.register_converter("bool", b"1".__eq__)
dbapi2.register_converter("date", lambda value: parse_date(value.decode()))
dbapi2.register_converter("time", lambda value: parse_time(value.decode()))
dbapi2.register_converter("datetime", lambda value: parse_datetime(value.decode()))
dbapi2.register_converter("timestamp", lambda value: parse_datetime(value.decode()))
dbapi2.register_adapter(decimal.Decimal, str)
dbapi2.register_adapter(dt.date, dt.date.isoformat)
dbapi2.register_adapter(dt.datetime, lambda value: value.isoformat(" "))


def unlock(connection: dbapi2.Connection, key: Key, place: str) -> None:
    """Give a new connection its key. Raises WrongKey where the file is not readable with it."""
    connection.execute("PRAGMA cipher_log_level = NONE")  # what is wrong, we say ourselves
    connection.execute(f"PRAGMA key = \"x'{key.secret.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.OperationalError as error:  # a wrong key is another error
        connection.close()
        raise VaultUnusable(
            f"{place} cannot be read ({error})", "see that its disk is sound and has some room"
        ) from error
    except dbapi2.DatabaseError as error:
        connection.close()
        raise WrongKey(
            f"{place} does not open with its key, or is damaged",
            "bring back the key file that belongs to it, or restore a backup",
        ) from error


class Cursor(dbapi2.Cursor):
    """Takes parameters as Django writes them."""

    def execute(self, query: str, params: Any = None) -> Self:  # noqa: ANN401 (as Django calls it)
        """Run one statement."""
        if params is None:
            return super().execute(query)
        names = list(params) if isinstance(params, Mapping) else None
        return super().execute(_in_its_style(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Self:
        """Run a statement for each of these. Django hands over sequences here, never mappings."""
        return super().executemany(_in_its_style(query, None), param_list)


def _in_its_style(query: str, names: Sequence[str] | None) -> str:
    """`%s` as `?`, `%(name)s` as `:name`."""
    if names is None:
        return plain.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return query % {name: f":{name}" for name in names}


class DatabaseWrapper(plain.DatabaseWrapper):
    """A vault's database. `OPTIONS` holds its `key`: a `Key`, which shows nothing of itself."""

    display_name = "SQLCipher"
    Database = dbapi2
    init_commands: list[str]  # as Django splits them

    def get_new_connection(self, conn_params: dict[str, Any]) -> dbapi2.Connection:
        """An unlocked connection. Raises WrongKey."""
        given = dict(conn_params)
        key: Key = given.pop("key")
        connection: dbapi2.Connection = dbapi2.connect(**given)
        unlock(connection, key, str(given["database"]))
        register_functions(connection)
        for command in ("foreign_keys = ON", "legacy_alter_table = OFF", "secure_delete = ON"):
            connection.execute(f"PRAGMA {command}")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)
        return connection

    def create_cursor(self, name: str | None = None) -> Cursor:
        """Of the one connection."""
        del name
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor
