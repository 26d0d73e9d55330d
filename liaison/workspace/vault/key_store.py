"""The keys of persons: a small encrypted file of its own, apart from what they open.

What identifies a person is sealed with that person's key. Without its row here nothing of it can be
read again, in the vault or in any backup of it: that is what erasing someone means.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlcipher3 import dbapi2

from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.keys import Key

_TABLE = "CREATE TABLE person (reference TEXT PRIMARY KEY, key BLOB NOT NULL) WITHOUT ROWID"


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
            connection.execute(_TABLE)

    def make(self, reference: str) -> Key:
        """A new key for a person. Raises IntegrityError for one who has a key."""
        made = Key.new()
        with self._open() as connection:
            connection.execute("INSERT INTO person VALUES (?, ?)", (reference, made.secret))
        return made

    def key_of(self, reference: str) -> Key:
        """The key of a person. Raises Erased."""
        with self._open() as connection:
            asked = "SELECT key FROM person WHERE reference = ?"
            row = connection.execute(asked, (reference,)).fetchone()
        if row is None:
            raise Erased("there is no key for this person any more", "nothing can be read of them")
        return Key(row[0])

    def erase(self, reference: str) -> bool:
        """Delete the key of a person and what it left in the file; whether there was one."""
        with self._open() as connection:
            done = connection.execute("DELETE FROM person WHERE reference = ?", (reference,))
            return done.rowcount > 0

    def count(self) -> int:
        """How many persons have a key."""
        with self._open() as connection:
            number: int = connection.execute("SELECT count(*) FROM person").fetchone()[0]
        return number

    def copy(self, path: Path, key: Key) -> None:
        """All of it in a new file that another key opens."""
        other = KeyStore(path, key)
        other.create()
        with self._open() as one, other._open() as copied:
            copied.executemany(
                "INSERT INTO person VALUES (?, ?)", one.execute("SELECT * FROM person")
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
