"""DOCX, by python-docx: paragraphs and tables in their order, headers of the first page first."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from liaison.extract import titles
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
_PARAGRAPH, _ROW, _CELL, _RUN = qn("w:p"), qn("w:tr"), qn("w:tc"), qn("w:r")
_TEXT, _TAB, _BREAKS = qn("w:t"), qn("w:tab"), frozenset((qn("w:br"), qn("w:cr")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE_STYLES = ("title", "titre", "titel", "título", "heading 1", "название")
_LEADING = 40  # paragraphs among which a title is looked for
_PAGE_OF = re.compile(r"\W*\bpage \d+(?: of \d+)?\W*$", re.IGNORECASE)  # a field, not a text
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
        title = _title(document, text)
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
            f"the DOCX file unpacks to {total // 1_000_000} MB (a zip bomb?)",
            "open it by hand, with care, where it matters",
        )


def _blocks(document: Document) -> Iterator[str]:
    """Headers of the first page, the body, then its notes."""
    seen: set[str] = set()
    for section in list(document.sections)[:1]:
        for header in (section.first_page_header, section.header):
            for block in _words(header._element):  # noqa: SLF001  python-docx has no walk in order
                text = _PAGE_OF.sub("", block)
                if text not in seen:
                    seen.add(text)
                    yield text
    yield from _words(document.element.body)
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            yield from _words(parse_xml(relation.target_part.blob))


def _words(root: etree._Element) -> Iterator[str]:
    """Paragraphs and table rows below an element, in order, without recursion.

    Text in boxes is kept; what tracked changes deleted is not, nor the older copy
    (`mc:Fallback`) of what is there twice.
    """
    pieces: list[str] = []
    rows = skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag, starts = element.tag, event == "start"
        if tag == _FALLBACK:
            skipped += 1 if starts else -1
        if skipped:
            continue
        if tag == _ROW:
            rows += 1 if starts else -1
        if (tag == _PARAGRAPH and not rows) or (tag == _ROW and rows == starts):
            yield "".join(pieces).strip()
            pieces.clear()
        elif starts:
            pieces.append(_sign(element, in_row=rows > 0))
        elif tag in (_PARAGRAPH, _CELL):
            pieces.append(" " if tag == _PARAGRAPH else "\t")
    yield "".join(pieces).strip()


def _sign(element: etree._Element, *, in_row: bool) -> str:
    """The characters that an element stands for."""
    if element.tag == _TEXT:
        return element.text or ""
    if element.tag in _BREAKS:
        return " " if in_row else "\n"
    parent = element.getparent()
    return " " if element.tag == _TAB and parent is not None and parent.tag == _RUN else ""


def _title(document: Document, text: str) -> str:
    """The properties' title if the text bears it out, else a paragraph in a title's style."""
    if stated := titles.stated_in(text, document.core_properties.title or ""):
        return stated
    for paragraph in document.paragraphs[:_LEADING]:
        style = paragraph.style.name if paragraph.style is not None else None
        if (style or "").lower() in _TITLE_STYLES and paragraph.text.strip():
            return one_line(paragraph.text)
    return titles.of_blocks(text.split("\n\n", _LEADING))
