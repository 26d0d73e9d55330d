"""PDF, by PDFium: page by page, paragraphs put together, pictures of text recognised."""

import unicodedata
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from liaison.extract import titles
from liaison.extract.head import title_or_words
from liaison.extract.layout import blocks
from liaison.extract.pdf_page import Line, lines_of
from liaison.extract.plain import joined
from liaison.extract.recognition import Recogniser
from liaison.extract.right_to_left import reversed_runs, seems_reversed
from liaison.extract.text import paragraphs
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

LARGEST = 300_000_000  # bytes
MOST_PAGES = 10_000
_FEWEST_LETTERS = 10  # on a page with a picture; a number or a stamp is not its text
_STRANGE_SHARE = 0.5  # of characters that are none: glyphs whose letters the file does not tell


@dataclass(slots=True)
class _Pages:
    """What the pages gave: lines of each, text of the pictures by number, pages without text."""

    lines: list[list[Line]]
    recognised: dict[int, str]
    without_text: int


def read(data: bytes, address: str) -> Reading:
    """The text of a PDF. Raises Unreadable: password, damaged, too large, nothing but pictures."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"the PDF is {len(data) // 1_000_000} MB large",
            f"files up to {LARGEST // 1_000_000} MB are read; look for its parts",
        )
    document = _open(data)
    try:
        stated = document.get_metadata_value("Title")
        pages = _read_pages(document)
    finally:
        document.close()
    text = _text(pages)
    if not text:
        raise Unreadable(
            f"the PDF has no text on its {len(pages.lines)} pages, only pictures",
            "install the packages tesseract-ocr and its languages and read this again",
        )
    first = pages.lines[0]
    title = titles.stated_in(text, stated) or titles.of_lines(first)
    title = title or titles.of_blocks(text.split("\n\n", 20))
    return Reading(
        format=Format.PDF,
        title=title_or_words(title, text, address),
        text=text,
        pages=len(pages.lines),
        pages_without_text=pages.without_text,
        pages_recognised=len(pages.recognised),
    )


def _open(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium_c.FPDF_ERR_PASSWORD:
            raise Unreadable(
                "the PDF is locked by a password", "ask its publisher for an open copy"
            ) from error
        raise Unreadable("the PDF is damaged", "fetch it again or ask its publisher") from error
    if 0 < len(document) <= MOST_PAGES:
        return document
    count = len(document)
    document.close()
    raise Unreadable(f"the PDF has {count} pages", f"files of 1 to {MOST_PAGES:,} pages are read")


def _read_pages(document: pdfium.PdfDocument) -> _Pages:
    pages = _Pages([], {}, 0)
    recogniser = Recogniser()
    for number in range(len(document)):
        lines: list[Line] = []
        try:
            page = document[number]
        except pdfium.PdfiumError:  # a page that cannot be opened is one that gave no text
            pages.without_text += 1
            pages.lines.append(lines)
            continue
        try:
            lines = lines_of(page)
            if _gives_nothing(lines, page):
                pages.without_text += 1
                found = recogniser.read(page) if _shows_something(page) else ""
                if found.strip():
                    lines = []
                    pages.recognised[number] = found
        except pdfium.PdfiumError:
            pages.without_text += 1
        finally:
            page.close()
        pages.lines.append(lines)
    return pages


def _gives_nothing(lines: list[Line], page: pdfium.PdfPage) -> bool:
    text = "".join(line.text for line in lines)
    letters = sum(map(str.isalnum, text))
    if letters < _FEWEST_LETTERS:
        return not text.strip() or _has_picture(page)
    strange = sum(
        unicodedata.category(char) in ("Co", "Cn", "Cc") or char == "\ufffd" for char in text
    )
    return strange > _STRANGE_SHARE * len(text)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=2))


def _shows_something(page: pdfium.PdfPage) -> bool:
    return any(page.get_objects(max_depth=1))


def _text(pages: _Pages) -> str:
    """The text in the order of the pages: laid out runs of pages, and pictures between them."""
    parts: list[str] = []
    held: list[list[Line]] = []
    for number, lines in enumerate(pages.lines):
        held.append(lines)
        if number in pages.recognised:
            parts += [*blocks(held), *paragraphs(pages.recognised[number])]
            held = []
    text = joined([*parts, *blocks(held)])
    return reversed_runs(text) if seems_reversed(text[:50_000]) else text
