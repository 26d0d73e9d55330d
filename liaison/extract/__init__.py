"""Bytes to text, a module per format. Pure: nothing here opens a connection or a database.

`extract` may run a converter for DOC files and tesseract for scanned pages, where installed.
"""

import datetime as dt

from liaison.extract import doc, docx, html, item, pdf, rtf, text
from liaison.extract.sniff import sniff
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

__all__ = ["LONGEST", "VERSION", "extract", "sniff"]

VERSION = 1  # raised whenever the same bytes would give another reading
LONGEST = 120  # seconds that a reading may honestly take; one that needs more hangs


def extract(data: bytes, media_type: str, address: str, captured: dt.date | None = None) -> Reading:
    """The title, text and stated date of a capture, by what its bytes are.

    `media_type` is what the server said (its charset is a hint, no more) and `address` where it
    was published. `captured` is the day of the capture: no page can have been published after
    it; without it, today is taken.

    Raises Unreadable, with one line that says what is wrong and what to do: locked by a
    password, damaged, a zip bomb, of an unknown format, empty, too large, or in need of a
    program that is not installed. A damaged PDF may hang the reader: run it where it can be
    stopped after LONGEST seconds.
    """
    if not data.strip():
        raise Unreadable("the file is empty", "fetch it again, or look at it at its address")
    match sniff(data, media_type, address):
        case Format.HTML:
            return html.read(data, media_type, address, captured)
        case Format.PDF:
            return pdf.read(data, address)
        case Format.DOCX:
            return docx.read(data, address)
        case Format.DOC:
            return doc.read(data, address)
        case Format.RTF:
            return rtf.read(data, address)
        case Format.ITEM:
            return item.read(data, captured)
        case Format.TEXT:
            return text.read(data, media_type, address)
    said = media_type.partition(";")[0].strip() or "of no stated type"
    raise Unreadable(
        f"the file is of a format that is not read here (its server said {said})",
        "HTML, PDF, DOCX, DOC, RTF and plain text are read",
    )
