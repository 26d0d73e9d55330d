"""Withdrawn names in bytes that nobody has read yet: pages with their menus, scripts and links."""

import re
from enum import StrEnum
from html import unescape
from urllib.parse import unquote

from liaison.catalogue.hidden import HiddenNames
from liaison.extract.charset import decode
from liaison.kernel.errors import Unreadable

LARGEST = 2_000_000  # bytes that are looked through: it takes a second a megabyte or two
# PDF, DOCX, DOC, RTF: compressed, in pieces, or in codes of their own
_PACKED = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")
_HEAD = 1024  # bytes within which a PDF may begin
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_CONTROL = re.compile(r"\\[nrtbf]?")


class Look(StrEnum):
    """What came of looking for names."""

    FOUND = "found"
    CLEAR = "clear"
    UNREADABLE = "unreadable"  # packed, too large, or no text at all


def names_in(data: bytes, media_type: str, names: HiddenNames) -> Look:
    """Whether a withdrawn name stands anywhere in these bytes, as far as they are text.

    In words, in attributes and addresses, across tags, written in entities or escapes.
    """
    packed = data.startswith(_PACKED) or _PACKED[0] in data[:_HEAD]
    if packed or len(data) > LARGEST:
        return Look.UNREADABLE
    try:
        text = decode(data, media_type)
    except Unreadable:
        return Look.UNREADABLE
    plain = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
    plain = unquote(unescape(_CONTROL.sub(" ", plain)))
    variants = {plain, unescape(_TAG.sub(" ", plain)), unescape(_TAG.sub("", plain))}
    return Look.FOUND if any(map(names.stand_in, variants)) else Look.CLEAR
