"""Bytes to text, a module per format. Pure: nothing here opens a connection or a database.

`extract` may run a converter for DOC files and tesseract for scanned pages, where installed.
"""

import datetime as dt
from collections.abc import Callable

from liaison.extract import doc, docx, html, item, pdf, rtf, text
from liaison.extract.links import links
from liaison.extract.sniff import sniff
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

__all__ = ["LONGEST", "VERSION", "extract", "links", "sniff"]

VERSION = 2  # raised whenever the same bytes would give another reading
LONGEST = 120  # seconds that a reading may honestly take; one that needs more hangs

# The formats whose readers need to know nothing of what the server said.
_BY_ITSELF: dict[Format, Callable[[bytes, str], Reading]] = {
    Format.PDF: pdf.read,
    Format.DOCX: docx.read,
    Format.DOC: doc.read,
    Format.RTF: rtf.read,
    Format.ITEM: item.read,
}


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
    form = sniff(data, media_type, address)
    if form is Format.HTML:
        return html.read(data, media_type, address, captured)
    if form is Format.TEXT:
        return text.read(data, media_type, address)
    if form is None:
        said = media_type.partition(";")[0].strip() or "nothing"
        raise Unreadable(
            f"the file is of a format that is not read here (its server said: {said})",
            "HTML, PDF, DOCX, DOC, RTF and plain text are read",
        )
    return _BY_ITSELF[form](data, address)
