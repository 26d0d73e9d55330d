"""Moving a vault to other folders: copied, read back, and only then taken away from where it was.

For another server, `backup` and `restore` do it, and the folder of keys goes by another way.
"""

import os
import shutil
from pathlib import Path

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault import opened
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.holding import alone_at
from liaison.workspace.vault.making import keys_of
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from liaison.workspace.vault.rekeying import flaws_of


def move(vault: Vault, to: Place) -> None:
    """Move a vault and its keys. Nobody else may have it open: see `holding`.

    Killed before its end, it is whole where it was, and what was copied can be deleted. Raises
    MistakenInput where something is there already, VaultUnusable where it cannot be written.
    """
    pairs = ((vault.place.key_folder, to.key_folder), (vault.place.folder, to.folder))
    for _old, new in pairs:
        if new.exists():
            raise MistakenInput(f"{new} is there already", "move it away, or name another folder")
    opened.forget(vault)  # its write-ahead log is brought in
    try:
        with alone_at(to):
            for old, new in pairs:
                _copy(old, new)
            moved = Vault(to, vault.key, vault.generation)
            damaged = flaws_of(to.database(vault.generation), vault.key)
            if damaged or keys_of(moved).count() != keys_of(vault).count():
                raise OSError("what was written is not what is read")  # noqa: TRY301 (as a disk that fails)
    except OSError as error:
        for _old, new in pairs:
            shutil.rmtree(new, ignore_errors=True)
        opened.register(vault)
        raise VaultUnusable(
            f"the vault {to.name} cannot be moved to {to.folder} ({error})",
            "nothing was changed: see that there is room, and that it can be written to",
        ) from error
    for old, _new in pairs:
        shutil.rmtree(old)
    opened.register(moved)


def _copy(old: Path, new: Path) -> None:
    """All of a folder, on the disk before this returns."""
    new.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    shutil.copytree(old, new)
    for path in (*new.rglob("*"), new, new.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
