"""The key file of a vault: its key, sealed under a passphrase and once more under a recovery key.

JSON. The passphrase is stretched by Argon2id (RFC 9106, the second of its recommended settings);
both sealings name the vault, so that a file of another vault does not pass for this one.
"""

import base64
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw

from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import SIZE, Key
from liaison.workspace.vault.places import NAME

FORMAT = "liaison-vault-key-1"
SHORTEST = 12  # characters of a passphrase
_SALT = 16


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase takes."""

    passes: int = 3
    memory: int = 65_536  # KiB
    lanes: int = 4


USUAL = Cost()
# Of a file that somebody else could have written.
_MOST = Cost(passes=20, memory=2_097_152, lanes=64)
_LEAST_MEMORY = 8  # KiB a lane, by RFC 9106
_LARGEST = 65_536  # bytes of a key file
_GENERATIONS = 1_000_000


@dataclass(frozen=True, slots=True)
class KeyFile:
    """`generation` says which database files the key belongs to: see `places`."""

    vault: str
    generation: int
    salt: bytes
    cost: Cost
    by_passphrase: bytes
    by_recovery: bytes

    def open(self, passphrase: str) -> Key:
        """The key of the vault. Raises WrongKey."""
        try:
            found = _stretched(passphrase, self.salt, self.cost).unseal(
                self.by_passphrase, _context(self.vault, "passphrase")
            )
        except WrongKey as error:
            raise WrongKey(
                f"the passphrase does not open the vault {self.vault}",
                "try again, or `liaison-vault recover` with the printed recovery key",
            ) from error
        return Key(found)

    def recover(self, recovery: Key) -> Key:
        """The key of the vault. Raises WrongKey."""
        try:
            return Key(recovery.unseal(self.by_recovery, _context(self.vault, "recovery")))
        except WrongKey as error:
            raise WrongKey(
                f"this recovery key does not open the vault {self.vault}",
                "look for the one that was printed last for this vault",
            ) from error

    def with_passphrase(self, key: Key, passphrase: str) -> "KeyFile":
        """The same, opened by another passphrase."""
        require_long(passphrase)
        salt = secrets.token_bytes(_SALT)
        sealed = _stretched(passphrase, salt, self.cost).seal(
            key.secret, _context(self.vault, "passphrase")
        )
        return replace(self, salt=salt, by_passphrase=sealed)

    def with_recovery(self, key: Key, recovery: Key) -> "KeyFile":
        """The same, opened by another recovery key."""
        return replace(
            self, by_recovery=recovery.seal(key.secret, _context(self.vault, "recovery"))
        )


def make(
    vault: str,
    key: Key,
    passphrase: str,
    recovery: Key,
    *,
    generation: int = 1,
    cost: Cost = USUAL,
) -> KeyFile:
    """The file of a vault's key. Raises WrongKey for a passphrase that is too short."""
    empty = KeyFile(vault, generation, b"", cost, b"", b"")
    return empty.with_passphrase(key, passphrase).with_recovery(key, recovery)


def require_long(passphrase: str) -> None:
    """Raise WrongKey for what is guessed too soon."""
    if len(passphrase) < SHORTEST:
        raise WrongKey(
            f"the passphrase has {len(passphrase)} characters",
            f"take {SHORTEST} at least: five words that belong nowhere together are better",
        )


def write(file: KeyFile, path: Path) -> None:
    """Put it in place at once or not at all, readable by its owner alone."""
    told = {
        "format": FORMAT,
        "vault": file.vault,
        "generation": file.generation,
        "argon2id": {
            "salt": _text(file.salt),
            "passes": file.cost.passes,
            "memory_kib": file.cost.memory,
            "lanes": file.cost.lanes,
        },
        "by_passphrase": _text(file.by_passphrase),
        "by_recovery": _text(file.by_recovery),
    }
    part = path.with_name(f".{path.name}.part")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(told, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # the name as well
    finally:
        os.close(folder)


def read(path: Path) -> KeyFile:
    """What stands in a file. Raises VaultUnusable for one that is missing, damaged or too new."""
    try:
        if path.exists() and not (path.is_file() and path.stat().st_size <= _LARGEST):
            raise ValueError(path)  # noqa: TRY301 (as all that is wrong with it)
        told = json.loads(path.read_text(encoding="utf-8"))
        if told["format"] != FORMAT:
            raise VaultUnusable(
                f"{path} is a key file of another version ({told['format']!r:.40})",
                "open it with the version of Liaison that wrote it, or a later one",
            )
        return _read(told)
    except FileNotFoundError as error:
        raise VaultUnusable(
            f"there is no key file at {path}", "name it with --key-file, or bring it back"
        ) from error
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise VaultUnusable(
            f"{path} cannot be read as a key file", "bring it back from a backup of the keys"
        ) from error


def _read(told: dict[str, Any]) -> KeyFile:
    given = told["argon2id"]
    cost = Cost(int(given["passes"]), int(given["memory_kib"]), int(given["lanes"]))
    vault, generation, salt = str(told["vault"]), int(told["generation"]), _bytes(given["salt"])
    if not (
        0 < cost.passes <= _MOST.passes
        and 0 < cost.lanes <= _MOST.lanes
        and _LEAST_MEMORY * cost.lanes <= cost.memory <= _MOST.memory
        and NAME.fullmatch(vault)
        and 0 < generation <= _GENERATIONS
        and len(salt) == _SALT
    ):
        raise ValueError(cost)
    return KeyFile(
        vault=vault,
        generation=generation,
        salt=salt,
        cost=cost,
        by_passphrase=_bytes(told["by_passphrase"]),
        by_recovery=_bytes(told["by_recovery"]),
    )


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> Key:
    return Key(
        hash_secret_raw(
            _said(passphrase),
            salt,
            time_cost=cost.passes,
            memory_cost=cost.memory,
            parallelism=cost.lanes,
            hash_len=SIZE,
            type=Type.ID,
        )
    )


def _said(passphrase: str) -> bytes:
    """The same bytes however a keyboard puts accents together (RFC 8265, OpaqueString)."""
    try:
        return unicodedata.normalize("NFC", passphrase).encode()
    except UnicodeEncodeError as error:
        raise WrongKey("the passphrase is no whole text", "type it once more") from error


def _context(vault: str, way: str) -> str:
    return f"{FORMAT} {vault} {way}"


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
