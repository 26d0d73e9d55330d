"""Whether anything in the database has changed: one small question, whoever made the change."""

import functools
import os
import sqlite3
import threading
from pathlib import Path

from django.db import connection

_turn = threading.Lock()


def version() -> str | None:
    """Differs after every change that anybody committed; None where that cannot be told.

    Of one process alone: it is for what a process keeps. PostgreSQL tells which transactions have
    ended; SQLite says it of its file (`PRAGMA data_version`), to a connection that writes nothing
    itself.
    """
    if connection.in_atomic_block:
        return None  # what it changes itself is not committed
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    return _of_file(str(connection.settings_dict["NAME"]))


def _of_file(name: str) -> str | None:
    try:
        number = os.stat(name).st_ino  # noqa: PTH116 before every page, and twice as quick
    except OSError:
        return None  # in memory
    try:
        with _turn:
            looking = _looking(name, number, os.getpid())
            return f"{number} {looking.execute('PRAGMA data_version').fetchone()[0]}"
    except sqlite3.Error:
        return None  # it cannot be read: whoever needs it says so


@functools.lru_cache(maxsize=2)
def _looking(name: str, number: int, process: int) -> sqlite3.Connection:
    """A connection for looking alone: to this very file, and of this very process."""
    del number, process  # parts of the key: a file may be replaced, a process forked
    return sqlite3.connect(f"{Path(name).as_uri()}?mode=ro", uri=True, check_same_thread=False)
