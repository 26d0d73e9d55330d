"""The same SQLite, from the same wheel, on a file in the clear."""

from typing import Any

from sqlcipher3 import dbapi2

from liaison.workspace.vault.backend import base
from liaison.workspace.vault.keys import Key


def _left_open(connection: dbapi2.Connection, key: Key, place: str) -> None:
    """In place of a key: none."""


class DatabaseWrapper(base.DatabaseWrapper):
    """As the vaults' own, but for the key."""

    display_name = "SQLite"

    def get_new_connection(self, conn_params: dict[str, Any]) -> dbapi2.Connection:
        """A connection to a file in the clear."""
        unlock = base.unlock
        base.unlock = _left_open
        try:
            return super().get_new_connection(conn_params)
        finally:
            base.unlock = unlock
