"""What a file is by its own bytes, whatever it is called, and whether such a file is taken.

Taken is what can be read without running anything: text, pictures, documents, sound and film.
Programs, archives, web pages and whatever holds scripts are refused.
"""

import io
import lzma
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people.naming import tidy_name
from liaison.workspace.vault.attachments import LARGEST

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
JPEG = "image/jpeg"
PNG = "image/png"
TEXT = "text/plain"
MP3 = "audio/mpeg"
M4A = "audio/mp4"
MP4 = "video/mp4"

ENDINGS: Mapping[str, tuple[str, ...]] = {
    PDF: (".pdf",),
    DOCX: (".docx",),
    ODT: (".odt",),
    JPEG: (".jpg", ".jpeg"),
    PNG: (".png",),
    TEXT: (".txt",),
    MP3: (".mp3",),
    M4A: (".m4a",),
    MP4: (".mp4",),
}
"""What is taken, and how the names of such files end."""

DAMAGED_ZIP = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError),
)
"""What Python's reader of ZIPs may raise for one that is damaged, locked or made to harm."""

LARGEST_UNPACKED = 200_000_000
"""Bytes of all that a document unpacks to."""

_MOST_PARTS = 5_000
_LONGEST_NAME = 120
_PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"\x00asm",
    b"L\x00\x00\x00\x01\x14\x02\x00",  # a Windows shortcut
)
_ARCHIVES = (
    b"PK",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"MSCF",
    b"\x28\xb5/\xfd",
)
_MARKS = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "<%", "<body", "<iframe")
_FILM = (
    b"isom",
    b"iso2",
    b"iso4",
    b"iso5",
    b"iso6",
    b"mp41",
    b"mp42",
    b"avc1",
    b"M4V ",
    b"MSNV",
    b"dash",
    b"3gp",
)
_SOUND = (b"M4A ", b"M4B ")
_HEADS: Mapping[str, tuple[bytes, ...]] = {
    PDF: (b"%PDF-",),
    PNG: (b"\x89PNG\r\n\x1a\n",),
    JPEG: (b"\xff\xd8\xff",),
    MP3: (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"),
}


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is, and the name it is kept under: its ending says what it is."""

    name: str
    media_type: str


def recognised(name: str, content: bytes) -> Recognised:
    """Say what a file is. Raises MistakenInput, naming no file, for what is not taken."""
    if not content:
        raise MistakenInput(_("The file is empty."), _("Choose another one."))
    if len(content) > LARGEST:
        raise MistakenInput(
            _("The file is larger than %(most)s MB.") % {"most": LARGEST // 1_000_000},
            _("Send a smaller one, or parts of it."),
        )
    media_type = _media_type(content)
    return Recognised(tidy_file_name(name, media_type), media_type)


def tidy_file_name(name: str, media_type: str) -> str:
    """A name without folders, not too long, that ends as what it is. Raises MistakenInput."""
    bare = tidy_name(PurePosixPath(name.replace("\\", "/")).name)
    stem = "".join(sign for sign in bare if sign not in '<>:"/\\|?*').strip(". ")
    endings = ENDINGS[media_type]
    ending = next((one for one in endings if stem.lower().endswith(one)), "")
    if ending:
        stem = stem[: -len(ending)].rstrip(". ")
    return f"{(stem or 'file')[:_LONGEST_NAME]}{ending.lower() or endings[0]}"


def _media_type(content: bytes) -> str:
    if content.startswith(_PROGRAMS):
        raise _refused(_("Programs and scripts are not taken."))
    if content.startswith(b"PK\x03\x04"):
        return _document(content)
    if content.startswith(_ARCHIVES) or content[257:262] == b"ustar":
        raise _refused(_("Archives are not taken: what is in them cannot be seen."))
    if content[4:8] == b"ftyp":
        return _film(content)
    found = [media_type for media_type, heads in _HEADS.items() if content.startswith(heads)]
    return found[0] if found else _text(content)


def _document(content: bytes) -> str:
    """The kind of document that a ZIP is, after it was unpacked once as far as it may go."""
    archive = _refused(_("Archives are not taken: what is in them cannot be seen."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            names = set(zipped.namelist())
            kind = _kind_of_document(zipped, names)
            if kind is None:
                raise archive
            if any(_runs(name) for name in names):
                raise _refused(_("Documents with macros or files in them are not taken."))
            require_small(zipped)
    except DAMAGED_ZIP as error:
        raise _refused(_("The document is damaged, or locked by a password.")) from error
    return kind


def require_small(zipped: zipfile.ZipFile) -> None:
    """Raise MistakenInput for a document that unpacks to more than it may, by word or in truth."""
    bomb = _refused(_("The document unpacks to far more than it seems."))
    parts = zipped.infolist()
    told = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or told > LARGEST_UNPACKED:
        raise bomb
    left = LARGEST_UNPACKED
    for part in parts:
        with zipped.open(part) as source:
            while block := source.read(1 << 20):
                left -= len(block)
                if left < 0:
                    raise bomb


def _kind_of_document(zipped: zipfile.ZipFile, names: set[str]) -> str | None:
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DOCX
    if {"mimetype", "content.xml"} <= names and zipped.getinfo("mimetype").file_size < 200:  # noqa: PLR2004 (bytes of a media type)
        return ODT if zipped.read("mimetype").strip() == ODT.encode() else None
    return None


def _runs(name: str) -> bool:
    """Whether a part of a document is a macro, or a file of its own."""
    lowered = name.lower()
    return (
        "vbaproject" in lowered
        or "/activex/" in lowered
        or lowered.startswith(("basic/", "scripts/", "word/embeddings/", "object"))
        or lowered.endswith((".exe", ".dll", ".js", ".vbs", ".bin"))
    )


def _film(content: bytes) -> str:
    brand = content[8:12]
    if brand in _SOUND:
        return M4A
    if brand.startswith(_FILM):
        return MP4
    raise _refused(_("This kind of film or picture is not taken."))


def _text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused(_unknown(content)) from error
    if any(ord(sign) < ord(" ") and sign not in "\t\n\r\f" for sign in text):
        raise _refused(_unknown(content))
    lowered = text[:4_096].lower()
    if any(mark in lowered for mark in _MARKS):
        raise _refused(_("Web pages, SVG pictures and scripts are not taken."))
    return TEXT


def _unknown(content: bytes) -> str:
    try:
        seems = puremagic.from_string(content[:65_536]).lstrip(".")
    except (puremagic.PureError, ValueError):
        seems = ""
    if seems:
        return _("This kind of file is not taken (%(kind)s).") % {"kind": seems[:12]}
    return _("It cannot be told what kind of file this is.")


def _refused(what: str) -> MistakenInput:
    return MistakenInput(
        what,
        _("Taken are PDF, DOCX, ODT, JPEG, PNG, plain text, MP3, M4A and MP4."),
    )
