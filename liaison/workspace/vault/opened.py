"""The vaults that this process has open, and the one that the present work is about.

Each is a database of Django's under a name of its own. Whoever works in a vault says so for as
long as it takes; without that, no table of any vault can be reached.
"""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import connections

from liaison.workspace.vault.errors import NoVault
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.places import Place

_ALIAS = "vault:"
_INIT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;"
    "PRAGMA journal_size_limit=67108864"
)
_open: dict[str, "Vault"] = {}
_remembered: dict[str, dict[str, Key]] = {}
_current: ContextVar["Vault | None"] = ContextVar("vault", default=None)


@dataclass(frozen=True, slots=True)
class Vault:
    """An open vault: where it lies, its key, and which generation of files the key opens."""

    place: Place
    key: Key
    generation: int

    @property
    def alias(self) -> str:
        """What Django calls its database."""
        return f"{_ALIAS}{self.place.name}"


def register(vault: Vault) -> None:
    """Let Django know its database. It is opened by whoever asks for something first."""
    if vault.alias in connections.settings:
        connections[vault.alias].close()
        del connections[vault.alias]
    # Another thread may be going through them: they are replaced, never changed.
    connections.settings = {**connections.settings, vault.alias: _settings(vault)}
    _open[vault.place.name] = vault
    _remembered.pop(vault.alias, None)


def by_name(name: str) -> Vault | None:
    """The vault of this name, if this process has it open."""
    return _open.get(name)


def refresh(vault: Vault) -> None:
    """Close this thread's connection where it is to files from before another key was given."""
    there = connections[vault.alias]
    if there.settings_dict["NAME"] != str(vault.place.database(vault.generation)):
        there.close()
        del connections[vault.alias]


def everyone() -> list[Vault]:
    """All that this process has open."""
    return list(_open.values())


def forget(vault: Vault) -> None:
    """Close it; in this process nobody reaches it any more."""
    if vault.alias in connections.settings:
        connections[vault.alias].close()
        del connections[vault.alias]
        rest = {alias: told for alias, told in connections.settings.items() if alias != vault.alias}
        connections.settings = rest
        _open.pop(vault.place.name, None)
    _remembered.pop(vault.alias, None)


def remembered(vault: Vault) -> dict[str, Key]:
    """Keys that were read out of its store, until it is closed: for `lasting`."""
    return _remembered.setdefault(vault.alias, {})


@contextlib.contextmanager
def working_in(vault: Vault) -> Iterator[Vault]:
    """What happens meanwhile in this thread concerns this vault and no other."""
    before = _current.set(vault)
    try:
        yield vault
    finally:
        _current.reset(before)


def current() -> Vault:
    """The vault that the present work is about. Raises NoVault."""
    vault = _current.get()
    if vault is None:
        raise NoVault("no vault is chosen here", "this is a mistake in Liaison: please report it")
    return vault


def here() -> Vault | None:
    """The same, or None outside of all vaults."""
    return _current.get()


class Router:
    """Every table is that of the current vault; there is no other place, and no relation out."""

    def db_for_read(self, model: type[Any], **hints: object) -> str:
        """The current vault. Raises NoVault."""
        del model, hints
        return current().alias

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **hints: object) -> bool:  # noqa: ANN401 (rows of any table)
        """Within one vault alone."""
        del hints
        same: bool = one._state.db == other._state.db  # noqa: SLF001 (Django's own word for it)
        return same

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Every app, in vaults alone."""
        del app_label, hints
        return db.startswith(_ALIAS)


def _settings(vault: Vault) -> dict[str, Any]:
    return {
        "ENGINE": "liaison.workspace.vault.backend",
        "NAME": str(vault.place.database(vault.generation)),
        "OPTIONS": {
            "key": vault.key.derive("database"),
            "transaction_mode": "IMMEDIATE",
            "timeout": 60,
            "init_command": _INIT,
        },
        "ATOMIC_REQUESTS": False,
        "AUTOCOMMIT": True,
        "CONN_MAX_AGE": None,  # opening a vault anew takes longer than a page
        "CONN_HEALTH_CHECKS": False,
        "TIME_ZONE": None,
        "HOST": "",
        "PORT": "",
        "USER": "",
        "PASSWORD": "",
        "TEST": {"CHARSET": None, "COLLATION": None, "MIGRATE": True, "MIRROR": None, "NAME": None},
    }
