"""Who has a vault open: many may, unless somebody needs it alone."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.places import Place

_FILE = ".held"


@contextmanager
def held(place: Place, *, alone: bool = False) -> Iterator[None]:
    """Hold a vault for the block. The hold goes with the process, so one that was killed has none.

    Raises VaultUnusable where somebody else needs it alone, or has it while it is needed alone.
    """
    with (place.folder / _FILE).open("a") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise VaultUnusable(
                f"another process has the vault {place.name} open"
                if alone
                else f"another process needs the vault {place.name} for itself",
                "end it, or wait until it ends",
            ) from error
        yield
