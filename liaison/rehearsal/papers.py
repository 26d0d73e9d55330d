"""Documents as files: PDF, scanned PDF, DOCX, RTF and plain text, the same bytes every time."""

import datetime as dt
import io
import textwrap
import zipfile
from collections.abc import Iterator
from functools import cache

import docx as docx_files
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.pages import date_shown, furniture, reference_line, words
from liaison.rehearsal.prose import Form, Text

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "scan": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "rtf": "application/rtf",
    "txt": "text/plain",
}
_LINES = 46  # on a page
_COLUMNS = 88
_LEADING = 15
_LEFT, _TOP = 62, 780  # points from the page's lower left corner
_ZIP_DATE = (2008, 1, 1, 0, 0, 0)


def paper(world: Landscape, document: Document, form: str) -> bytes:
    """A document as a file; `form` is a key of MEDIA_TYPES."""
    text = words(world, document)
    head = _head(document)
    if form in ("pdf", "scan"):
        return pdf(text, head, scanned=form == "scan")
    if form == "docx":
        return docx(text, head, document.published)
    if form == "rtf":
        return rtf(text, head)
    return plain(text, head).encode(charset_of_text(document), "replace")


def media_type(document: Document, form: str) -> str:
    """The media type that a file is served as."""
    charset = f"; charset={charset_of_text(document)}" if form == "txt" else ""
    return MEDIA_TYPES[form] + charset


def charset_of_text(document: Document) -> str:
    """The charset of plain text files."""
    return "windows-1251" if document.language == "ru" else "utf-8"


def _head(document: Document) -> tuple[str, ...]:
    """The lines over the title: who, when, which reference."""
    labels = furniture(document)
    lines = (
        document.site.names[document.language],
        date_shown(document),
        reference_line(document, labels),
    )
    return tuple(line for line in lines if line)


def plain(text: Text, head: tuple[str, ...]) -> str:
    """Plain text, lines broken at 78 characters."""
    paragraphs = (*head, text.title.upper() if len(text.title) < 60 else text.title, *_marked(text))  # noqa: PLR2004 (a short title is shouted)
    return "\n\n".join(textwrap.fill(line, 78) for line in paragraphs) + "\n"


def _marked(text: Text) -> Iterator[str]:
    at = 0
    for block in text.blocks:
        at = at + 1 if block.form is Form.ITEM else 0
        yield f"{at}. {block.text}" if at else block.text


def pdf(text: Text, head: tuple[str, ...], *, scanned: bool = False) -> bytes:
    """A PDF of as many pages as it takes; `scanned`: its pages are pictures, without text."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle(text.title)
    canvas.setAuthor(head[0])
    pages = list(_pages(text, head))
    for number, lines in enumerate(pages, 1):
        (_draw_scan if scanned else _draw_page)(canvas, lines, f"{number} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _pages(text: Text, head: tuple[str, ...]) -> Iterator[list[str]]:
    lines = [*head, "", *textwrap.wrap(text.title, 70), ""]
    for line in _marked(text):
        lines += [*textwrap.wrap(line, _COLUMNS), ""]
    for start in range(0, len(lines), _LINES):
        yield lines[start : start + _LINES]


def _draw_page(canvas: Canvas, lines: list[str], footer: str) -> None:
    canvas.setFont("Times-Roman", 11.5)
    body = canvas.beginText(_LEFT, _TOP)
    body.setLeading(_LEADING)
    for line in lines:
        body.textLine(line)
    canvas.drawText(body)
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(A4[0] / 2, 36, footer)


def _draw_scan(canvas: Canvas, lines: list[str], footer: str) -> None:
    picture = Image.new("L", (1240, 1754), 250)  # A4 at 150 dots an inch
    pen = ImageDraw.Draw(picture)
    for at, line in enumerate(lines):
        pen.text((130, 110 + at * 32), line, font=_font(), fill=25)
    pen.text((600, 1680), footer, font=_font(), fill=60)
    canvas.drawImage(ImageReader(picture.rotate(0.4, fillcolor=250)), 0, 0, *A4)


@cache
def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(23)


def docx(text: Text, head: tuple[str, ...], published: dt.date) -> bytes:
    """A DOCX; its properties and its archive bear fixed dates."""
    paper = docx_files.Document()
    on = dt.datetime(published.year, published.month, published.day)  # noqa: DTZ001 (DOCX properties are naive)
    properties = paper.core_properties
    properties.author, properties.title = head[0], text.title
    properties.created = properties.modified = on
    for line in head:
        paper.add_paragraph(line)
    paper.add_heading(text.title, level=1)
    styles = {Form.HEADING: "Heading 2", Form.ITEM: "List Bullet", Form.QUOTE: "Intense Quote"}
    for block in text.blocks:
        paper.add_paragraph(block.text, style=styles.get(block.form))
    file = io.BytesIO()
    paper.save(file)
    return _with_fixed_dates(file)


def _with_fixed_dates(file: io.BytesIO) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def rtf(text: Text, head: tuple[str, ...]) -> bytes:
    """Rich Text Format 1.5; letters beyond ASCII are escaped."""
    paragraphs = [*(_rtf(line) for line in head), r"{\b\fs32 " + _rtf(text.title) + "}"]
    paragraphs += [_rtf(line) for line in _marked(text)]
    body = "\\par\\par\n".join(paragraphs)
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}\f0\fs24 "
        + body
        + "\\par}\n"
    ).encode("ascii")


def _rtf(line: str) -> str:
    out = []
    for letter in line:
        code = ord(letter)
        if letter in "\\{}":
            out.append("\\" + letter)
        else:
            out.append(letter if code < 128 else f"\\u{code if code < 32768 else code - 65536}?")  # noqa: PLR2004 (RTF counts in signed 16 bits)
    return "".join(out)
