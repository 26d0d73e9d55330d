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
from liaison.workspace.vault.holding import alone_at
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.opened import Vault
from liaison.workspace.vault.places import Place
from liaison.workspace.vault.rekeying import flaws_of

FORMAT = "liaison-vault-backup-1"
_DATABASE = "vault.db"
_BLOCK = 1 << 20
_TRIES = 5  # while members delete files or erase people
_NO_BACKUP = (
    *(tarfile.TarError, OSError, EOFError, RecursionError),
    *(ValueError, KeyError, TypeError, AttributeError),
)


def backup(vault: Vault, file: Path, now: Clock = utc_now) -> int:
    """Write the vault to `file`, whole or not at all; give back its size in bytes.

    Whoever writes meanwhile goes on writing; what is written after the beginning is not in it.
    Raises VaultUnusable where there is no folder or no room for it; nothing is left then.
    """
    if file.exists():
        raise MistakenInput(f"{file} is there already", "name another: nothing is written over")
    try:
        with TemporaryDirectory(dir=file.parent, prefix=".liaison-backup-") as folder:
            whole = Path(folder) / file.name
            _write(vault, Path(folder) / f".{_DATABASE}", whole, now)
            whole.rename(file)
            _on_disk(file.parent)
    except (dbapi2.Error, OSError) as error:
        raise VaultUnusable(
            f"no backup can be written to {file} ({error})",
            "see that its folder is there and can be written to, with room for twice the vault",
        ) from error
    return file.stat().st_size


def _write(vault: Vault, copied: Path, whole: Path, now: Clock) -> None:
    """All of it as of one moment; anew where a sealed file was deleted while it was being read."""
    for left in reversed(range(_TRIES)):
        try:
            _write_once(vault, copied, whole, now)
        except FileNotFoundError:
            if not left:
                raise
            for path in (copied, whole):
                path.unlink(missing_ok=True)
        else:
            return


def _write_once(vault: Vault, copied: Path, whole: Path, now: Clock) -> None:
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
    with whole.open("xb") as out:
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
    try:
        with alone_at(place):
            _restore(file, place, generation, key)
    except OSError as error:
        raise VaultUnusable(
            f"the vault {place.name} cannot be written to {place.folder} ({error})",
            "see that there is room and that it can be written to; the backup is as it was",
        ) from error


def _restore(file: Path, place: Place, generation: int, key: Key) -> None:
    if place.folder.exists() or place.folder.is_symlink():
        raise MistakenInput(
            f"{place.folder} is there already", "move it away: a restore never writes over a vault"
        )
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
        _on_disk(place.vaults)


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
            told = {name: (_member(tar, name), said) for name, said in manifest["files"].items()}
            _ = told[_DATABASE]
    except FileNotFoundError as error:
        raise MistakenInput(f"there is no file {file}", "name the backup") from error
    except _NO_BACKUP as error:
        raise _not_whole(file) from error
    with tarfile.open(file, mode="r:") as tar:
        for name, (member, said) in told.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True, mode=0o700)
            _extract(file, tar, member, path)
            if said != {"size": path.stat().st_size, "sha256": _sha256(path)}:
                raise _not_whole(file)
    return manifest


def _member(tar: tarfile.TarFile, name: str) -> tarfile.TarInfo:
    """A file that a backup may have, by its name. Raises ValueError, KeyError for others."""
    folder, _slash, last = name.rpartition("/")
    member = tar.getmember(name)
    if not (name == _DATABASE or (folder == "attachments" and last not in ("", ".", ".."))):
        raise ValueError(name)
    if not member.isfile():
        raise ValueError(name)
    return member


def _extract(file: Path, tar: tarfile.TarFile, member: tarfile.TarInfo, path: Path) -> None:
    """Write one file. What the disk refuses (OSError) is no fault of the backup."""
    source = tar.extractfile(member)
    with path.open("wb") as out:
        try:
            while source is not None and (block := source.read(_BLOCK)):
                out.write(block)
        except tarfile.TarError as error:
            raise _not_whole(file) from error
        out.flush()
        os.fsync(out.fileno())


def _not_whole(file: Path) -> VaultUnusable:
    return VaultUnusable(
        f"{file} is no whole backup of a vault", "take another one; nothing was changed"
    )


def _on_disk(folder: Path) -> None:
    """Let the names in a folder outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


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
