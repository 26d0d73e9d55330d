"""What stands for the vault at hand where a library names no database (`transaction.atomic()`)."""

from collections import deque
from typing import Any

from django.db import connections

from liaison.workspace.vault import opened
from liaison.workspace.vault.backend import base

_OF_THE_KIND = frozenset({"ops", "features", "vendor", "data_types", "operators"})


class DatabaseWrapper:
    """Hands everything on to the connection of the vault at hand. Raises NoVault where none is.

    What is the same for all vaults (how long a name may be, say) is told without one: tables are
    declared before any vault is open.
    """

    def __init__(self, settings_dict: dict[str, Any], alias: str) -> None:
        never_connected = base.DatabaseWrapper(settings_dict, alias)
        self.__dict__.update(
            settings_dict=settings_dict,
            alias=alias,
            queries_log=deque(),
            never_connected=never_connected,
        )

    def close(self) -> None:
        """Nothing: the vault's own connection is closed by itself."""

    def close_if_unusable_or_obsolete(self) -> None:
        """Nothing, likewise."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (whatever a connection has)
        if opened.here() is None and name in _OF_THE_KIND:
            return getattr(self.__dict__["never_connected"], name)
        return getattr(connections[opened.current().alias], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(connections[opened.current().alias], name, value)
