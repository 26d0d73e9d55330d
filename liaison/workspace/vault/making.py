"""Making a vault, and opening one.

A vault is there when its key file is: that is written last. What a killed `create` left is marked
as unfinished and cleared by the next; what has no such mark is never deleted.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from sqlcipher3 import dbapi2

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import key_file, opened, recovery
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.holding import alone_at, held
from liaison.workspace.vault.key_store import KeyStore
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place

_UNFINISHED = ".unfinished"
_FIRST = 1  # generation
_OWNER_ALONE = 0o700
_unsettled: list[Callable[[], object]] = []


@dataclass(frozen=True, slots=True)
class Made:
    """A new vault, and the recovery key as it is printed: it is kept nowhere."""

    vault: Vault
    recovery: str


def create(place: Place, passphrase: str, cost: key_file.Cost = key_file.USUAL) -> Made:
    """Make a vault. Raises MistakenInput where there is one, WrongKey for a short passphrase."""
    key_file.require_long(passphrase)
    try:
        with alone_at(place):
            return _create(place, passphrase, cost)
    except (DatabaseError, dbapi2.Error, OSError) as error:
        raise VaultUnusable(
            f"no vault can be made at {place.folder} with its keys at {place.key_folder} ({error})",
            "see that both can be written to, and that there is room",
        ) from error


def _create(place: Place, passphrase: str, cost: key_file.Cost) -> Made:
    _clear(place)
    for folder in (place.folder, place.key_folder):
        if folder.exists():
            raise MistakenInput(
                f"{folder} is there already",
                "take another name, or `liaison-vault list` to see which vaults there are",
            )
    for folder in (place.folder, place.key_folder):
        folder.mkdir(parents=True, mode=_OWNER_ALONE)
        (folder / _UNFINISHED).touch()
    place.attachments.mkdir(mode=_OWNER_ALONE)
    key, printed = Key.new(), Key.new()
    vault = Vault(place, key, _FIRST)
    opened.register(vault)
    migrate(vault)
    keys_of(vault).create()
    file = key_file.make(place.name, key, passphrase, printed, generation=_FIRST, cost=cost)
    key_file.write(file, place.key_file)
    for folder in (place.folder, place.key_folder):
        (folder / _UNFINISHED).unlink()
    return Made(vault, recovery.written(printed))


def open_with(place: Place, file: key_file.KeyFile, key: Key) -> Vault:
    """Open a vault with its key. Raises VaultUnusable or WrongKey; nothing is changed then."""
    if file.vault != place.name:
        raise VaultUnusable(
            f"this is the key file of the vault {file.vault}, not of {place.name}",
            "name the right one with --key-file",
        )
    vault = Vault(place, key, file.generation)
    if not place.database(file.generation).is_file():
        raise VaultUnusable(
            f"the database of {place.name} is not at {place.database(file.generation)}",
            "bring it back, or restore a backup",
        )
    opened.register(vault)
    try:
        connections[vault.alias].ensure_connection()
        _require_known(vault)
        for folder in (place.folder, place.key_folder):  # it opens: it is finished
            (folder / _UNFINISHED).unlink(missing_ok=True)
    except DatabaseError as error:
        opened.forget(vault)
        raise VaultUnusable(
            f"the database of {place.name} is damaged", "move it away and restore a backup"
        ) from error
    except BaseException:
        opened.forget(vault)
        raise
    return vault


@contextmanager
def opening(
    place: Place, file: key_file.KeyFile, key: Key, *, alone: bool = False
) -> Iterator[Vault]:
    """The same for a block that works in it; closed afterwards. See `holding` for `alone`."""
    if not place.folder.is_dir():
        raise VaultUnusable(f"there is no vault at {place.folder}", "restore a backup")
    with held(place, alone=alone):
        vault = open_with(place, file, key)
        try:
            with opened.working_in(vault):
                yield vault
        finally:
            opened.forget(vault)


def keys_of(vault: Vault) -> KeyStore:
    """The keys of the persons in a vault."""
    return KeyStore(vault.place.persons(vault.generation), vault.key.derive("key store"))


def migrate(vault: Vault) -> None:
    """Bring its tables up to this version."""
    with opened.working_in(vault):
        call_command("migrate", database=vault.alias, interactive=False, verbosity=0)


def when_opened(do: Callable[[], object]) -> None:
    """Do this in every vault that is opened for members: a part's `ready` says so."""
    _unsettled.append(do)


def settle(vault: Vault) -> None:
    """Finish what a killed process left, and what a restored backup brought back."""
    with opened.working_in(vault):
        for do in _unsettled:
            do()


def names(vaults: Path) -> list[str]:
    """The vaults in a folder, also those that lack their keys here."""
    if not vaults.is_dir():
        return []
    return sorted(one.name for one in vaults.iterdir() if any(one.glob("vault-*.db")))


def _require_known(vault: Vault) -> None:
    loader = MigrationLoader(connections[vault.alias])
    applied = MigrationRecorder(connections[vault.alias]).applied_migrations()
    unknown = sorted(".".join(node) for node in applied if node not in loader.disk_migrations)
    if unknown:
        raise VaultUnusable(
            f"the vault {vault.place.name} was made by a newer version of Liaison ({unknown[-1]})",
            "open it with that version, or a later one",
        )


def _clear(place: Place) -> None:
    """Delete what a `create` left that was killed before its key file was there."""
    if place.key_file.exists():
        return
    for folder in (place.folder, place.key_folder):
        if (folder / _UNFINISHED).exists() or (folder.is_dir() and not any(folder.iterdir())):
            shutil.rmtree(folder)
