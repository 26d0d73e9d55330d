"""Where a vault and its keys lie: two roots, for a stolen one is worth little without the other.

LIAISON_VAULTS/NAME/vault-G.db      the database, encrypted; G: the generation of its key
LIAISON_VAULTS/NAME/attachments/    sealed files
LIAISON_VAULT_KEYS/NAME/key.json    the vault's key, sealed; says which generation counts
LIAISON_VAULT_KEYS/NAME/persons-G.db  the keys of persons, encrypted
"""

import re
from dataclasses import dataclass
from pathlib import Path

from liaison.kernel.errors import MistakenInput

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Place:
    """The files of one vault."""

    name: str
    vaults: Path
    keys: Path

    def __post_init__(self) -> None:
        """Refuse a name that is no folder of its own."""
        if NAME.fullmatch(self.name) is None:
            raise MistakenInput(
                f"{self.name!r:.60} is no name of a vault",
                "take small letters, digits and hyphens, 40 at most: it stands in addresses",
            )
        vaults, keys = self.vaults.resolve(), self.keys.resolve()
        if keys.is_relative_to(vaults) or vaults.is_relative_to(keys):
            raise MistakenInput(
                f"the keys would lie with the vaults, in {self.keys}",
                "set LIAISON_VAULT_KEYS to a folder apart from LIAISON_VAULTS",
            )

    @property
    def folder(self) -> Path:
        """Of the encrypted database and attachments."""
        return self.vaults / self.name

    @property
    def key_folder(self) -> Path:
        """Of the keys."""
        return self.keys / self.name

    @property
    def key_file(self) -> Path:
        """The vault's key, sealed."""
        return self.key_folder / "key.json"

    @property
    def attachments(self) -> Path:
        """Sealed files, named by chance."""
        return self.folder / "attachments"

    def database(self, generation: int) -> Path:
        """The database that the key of this generation opens."""
        return self.folder / f"vault-{generation}.db"

    def persons(self, generation: int) -> Path:
        """The keys of persons that the key of this generation opens."""
        return self.key_folder / f"persons-{generation}.db"
