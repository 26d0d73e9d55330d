"""Giving a vault another key: everything is written anew, then one file says that the new counts.

The files of the new key stand beside the old ones under a later generation; the key file, put in
its place in one step, is the moment of change. Killed before it, the old key opens the old files;
after it, the new key the new ones. `sweep` deletes what is left over.
"""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from liaison.workspace.vault import key_file, making, opened, recovery
from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.making import Made
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place

_NAMED = re.compile(r"(?:vault|persons)-([0-9]{1,9})\.db")
_SUFFIXES = ("", "-wal", "-shm", "-journal")


def rekey(vault: Vault, path: Path, passphrase: str) -> Made:
    """Write all of a vault under a new key; give back both, with the recovery key as it is printed.

    `path`: its key file. Nobody else may have the vault open: see `holding`. Raises WrongKey for a
    short passphrase, VaultUnusable where the copy cannot be written or read; then nothing changed.
    """
    key_file.require_long(passphrase)
    place, new, printed = vault.place, Key.new(), Key.new()
    generation = max([vault.generation, *generations(place)]) + 1
    made = Made(Vault(place, new, generation), recovery.written(printed))
    cost = key_file.read(path).cost
    making.keys_of(vault).count()  # where they are missing, that is told first
    opened.forget(vault)  # its write-ahead log is brought in
    try:
        _copy(vault, made.vault)
        file = key_file.make(place.name, new, passphrase, printed, generation=generation, cost=cost)
        key_file.write(file, path)
    except (dbapi2.Error, OSError) as error:
        raise _failed(made.vault, path, error) from error
    _remove(place, vault.generation)
    opened.register(made.vault)
    return made


def sweep(vault: Vault, path: Path) -> list[int]:
    """Delete the files of generations before the one that counts; give back which they were.

    They open with a key that somebody wanted to be rid of. `path`: the key file, which says what
    counts. Later generations stay: it may be an older copy of it, and they what really counts.
    """
    place = vault.place
    if path.resolve() != place.key_file.resolve():
        return []
    found = [one for one in generations(place) if one < vault.generation]
    for generation in found:
        _remove(place, generation)
    return found


def generations(place: Place) -> list[int]:
    """Those that there are files of."""
    found = {
        int(named[1])
        for folder in (place.folder, place.key_folder)
        for path in folder.iterdir()
        if (named := _NAMED.fullmatch(path.name)) and path.is_file()
    }
    return sorted(found)


def _copy(vault: Vault, new: Vault) -> None:
    """Both files under another key, named by their generation once they are whole and read back."""
    place = vault.place
    with _parts(place.database(new.generation), place.persons(new.generation)) as parts:
        database, persons = parts
        copy_database(place.database(vault.generation), vault.key, database, new.key)
        if flaws_of(database, new.key):
            raise OSError("the copy is not what was written")
        making.keys_of(vault).copy(persons, new.key.derive("key store"))
        database.rename(place.database(new.generation))
        persons.rename(place.persons(new.generation))


@contextmanager
def _parts(*paths: Path) -> Iterator[list[Path]]:
    """Where these are written until they are whole. What was not renamed by then is deleted."""
    _delete_parts(*paths)  # of runs that were killed
    try:
        yield [path.with_name(f".{path.name}.part") for path in paths]
    finally:
        _delete_parts(*paths)


def _delete_parts(*paths: Path) -> None:
    for path in paths:
        for left in path.parent.glob(".*.db.part*"):
            left.unlink()


def _failed(new: Vault, path: Path, error: Exception) -> VaultUnusable:
    if key_file.read(path).generation == new.generation:
        return VaultUnusable(
            f"the disk does not confirm the new key file of {new.place.name} ({error})",
            "nothing was deleted: see to the disk, then `liaison-vault rekey` once more",
        )
    _remove(new.place, new.generation)
    return VaultUnusable(
        f"the vault {new.place.name} cannot be written anew ({error})",
        "nothing was changed: see that there is room for a second copy of it and of its keys",
    )


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
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            found.append("there is nothing in it")
    return [one for one in found if one != "ok"]
