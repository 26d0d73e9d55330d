"""RTF, by striprtf."""

import re

from striprtf.striprtf import rtf_to_text

from liaison.extract.plain import one_line
from liaison.extract.text import reading_of
from liaison.kernel.errors import Unreadable
from liaison.kernel.reading import Format, Reading

LARGEST = 50_000_000  # bytes; a file above it is pictures
# Pictures as hexadecimal digits and embedded objects: they make an RTF large and say nothing.
_HEX = re.compile(r"(?:[0-9a-fA-F]{64,}\s*){4,}")
_TITLE = re.compile(r"\{\\title\s+([^{}\\]{3,200})\}")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})")


def read(data: bytes, address: str) -> Reading:
    """The paragraphs of an RTF file. Raises Unreadable where it is damaged, empty or too large."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"the RTF file is {len(data) // 1_000_000} MB large",
            f"files up to {LARGEST // 1_000_000} MB are read; save it without its pictures",
        )
    source = _HEX.sub("", data.decode("latin-1"))
    page = _CODE_PAGE.search(source[:2000])
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            source, encoding=f"cp{page[1]}" if page else "cp1252", errors="replace"
        )
    except (LookupError, ValueError, IndexError, KeyError, TypeError, RecursionError) as error:
        raise Unreadable(
            f"the RTF file is damaged ({type(error).__name__})",
            "save it again from a word processor",
        ) from error
    title = _TITLE.search(source[:20_000])
    # Each paragraph ends one line in what striprtf gives.
    return reading_of(
        text.replace("\n", "\n\n"), address, Format.RTF, one_line(title[1]) if title else ""
    )
