"""DOCX, by python-docx: paragraphs and tables in their order, headers of the first page first."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from liaison.extract.head import title_or_words
from liaison.extract.plain import joined, one_line
from liaison.extract.sniff import OLE
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

LARGEST_UNPACKED = 200_000_000  # bytes that all parts together may unpack to
LARGEST_PART = 60_000_000  # bytes of XML that one part may hold
LARGEST_RATIO = 200  # unpacked to packed, for parts above _SMALL: text packs 10 to 50 times
_SMALL = 1_000_000
_MOST_PARTS = 10_000
_TITLE_STYLES = ("title", "titre", "titel", "título", "heading 1", "название")
_DAMAGED = (
    PackageNotFoundError, KeyError, ValueError, IndexError, AttributeError, TypeError, OSError,
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError,
    etree.LxmlError,
)  # fmt: skip


def read(data: bytes, address: str) -> Reading:
    """The text of a DOCX. Raises Unreadable: password, damaged, bomb, empty."""
    if data.startswith(OLE):
        raise Unreadable(
            "the document is locked by a password", "ask its publisher for an open copy"
        )
    try:
        _refuse_bomb(data)
        document = docx.Document(io.BytesIO(data))
        text = joined(_blocks(document))
        title = _title(document)
    except _DAMAGED as error:
        raise Unreadable(
            f"the DOCX file is damaged ({type(error).__name__})",
            "fetch it again or ask its publisher",
        ) from error
    if not text:
        raise Unreadable(
            "the document has no text", "look at the original: it may hold pictures only"
        )
    return Reading(format=Format.DOCX, title=title_or_words(title, text, address), text=text)


def _refuse_bomb(data: bytes) -> None:
    """Look at the sizes that the archive declares; zipfile itself stops at these when unpacking."""
    parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    bombs = (
        part
        for part in parts
        if part.file_size > _SMALL
        and (
            part.file_size > LARGEST_RATIO * max(part.compress_size, 1)
            or (part.filename.endswith((".xml", ".rels")) and part.file_size > LARGEST_PART)
        )
    )
    total = sum(part.file_size for part in parts)
    if len(parts) > _MOST_PARTS or total > LARGEST_UNPACKED or any(bombs):
        raise Unreadable(
            f"the DOCX file unpacks to {total // 1_000_000} MB (a zip bomb, or pictures beyond reason)",
            "open it by hand, with care, where it matters",
        )


def _blocks(document: Document) -> Iterator[str]:
    seen: set[str] = set()
    section = document.sections[0] if len(document.sections) else None
    if section is not None:
        for header in (section.first_page_header, section.header):
            for text in _words(header._element):  # noqa: SLF001  python-docx offers no order of its own
                if text not in seen:
                    seen.add(text)
                    yield text
    yield from _words(document.element.body)


def _words(root: etree._Element) -> Iterator[str]:
    """Paragraphs and table rows below an element, in order, without recursion.

    Text in boxes is kept; what tracked changes deleted is not, nor the older copy
    (`mc:Fallback`) of what is there twice.
    """
    paragraph, row, text, tab = qn("w:p"), qn("w:tr"), qn("w:t"), qn("w:tab")
    breaks, cell, fallback = {qn("w:br"), qn("w:cr")}, qn("w:tc"), _FALLBACK
    pieces: list[str] = []
    rows = skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if tag == fallback:
            skipped += 1 if event == "start" else -1
        elif skipped:
            continue
        elif tag == row:
            rows += 1 if event == "start" else -1
            if not rows or event == "start":
                yield "".join(pieces).strip()
                pieces.clear()
        elif event == "start":
            if tag == text:
                pieces.append(element.text or "")
            elif tag == tab and element.getparent().tag == qn("w:r"):
                pieces.append(" ")
            elif tag in breaks:
                pieces.append("\n" if not rows else " ")
            elif tag == paragraph and not rows:
                yield "".join(pieces).strip()
                pieces.clear()
        elif tag == paragraph:
            pieces.append(" " if rows else "")
            if not rows:
                yield "".join(pieces).strip()
                pieces.clear()
        elif tag == cell:
            pieces.append("\t")
    yield "".join(pieces).strip()


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _title(document: Document) -> str:
    """The first paragraph in a title's style, else the title in the properties if it is one."""
    for paragraph in document.paragraphs[:40]:
        style = paragraph.style.name if paragraph.style is not None else None
        if (style or "").lower() in _TITLE_STYLES and paragraph.text.strip():
            return one_line(paragraph.text)
    return one_line(document.core_properties.title or "")
