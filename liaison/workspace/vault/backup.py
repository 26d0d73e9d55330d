"""A vault in one file, taken while people work in it, and put back after every check.

A tar of what is encrypted already: `manifest.json` (format, vault, generation, moment, each file
with its size and SHA-256), the database as of one moment, every sealed attachment. No key is in it,
and no key of a person: those have a backup of their own, which is kept 30 days at most, or an
erasure would not be one.
"""

import hashlib
import io
import json
import os
import tarfile
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlcipher3 import dbapi2

from liaison.kernel.clock import Clock, utc_now
from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault.backend.base import unlock
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from liaison.workspace.vault.rekeying import flaws_of

FORMAT = "liaison-vault-backup-1"
_DATABASE = "vault.db"
_BLOCK = 1 << 20


def backup(vault: Vault, file: Path, now: Clock = utc_now) -> int:
    """Write the vault to `file`, whole or not at all; give back its size in bytes.

    Whoever writes meanwhile goes on writing; what is written after the beginning is not in it.
    Raises VaultUnusable where there is no folder or no room for it; nothing is left then.
    """
    part = file.with_name(f".{file.name}.part")
    try:
        _write(vault, part, now)
        part.replace(file)
    except (dbapi2.Error, OSError) as error:
        part.unlink(missing_ok=True)
        raise VaultUnusable(
            f"no backup can be written to {file} ({error})",
            "see that its folder is there and can be written to, with room for twice the vault",
        ) from error
    return file.stat().st_size


def _write(vault: Vault, part: Path, now: Clock) -> None:
    with TemporaryDirectory(dir=part.parent, prefix=".liaison-backup-") as folder:
        copied = Path(folder) / _DATABASE
        _copy_as_of_now(vault, copied)
        files = {_DATABASE: copied, **_attachments(vault.place)}
        manifest = {
            "format": FORMAT,
            "vault": vault.place.name,
            "generation": vault.generation,
            "made_at": now().isoformat(timespec="seconds"),
            "files": {
                name: {"size": path.stat().st_size, "sha256": _sha256(path)}
                for name, path in files.items()
            },
        }
        with part.open("wb") as out:
            os.fchmod(out.fileno(), 0o600)
            with tarfile.open(fileobj=out, mode="w") as tar:
                _add(tar, "manifest.json", json.dumps(manifest, indent=1).encode())
                for name, path in files.items():
                    tar.add(path, arcname=name, recursive=False)
            out.flush()
            os.fsync(out.fileno())


def restore(file: Path, place: Place, generation: int, key: Key) -> None:
    """Put the vault in a backup into its place, where there is none, after every check.

    Raises MistakenInput where there is a vault already, VaultUnusable for a backup that is damaged,
    of another vault, or of another generation of the key, WrongKey where the key does not open it.
    """
    if place.folder.exists():
        raise MistakenInput(
            f"{place.folder} is there already", "move it away: a restore never writes over a vault"
        )
    place.vaults.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.vaults, prefix=".restoring-") as folder:
        whole = Path(folder) / place.name
        whole.mkdir(mode=0o700)
        manifest = _unpack(file, whole)
        _require_same(file, manifest, place, generation)
        database = whole / _DATABASE
        _require_whole(file, database, key)
        database.rename(whole / place.database(generation).name)
        (whole / place.attachments.name).mkdir(exist_ok=True, mode=0o700)
        whole.rename(place.folder)


def _require_whole(file: Path, database: Path, key: Key) -> None:
    try:
        damaged = flaws_of(database, key)
    except WrongKey as error:
        raise WrongKey(
            f"the database in {file} does not open with this key",
            "name the key file that was in use when the backup was made with --key-file",
        ) from error
    if damaged:
        raise VaultUnusable(f"the database in {file} is damaged", "take an earlier backup")


def _copy_as_of_now(vault: Vault, to: Path) -> None:
    """One step under one reader's view: nobody who writes makes it begin anew."""
    key, path = vault.key.derive("database"), vault.place.database(vault.generation)
    with (
        closing(dbapi2.connect(str(path), timeout=60)) as one,
        closing(dbapi2.connect(str(to))) as copied,
    ):
        unlock(one, key, str(path))
        unlock(copied, key, str(to))
        one.backup(copied)


def _attachments(place: Place) -> dict[str, Path]:
    return {
        f"{place.attachments.name}/{path.name}": path
        for path in sorted(place.attachments.glob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    tar.addfile(info, io.BytesIO(content))


def _unpack(file: Path, folder: Path) -> dict[str, Any]:
    """All that its manifest names, each compared with it; nothing else is written anywhere."""
    try:
        with tarfile.open(file, mode="r:") as tar:
            first = tar.extractfile(tar.next() or tarfile.TarInfo())
            manifest: dict[str, Any] = json.loads(first.read() if first is not None else b"")
            for name, told in manifest["files"].items():
                _extract(tar, name, told, folder)
    except FileNotFoundError as error:
        raise MistakenInput(f"there is no file {file}", "name the backup") from error
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError, OSError) as error:
        raise VaultUnusable(
            f"{file} is no whole backup of a vault", "take another one; nothing was changed"
        ) from error
    return manifest


def _extract(tar: tarfile.TarFile, name: str, told: dict[str, Any], folder: Path) -> None:
    parts = Path(name).parts
    if name != _DATABASE and (len(parts) != 2 or parts[0] != "attachments" or parts[1] == ".."):  # noqa: PLR2004 (folder and file)
        raise ValueError(name)
    source = tar.extractfile(name)
    if source is None:
        raise ValueError(name)
    path = folder / name
    path.parent.mkdir(exist_ok=True, mode=0o700)
    with path.open("wb") as out:
        for block in iter(lambda: source.read(_BLOCK), b""):
            out.write(block)
    if path.stat().st_size != told["size"] or _sha256(path) != told["sha256"]:
        raise ValueError(name)


def _require_same(file: Path, manifest: dict[str, Any], place: Place, generation: int) -> None:
    said = (manifest.get("format"), manifest.get("vault"), manifest.get("generation"))
    if said != (FORMAT, place.name, generation):
        raise VaultUnusable(
            f"{file} is of {said[1]!r:.60}, generation {said[2]!r:.20} of its key, in the format "
            f"{said[0]!r:.40}; the key file here is of {place.name!r}, generation {generation}",
            "name the key file that was in use when the backup was made with --key-file",
        )


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
