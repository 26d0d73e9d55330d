"""An envelope as bytes: a ZIP of what is sent, signed, then sealed to one recipient. Pure.

docs/reference/envelopes.md is the protocol, tests/workspace/envelopes/vectors an example of it.
Nothing is unpacked that was not measured before, and no byte is in the archive that nobody signed
but zeros.
"""

import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from liaison.workspace.envelopes import manifest as manifests
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.manifest import Listed, Manifest
from liaison.workspace.peers import statement
from liaison.workspace.peers.card import LONGEST_NAME
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.policy.terms import Facet
from liaison.workspace.vault.errors import WrongKey
from liaison.workspace.vault.pairs import Identity, Signer, open_with, seal_to, signed_by

LARGEST = 32_505_856  # bytes of an archive
LARGEST_SEALED = LARGEST + 65_536
LARGEST_JSON = 1_048_576  # bytes of a facet or a body
SMALLEST = 4_096  # bytes of an archive: padded up to it
_MOST_MEMBERS = 64
_LONGEST_MANIFEST = manifests.LARGEST
_SIGNED = b"liaison-envelope-1\n"
_MANIFEST, _SIGNATURE, _BODY, _PADDING = "manifest.json", "signature", "body.json", "padding"
_SIGNATURE_SIZE = 64
_JSON = "application/json"
_ATTACHMENT = re.compile(r"attachments/[1-9]\d?-[\w-][\w.-]{0,79}")
_LOCAL, _CENTRAL, _END = 30, 46, 22  # bytes of the records of a ZIP beside names


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes along."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in an envelope beside what it says of itself. `body`: of its kind."""

    body: Mapping[str, Any]
    facets: Mapping[Facet, Mapping[str, Any]]
    attachments: tuple[Attachment, ...] = ()


EMPTY = Contents({}, {})


def pack(manifest: Manifest, contents: Contents, signer: Signer) -> bytes:
    """The archive: signed, padded, not sealed. `manifest.files` is made here.

    Raises NotTaken where it is larger than what anybody takes.
    """
    members = list(_members(contents))
    files = tuple(
        Listed(path, len(content), hashlib.sha256(content).digest(), media_type, name)
        for path, content, media_type, name in members
    )
    said = manifests.written(replace(manifest, files=files))
    whole = [
        (_MANIFEST, said),
        (_SIGNATURE, signer.sign(_SIGNED + said)),
        *((path, content) for path, content, _type, _name in members),
    ]
    size = _size([*((path, len(content)) for path, content in whole), (_PADDING, 0)])
    wanted = padme(max(size, SMALLEST))
    if wanted > LARGEST or len(whole) >= _MOST_MEMBERS:
        raise NotTaken(Code.TOO_LARGE)
    return _zipped([*whole, (_PADDING, bytes(wanted - size))])


def seal(archive: bytes, recipient: str) -> bytes:
    """The archive, sealed to a recipient: what travels."""
    return seal_to(recipient, archive)


def unseal(sealed: bytes, identities: Iterable[Identity]) -> bytes:
    """The archive. Raises NotTaken."""
    if len(sealed) > LARGEST_SEALED:
        raise NotTaken(Code.TOO_LARGE)
    try:
        return open_with(identities, sealed)
    except WrongKey as error:
        raise NotTaken(Code.NOT_FOR_US) from error


def unpack(archive: bytes) -> tuple[Manifest, Contents]:
    """What is in an archive, after every check that needs nobody else. Raises NotTaken.

    Who the sender is, whether it is for us, and when, are for the caller to judge.
    """
    found = _read_zip(archive)
    said, signature = found[0][1], found[1][1]
    manifest = manifests.read(said)
    if not signed_by(manifest.sender.key, signature, _SIGNED + said):
        raise NotTaken(Code.ALTERED)
    members, (_name, padding) = found[2:-1], found[-1]
    if padding.count(0) != len(padding):
        raise NotTaken(Code.ALTERED)
    told = [(path, len(content), hashlib.sha256(content).digest()) for path, content in members]
    if told != [(one.path, one.size, one.sha256) for one in manifest.files]:
        raise NotTaken(Code.ALTERED)
    return manifest, _contents(manifest.files, dict(members))


def as_read(contents: Contents) -> Contents:
    """The same as a recipient reads it: written as members of an archive, and read again."""
    members = list(_members(contents))
    listed = tuple(
        Listed(path, len(content), b"", media_type, name)
        for path, content, media_type, name in members
    )
    return _contents(listed, {path: content for path, content, _type, _name in members})


def padme(size: int) -> int:
    """The size that one of this size is padded to: at most 12 % more, and few sizes differ.

    Nikitin and others, "Reducing Metadata Leakage from Encrypted Files and Communication with
    PURBs" (PoPETs 2019), section 4.
    """
    exponent = size.bit_length() - 1
    kept = exponent.bit_length()
    mask = (1 << max(0, exponent - kept)) - 1
    return (size + mask) & ~mask


def _members(contents: Contents) -> Iterator[tuple[str, bytes, str, str]]:
    """Path, bytes, type and name of each, in the order of the archive."""
    if contents.body:
        yield _BODY, _json(contents.body), _JSON, ""
    for facet in sorted(contents.facets):
        yield f"facets/{facet}.json", _json(contents.facets[facet]), _JSON, ""
    for number, one in enumerate(contents.attachments, start=1):
        path = f"attachments/{number}-{_safe(one.name)}"
        yield path, one.content, one.media_type, _shown(one.name)


def _json(values: Mapping[str, Any]) -> bytes:
    content = json.dumps(values, ensure_ascii=False, indent=1).encode()
    if len(content) > LARGEST_JSON:
        raise NotTaken(Code.TOO_LARGE)
    return content


def _shown(name: str) -> str:
    """A name without signs that nobody sees, and not longer than is taken."""
    whole = unicodedata.normalize("NFC", name)
    seen = "".join(" " if unicodedata.category(one)[0] in "CZ" else one for one in whole)
    return " ".join(seen.split())[:LONGEST_NAME].strip() or "file"


def _safe(name: str) -> str:
    """A name that no system takes for a path, a command or a hidden file."""
    stem, dot, ending = unicodedata.normalize("NFC", name).rpartition(".")
    tidy = re.sub(r"[^\w-]+", "-", stem if dot else ending).strip("-")[:60] or "file"
    end = re.sub(r"\W+", "", ending)[:10] if dot else ""
    return f"{tidy}.{end}" if end else tidy


def _zipped(members: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)  # of 1980: when it was made stands in the manifest
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, content)
    return out.getvalue()


def _size(members: Iterable[tuple[str, int]]) -> int:
    """Of a ZIP of these names and sizes, when it holds nothing else."""
    return _END + sum(_LOCAL + _CENTRAL + 2 * len(name.encode()) + size for name, size in members)


def _read_zip(archive: bytes) -> list[tuple[str, bytes]]:
    """Its members: known ones alone, once, in order, not compressed, and no byte beside them."""
    if len(archive) > LARGEST:
        raise NotTaken(Code.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            infos = opened.infolist()
            _require_plain(infos, len(archive))
            return [(info.filename, opened.read(info)) for info in infos]
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        raise NotTaken(Code.UNREADABLE) from error


def _require_plain(infos: list[zipfile.ZipInfo], size: int) -> None:
    names = [info.filename for info in infos]
    place = 0
    for info in infos:
        if (
            info.compress_type != zipfile.ZIP_STORED
            or info.compress_size != info.file_size
            or info.flag_bits & ~0x800
            or info.header_offset != place
            or info.orig_filename != info.filename
        ):
            raise NotTaken(Code.UNREADABLE)
        place += _LOCAL + len(info.filename.encode()) + info.file_size
    if size != _size((info.filename, info.file_size) for info in infos):
        raise NotTaken(Code.UNREADABLE)  # something is hidden between, before or after
    if names[:2] != [_MANIFEST, _SIGNATURE] or names[-1] != _PADDING or len(names) > _MOST_MEMBERS:
        raise NotTaken(Code.UNREADABLE)
    if len(set(names)) != len(names) or not all(_known(name) for name in names[2:-1]):
        raise NotTaken(Code.UNREADABLE)
    if infos[0].file_size > _LONGEST_MANIFEST or infos[1].file_size != _SIGNATURE_SIZE:
        raise NotTaken(Code.UNREADABLE)


def _known(name: str) -> bool:
    return (
        name == _BODY
        or (name.startswith("facets/") and name.endswith(".json") and name.count("/") == 1)
        or _ATTACHMENT.fullmatch(name) is not None
    )


def _contents(files: Iterable[Listed], members: Mapping[str, bytes]) -> Contents:
    body: Mapping[str, Any] = {}
    facets: dict[Facet, Mapping[str, Any]] = {}
    attachments: list[Attachment] = []
    for listed in files:
        content = members[listed.path]
        if listed.path == _BODY:
            body = _object(content)
        elif listed.path.startswith("facets/"):
            facets[_facet(listed.path)] = _object(content)
        else:
            attachments.append(Attachment(listed.name, listed.media_type, content))
    return Contents(body, facets, tuple(attachments))


def _facet(path: str) -> Facet:
    try:
        return Facet(path.removeprefix("facets/").removesuffix(".json"))
    except ValueError as error:
        raise NotTaken(Code.NEWER_VERSION) from error


def _object(content: bytes) -> Mapping[str, Any]:
    try:
        found = statement.strict_json(content, LARGEST_JSON)
    except NoStatement as error:
        raise NotTaken(Code.UNREADABLE) from error
    if not isinstance(found, dict):
        raise NotTaken(Code.UNREADABLE)
    return found
