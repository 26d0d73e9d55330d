"""The vaults that a server has open: who is in one at the moment, and how one is had alone.

A server holds each vault (see `holding`) until it ends. To give it another key, everybody else has
to be out of it for as long as that takes; who comes meanwhile finds it closed.
"""

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from liaison.workspace.vault import key_file, making, opened
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.holding import held
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from liaison.workspace.vault.rekeying import sweep

_PATIENCE = 20.0  # seconds that whoever needs a vault alone waits for the others
_changed = threading.Condition()
_inside: Counter[str] = Counter()
_closing: set[str] = set()
_holds: dict[str, ExitStack] = {}


def open_door(place: Place, passphrase: str, path: Path | None = None) -> Vault:
    """Open a vault for this server, until it ends or `close_door`. Raises WrongKey, VaultUnusable.

    `path`: its key file, where it does not lie in its folder of keys.
    """
    file = key_file.read(path or place.key_file)
    key = file.open(passphrase)
    with _changed:
        already = opened.by_name(place.name)
        if already is not None:
            return already
        hold = ExitStack()
        hold.enter_context(held(place))
        try:
            vault = making.open_with(place, file, key)
            making.migrate(vault)
            making.settle(vault)
        except BaseException:
            hold.close()
            raise
        _holds[place.name] = hold
    sweep(vault, path or place.key_file)
    return vault


def close_door(name: str) -> None:
    """Close a vault, once nobody is in it; in this process it cannot be read any more."""
    with _emptied(name, but=0):
        vault = opened.by_name(name)
        if vault is not None:
            opened.forget(vault)
        if name in _holds:
            _holds.pop(name).close()


@contextmanager
def entered(name: str) -> Iterator[Vault | None]:
    """The vault of this name for a block that works in it; None where it is not open."""
    with _changed:
        vault = None if name in _closing else opened.by_name(name)
        if vault is not None:
            _inside[name] += 1
    if vault is None:
        yield None
        return
    try:
        opened.refresh(vault)
        with opened.working_in(vault):
            yield vault
    finally:
        with _changed:
            _inside[name] -= 1
            _changed.notify_all()


@contextmanager
def alone(vault: Vault) -> Iterator[None]:
    """For whoever is in a vault: nobody else is, in any process, for the block.

    Raises VaultUnusable where others do not leave, or another process has it open.
    """
    place = vault.place
    with _emptied(place.name, but=1):
        if place.name in _holds:
            _holds.pop(place.name).close()
        try:
            with held(place, alone=True):
                yield
        finally:
            hold = ExitStack()
            hold.enter_context(held(place))
            _holds[place.name] = hold


@contextmanager
def _emptied(name: str, *, but: int) -> Iterator[None]:
    with _changed:
        if name in _closing:
            raise VaultUnusable("somebody else has this vault alone", "try again in a minute")
        _closing.add(name)
    try:
        with _changed:
            if not _changed.wait_for(lambda: _inside[name] <= but, _PATIENCE):
                raise VaultUnusable("others are at work in this vault", "try again in a minute")
        yield
    finally:
        with _changed:
            _closing.discard(name)
