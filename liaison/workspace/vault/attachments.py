"""Sealed files in the folder of a vault, each under a name by chance.

A file is on the disk, whole, before the row that names it is committed: killed in between, it is
an orphan, and a row never names what is not there. Each is sealed for its own name, so that two
of them cannot be exchanged.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from liaison.kernel.errors import MistakenInput
from liaison.workspace.vault.errors import VaultUnusable, WrongKey
from liaison.workspace.vault.keys import Key
from liaison.workspace.vault.places import Place

LARGEST = 25_000_000
"""Bytes of one file, before it is sealed."""

_NAME = re.compile(r"[0-9a-f]{32}")
_PART = re.compile(r"\.[0-9a-f]{32}\.part")
_LISTS: list[Callable[[], Iterable["Stored"]]] = []


@dataclass(frozen=True, slots=True)
class Stored:
    """A sealed file as a row knows it: its name in the folder, the SHA-256 of what lies there."""

    name: str
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one file."""

    name: str
    what: str


def write(place: Place, content: bytes, key: Key, context: str) -> Stored:
    """Seal and keep it. Raises MistakenInput for what is too large, VaultUnusable for a full disk.

    `context` says what it belongs to; reading it asks for the same.
    """
    if len(content) > LARGEST:
        raise MistakenInput(
            f"the file is larger than {LARGEST // 1_000_000} MB", "send a smaller one, or parts"
        )
    name = secrets.token_hex(16)
    sealed = key.seal(content, _bound(context, name))
    part = place.attachments / f".{name}.part"
    try:
        _to_disk(part, sealed)
        part.rename(place.attachments / name)
        _sync_folder(place)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise VaultUnusable(
            f"the file cannot be kept in {place.attachments} ({error.strerror})",
            "see that there is room; nothing was changed",
        ) from error
    return Stored(name, hashlib.sha256(sealed).digest())


def read(place: Place, name: str, key: Key, context: str) -> bytes:
    """What was sealed. Raises VaultUnusable where it is missing, damaged, or another's."""
    try:
        sealed = _path(place, name).read_bytes()
    except OSError as error:
        raise VaultUnusable(
            f"a sealed file of the vault {place.name} is not there",
            "restore it from a backup: `liaison-vault verify` says which",
        ) from error
    try:
        return key.unseal(sealed, _bound(context, name))
    except WrongKey as error:
        raise VaultUnusable(
            f"a sealed file of the vault {place.name} is damaged",
            "restore it from a backup: `liaison-vault verify` says which",
        ) from error


def delete(place: Place, names: Iterable[str]) -> None:
    """Remove these files, if they are there."""
    for name in names:
        _path(place, name).unlink(missing_ok=True)
    _sync_folder(place)


def named_by(listing: Callable[[], Iterable[Stored]]) -> None:
    """Say whose rows name files: a part's `ready` does. They are asked for the vault at hand."""
    _LISTS.append(listing)


def named() -> Iterator[Stored]:
    """Every file that a row of the vault at hand names."""
    for listing in _LISTS:
        yield from listing()


def flaws(place: Place, known: Iterable[Stored]) -> Iterator[Flaw]:
    """Files that rows name and that are missing, or are not what was written."""
    for stored in known:
        try:
            with _path(place, stored.name).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").digest()
        except OSError:
            yield Flaw(stored.name, "it is missing")
            continue
        if found != stored.sha256:
            yield Flaw(stored.name, "it is not what was written")


def orphans(place: Place, known: Iterable[Stored]) -> list[str]:
    """Files that no row names: of a process that was killed, or of an erasure not finished."""
    wanted = {stored.name for stored in known}
    found = (path.name for path in place.attachments.iterdir())
    return sorted(
        name
        for name in found
        if _PART.fullmatch(name) or (_NAME.fullmatch(name) and name not in wanted)
    )


def sweep(place: Place, names: Iterable[str]) -> None:
    """Delete orphans. Nobody else may be writing: what they wrote has no row yet."""
    for name in names:
        if _PART.fullmatch(name) or _NAME.fullmatch(name):
            (place.attachments / name).unlink(missing_ok=True)


def _bound(context: str, name: str) -> str:
    return f"attachment {name}: {context}"


def _path(place: Place, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise VaultUnusable("a row names a file as none is named", "restore a backup")
    return place.attachments / name


def _to_disk(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(place: Place) -> None:
    """Let the names in it outlive a loss of power."""
    handle = os.open(place.attachments, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
