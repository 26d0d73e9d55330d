"""The keys of persons: a small encrypted file of its own, apart from what they open.

What identifies a person is sealed with that person's key. Without its row here nothing of it can be
read again, in the vault or in any backup of it: that is what erasing someone means.

Who was erased stays listed here by reference, a number by chance that says nothing: a vault that
comes back from an older backup learns from it what has to be erased again.
"""

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from sqlcipher3 import dbapi2

from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.keys import Key

_TABLES = (
    "CREATE TABLE person (reference TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID",
    "CREATE TABLE erased (reference TEXT PRIMARY KEY, at TEXT NOT NULL) WITHOUT ROWID",
)
_AT_ONCE = 500  # references in one question


class Erased(VaultUnusable):
    """There is no key for this person: erased, or never there."""


class KeyStore:
    """`key` opens the file. Every word here is on the disk when it returns."""

    def __init__(self, path: Path, key: Key) -> None:
        self._path = path
        self._key = key

    def create(self) -> None:
        """An empty file. Raises FileExistsError where there is one."""
        self._path.touch(mode=0o600, exist_ok=False)
        with self._open() as connection:
            for table in _TABLES:
                connection.execute(table)

    def make(self, reference: str) -> Key:
        """A new key for a person. Raises IntegrityError for one who has a key."""
        made = Key.new()
        with self._open() as connection:
            connection.execute("INSERT INTO person VALUES (?, ?)", (reference, made.secret))
        return made

    def kept(self, reference: str) -> Key:
        """The key of this name, made where there was none; two who ask at once get the same."""
        with self._open() as connection:
            made = (reference, Key.new().secret)
            connection.execute("INSERT OR IGNORE INTO person VALUES (?, ?)", made)
            asked = "SELECT key FROM person WHERE reference = ?"
            return Key(connection.execute(asked, (reference,)).fetchone()[0])

    def make_many(self, references: Iterable[str]) -> dict[str, Key]:
        """New keys for several, all or none. Raises IntegrityError where one has a key."""
        made = {reference: Key.new() for reference in references}
        rows = ((reference, key.secret) for reference, key in made.items())
        with self._open() as connection:
            connection.executemany("INSERT INTO person VALUES (?, ?)", rows)
        return made

    def keys_of(self, references: Iterable[str]) -> Mapping[str, Key]:
        """The keys of those who have one; who was erased is left out."""
        asked = list(references)
        found: dict[str, Key] = {}
        with self._open() as connection:
            for start in range(0, len(asked), _AT_ONCE):
                some = asked[start : start + _AT_ONCE]
                places = ",".join("?" * len(some))
                rows = connection.execute(
                    f"SELECT reference, key FROM person WHERE reference IN ({places})",  # noqa: S608 (question marks alone)
                    some,
                )
                found.update((reference, Key(secret)) for reference, secret in rows)
        return found

    def key_of(self, reference: str) -> Key:
        """The key of a person. Raises Erased."""
        with self._open() as connection:
            asked = "SELECT key FROM person WHERE reference = ?"
            row = connection.execute(asked, (reference,)).fetchone()
        if row is None:
            raise Erased("there is no key for this person any more", "nothing can be read of them")
        return Key(row[0])

    def erase(self, reference: str, at: dt.datetime | None = None) -> bool:
        """Delete the key of a person and what it left in the file; whether there was one.

        With `at` it is listed for ever as erased: see `erased`.
        """
        with self._open() as connection:
            done = connection.execute("DELETE FROM person WHERE reference = ?", (reference,))
            if at is not None:
                listed = "INSERT OR IGNORE INTO erased VALUES (?, ?)"
                connection.execute(listed, (reference, at.isoformat()))
            return done.rowcount > 0

    def erased(self) -> dict[str, dt.datetime]:
        """Who was erased, and when."""
        with self._open() as connection:
            rows = connection.execute("SELECT reference, at FROM erased").fetchall()
        return {reference: dt.datetime.fromisoformat(at) for reference, at in rows}

    def count(self) -> int:
        """How many persons have a key; those that `kept` made are not counted."""
        asked = "SELECT count(*) FROM person WHERE reference NOT LIKE 'vault: %'"
        with self._open() as connection:
            number: int = connection.execute(asked).fetchone()[0]
        return number

    def copy(self, path: Path, key: Key) -> None:
        """All of it in a new file that another key opens."""
        other = KeyStore(path, key)
        other.create()
        with self._open() as one, other._open() as copied:
            for table in ("person", "erased"):
                copied.executemany(
                    f"INSERT INTO {table} VALUES (?, ?)",  # noqa: S608 (one of two names)
                    one.execute(f"SELECT * FROM {table}"),  # noqa: S608 (the same)
                )

    @contextlib.contextmanager
    def _open(self) -> Iterator[dbapi2.Connection]:
        """A connection for one word, committed at its end: two processes may both have some."""
        if not self._path.exists():
            raise VaultUnusable(
                f"the keys of persons are not at {self._path}", "bring them back from their backup"
            )
        connection = dbapi2.connect(str(self._path), timeout=60)
        unlock(connection, self._key, str(self._path))
        try:
            for setting in ("secure_delete = ON", "synchronous = EXTRA"):
                connection.execute(f"PRAGMA {setting}")
            with connection:
                yield connection
        finally:
            connection.close()
