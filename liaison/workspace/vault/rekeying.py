"""Giving a vault another key: everything is written anew, then one file says that the new counts.

The files of the new key stand beside the old ones under the next generation; the key file, put in
its place in one step, is the moment of change. Killed before it, the old key opens the old files;
after it, the new key the new ones. What is left over is deleted by the next who opens either.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import key_file, making, opened, recovery
from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place

_SUFFIXES = ("", "-wal", "-shm", "-journal")


def rekey(vault: Vault, passphrase: str) -> str:
    """Write all of a vault under a new key; give back the new recovery key as it is printed.

    Nobody else may have it open: see `holding`. Raises WrongKey for a short passphrase.
    """
    key_file.require_long(passphrase)
    new, printed = Key.new(), Key.new()
    place, generation = vault.place, vault.generation + 1
    remove(place, generation)  # of a run that was killed
    file = key_file.read(place.key_file)
    opened.forget(vault)  # its write-ahead log is brought in
    copy_database(place.database(vault.generation), vault.key, place.database(generation), new)
    making.keys_of(vault).copy(place.persons(generation), new.derive("key store"))
    made = key_file.make(
        place.name, new, passphrase, printed, generation=generation, cost=file.cost
    )
    key_file.write(made, place.key_file)
    remove(place, vault.generation)
    return recovery.written(printed)


def copy_database(path: Path, key: Key, to: Path, other: Key) -> None:
    """All of an encrypted database in a new file that another key opens."""
    with _unlocked(path, key) as connection:
        secret = other.derive("database").secret.hex()
        connection.execute(f"ATTACH DATABASE ? AS copied KEY \"x'{secret}'\"", (str(to),))
        connection.execute("SELECT sqlcipher_export('copied')")
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute(f"PRAGMA copied.user_version = {int(version)}")
        connection.execute("DETACH DATABASE copied")


def remove(place: Place, generation: int) -> None:
    """Delete the files of a generation that no key file stands for."""
    if place.key_file.exists() and key_file.read(place.key_file).generation == generation:
        raise MistakenInput(f"generation {generation} of {place.name} is the one that counts")
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
