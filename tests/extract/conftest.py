"""Invented files of every format, made when a test asks for them."""

import io
from collections.abc import Callable, Sequence

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

MakePdf = Callable[..., bytes]
MakeDocx = Callable[..., bytes]


@pytest.fixture
def make_pdf() -> MakePdf:
    """A PDF of pages; a page is lines of (x, y, size, text), or an image to fill it."""

    def make(
        pages: Sequence[object], *, title: str = "", password: str = "", rotated: int = 0
    ) -> bytes:
        file = io.BytesIO()
        encryption = StandardEncryption(password, ownerPassword="owner") if password else None
        canvas = Canvas(file, pagesize=A4, encrypt=encryption)
        canvas.setTitle(title)
        for page in pages:
            if rotated:  # drawn on its side and turned upright, as tables are
                canvas.setPageRotation(rotated)
                canvas.rotate(rotated)
                canvas.translate(0, -A4[0])
            if isinstance(page, list):
                for x, y, size, text in page:
                    canvas.setFont("Helvetica", size)
                    canvas.drawString(x, y, text)
            elif page is not None:
                canvas.drawInlineImage(page, 0, 0, *A4)
            canvas.showPage()
        canvas.save()
        return file.getvalue()

    return make


@pytest.fixture
def make_docx() -> MakeDocx:
    """A DOCX of paragraphs, with a table after them and a header where asked for."""

    def make(
        paragraphs: Sequence[str], *, rows: Sequence[Sequence[str]] = (), header: str = "",
        title: str = "", heading: str = "",
    ) -> bytes:  # fmt: skip
        document = docx.Document()
        document.core_properties.title = title
        if header:
            document.sections[0].header.paragraphs[0].text = header
        if heading:
            document.add_heading(heading, 0)
        for text in paragraphs:
            document.add_paragraph(text)
        if rows:
            table = document.add_table(rows=0, cols=len(rows[0]))
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    return make


def page_of(
    lines: Sequence[str], *, top: int = 720, left: int = 90, size: int = 11
) -> list[object]:
    """Lines set one below the other."""
    return [(left, top - number * 14, size, line) for number, line in enumerate(lines)]
