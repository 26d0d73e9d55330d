"""What an answer of the site says, whatever its form."""

import io
import re
import zipfile
from html import unescape

from django.http import HttpResponseBase
from pypdfium2 import PdfDocument


def content(answer: HttpResponseBase) -> bytes:
    """All of it, also of one that is sent as it is written."""
    return b"".join(answer)


def said(answer: HttpResponseBase) -> str:
    """Its words: of a workbook those of its parts, of a calendar with its lines unfolded."""
    whole = content(answer)
    form = answer.headers["Content-Type"]
    if "spreadsheetml" in form:
        with zipfile.ZipFile(io.BytesIO(whole)) as book:
            return unescape("\n".join(book.read(name).decode() for name in book.namelist()))
    if form == "application/pdf":
        return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(whole))
    text = whole.decode()
    return re.sub("\r\n[ \t]", "", text) if form.startswith("text/calendar") else text
