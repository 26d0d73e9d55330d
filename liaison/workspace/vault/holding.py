"""Who has a vault open: many may, unless somebody needs it alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.places import Place

_FILE = ".held"


@contextmanager
def held(place: Place, *, alone: bool = False) -> Iterator[None]:
    """Hold a vault for the block. The hold goes with the process, so one that was killed has none.

    Raises VaultUnusable where somebody else needs it alone, or has it while it is needed alone.
    """
    with _locked(place.folder / _FILE, alone=alone) as got:
        if not got:
            raise VaultUnusable(
                f"another process has the vault {place.name} open"
                if alone
                else f"another process needs the vault {place.name} for itself",
                "end it, or wait until it ends",
            )
        yield


@contextmanager
def alone_at(place: Place) -> Iterator[None]:
    """Make or bring back a vault where none is: one process at a time. Raises VaultUnusable."""
    place.vaults.mkdir(parents=True, exist_ok=True)
    with _locked(place.vaults / f".{place.name}.lock", alone=True) as got:
        if not got:
            raise VaultUnusable(
                f"another process makes the vault {place.name}", "wait until it ends"
            )
        yield


@contextmanager
def _locked(path: Path, *, alone: bool) -> Iterator[bool]:
    with path.open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
            got = True
        except BlockingIOError:
            got = False
        yield got
