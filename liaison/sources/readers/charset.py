"""Bytes to text, by what they say of themselves and by what they are."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The first character of markup is "<": where its zero bytes lie tells the width and order.
_WIDE = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_IN_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_IN_HTML = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4_096
_CHUNK = 1 << 20
# What browsers take these labels for (https://encoding.spec.whatwg.org/#names-and-labels).
_TAKEN_FOR = {"ascii": "cp1252", "iso8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}


def charset_of(data: bytes, media_type: str) -> str:
    """The Python codec that these bytes are best read with.

    A byte order mark wins, then zero bytes that only a wide encoding has, then the charset of
    the header, then that of the document itself (RFC 7303 section 3). A claim that the bytes
    do not bear out is passed over; what is valid UTF-8 is UTF-8; the rest is Windows-1252.
    """
    for mark, codec in (*_BOMS, *_WIDE):
        if data.startswith(mark):
            return codec
    head = data[:_HEAD]
    own = (pattern.search(head) for pattern in (_IN_XML, _IN_HTML))
    stated = _IN_HEADER.search(media_type)
    claims = [stated[1]] if stated else []
    claims += [match[1].decode("ascii", "replace") for match in own if match]
    for claim in [*claims, "utf-8"]:
        codec = _known(claim)
        if codec and not codec.startswith(("utf-16", "utf-32")) and _bears_out(data, codec):
            return codec
    return "cp1252"


def decode(data: bytes, media_type: str) -> str:
    """The text of these bytes; what cannot be read stands as U+FFFD."""
    return data.decode(charset_of(data, media_type), errors="replace")


def _known(claim: str) -> str:
    try:
        codec = codecs.lookup(claim)
    except (LookupError, ValueError):
        return ""
    if not codec._is_text_encoding:  # noqa: SLF001 (base64 and zip are codecs too; there is no other way to ask)
        return ""
    return _TAKEN_FOR.get(codec.name, codec.name)


def _bears_out(data: bytes, codec: str) -> bool:
    """Whether all the bytes can be read so, a piece at a time to spare memory."""
    if codec == "cp1252":
        return True
    decoder = codecs.getincrementaldecoder(codec)()
    view = memoryview(data)
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(view[start : start + _CHUNK])
        decoder.decode(b"", final=True)
    except (UnicodeError, ValueError):
        return False
    return True
