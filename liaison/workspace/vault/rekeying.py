"""Giving a vault another key: everything is written anew, then one file says that the new counts.

The files of the new key stand beside the old ones under the next generation; the key file, put in
its place in one step, is the moment of change. Killed before it, the old key opens the old files;
after it, the new key the new ones. `sweep` deletes what is left over.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from liaison.workspace.vault import key_file, making, opened, recovery
from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place

_SUFFIXES = ("", "-wal", "-shm", "-journal")


def rekey(vault: Vault, path: Path, passphrase: str) -> str:
    """Write all of a vault under a new key; give back the new recovery key as it is printed.

    `path`: its key file. Nobody else may have the vault open: see `holding`. Raises WrongKey for a
    short passphrase, VaultUnusable where the copy cannot be written or read; then nothing changed.
    """
    key_file.require_long(passphrase)
    new, printed = Key.new(), Key.new()
    place, generation = vault.place, vault.generation + 1
    file = key_file.read(path)
    _remove(place, generation)  # of a run that was killed
    opened.forget(vault)  # its write-ahead log is brought in
    try:
        _copy(vault, generation, new)
        made = key_file.make(
            place.name, new, passphrase, printed, generation=generation, cost=file.cost
        )
        key_file.write(made, path)
    except (dbapi2.Error, OSError) as error:
        _remove(place, generation)
        raise VaultUnusable(
            f"the vault {place.name} cannot be written anew ({error})",
            "nothing was changed: see that there is room for a second copy of it and of its keys",
        ) from error
    _remove(place, vault.generation)
    return recovery.written(printed)


def sweep(vault: Vault, path: Path) -> list[int]:
    """Delete the files of other generations than the one that counts; give back which they were.

    They open with a key that somebody wanted to be rid of. `path`: the key file, which says what
    counts; an older copy of it says nothing about what came after, and nothing is deleted then.
    """
    place = vault.place
    if path.resolve() != place.key_file.resolve():
        return []
    found = left_over(place, vault.generation)
    for generation in found:
        _remove(place, generation)
    return found


def _copy(vault: Vault, generation: int, key: Key) -> None:
    """Both files under another key; the database is read once more before it may count."""
    place = vault.place
    database = place.database(generation)
    copy_database(place.database(vault.generation), vault.key, database, key)
    if flaws_of(database, key):
        raise OSError("the copy is not what was written")
    making.keys_of(vault).copy(place.persons(generation), key.derive("key store"))


def copy_database(path: Path, key: Key, to: Path, other: Key) -> None:
    """All of an encrypted database in a new file that another key opens."""
    with _unlocked(path, key) as connection:
        secret = other.derive("database").secret.hex()
        connection.execute(f"ATTACH DATABASE ? AS copied KEY \"x'{secret}'\"", (str(to),))
        connection.execute("SELECT sqlcipher_export('copied')")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA copied.user_version = {int(version)}")
        connection.execute("DETACH DATABASE copied")


def _remove(place: Place, generation: int) -> None:
    for path in (place.database(generation), place.persons(generation)):
        for suffix in _SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def left_over(place: Place, generation: int) -> list[int]:
    """The generations beside the one that counts: a killed `rekey` left them."""
    found = {
        int(path.stem.rpartition("-")[2])
        for folder, form in ((place.folder, "vault-*.db"), (place.key_folder, "persons-*.db"))
        for path in folder.glob(form)
        if path.stem.rpartition("-")[2].isdigit()
    }
    return sorted(found - {generation})


@contextmanager
def _unlocked(path: Path, key: Key) -> Iterator[dbapi2.Connection]:
    with closing(dbapi2.connect(str(path), timeout=60, isolation_level=None)) as connection:
        unlock(connection, key.derive("database"), str(path))
        yield connection


def flaws_of(path: Path, key: Key) -> list[str]:
    """What SQLCipher and SQLite find wrong with an encrypted database; no word of its content."""
    with _unlocked(path, key) as connection:
        damaged = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
        if damaged:
            return damaged
        found = [str(row[0]) for row in connection.execute("PRAGMA quick_check")]
    return [one for one in found if one != "ok"]
