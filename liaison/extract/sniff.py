"""What a file is, by its content. What the server said decides only what content cannot."""

import io
import json
import re
import zipfile
from collections.abc import Callable

from liaison.kernel.item import ITEM_MEDIA_TYPE
from liaison.kernel.reading import Format

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Microsoft's compound file, [MS-CFB] 2.2
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_SEALED_STREAM = "EncryptedPackage".encode("utf-16-le")  # OOXML under a password, [MS-OFFCRYPTO]
_HEAD = 8_192
_PDF_WITHIN = 1_024  # bytes that may stand before %PDF- (Acrobat's rule)
_TAG = re.compile(
    r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|div|p|h[1-6]|article|section|table|span"
    r"|ul|br|a|b|i|em|strong|img|script|style|main|nav|header)(?:\s[^<>]*)?/?>)",
    re.IGNORECASE,
)
_OTHER_XML = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?!html|!doctype\s+html)"
    r"(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg|\w+:\w+)\b",
    re.IGNORECASE | re.DOTALL,
)
_A_FEW = 3  # tags that a text may mention without being HTML
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))  # single bytes in UTF-8 too
_CONTROL_SHARE = 0.02


def sniff(data: bytes, media_type: str, address: str) -> Format | None:
    """The format of these bytes, or None where no reader here knows it (or there are none).

    A file with the signature of a format is of that format even where it is damaged: its reader
    then says what is wrong. `address` is not looked at yet: names lie more often than bytes.
    """
    del address
    head = data[:_HEAD]
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    for signature, form in _SIGNATURES:
        if head.lstrip().startswith(signature):
            return form(data) if callable(form) else form
    if media_type.partition(";")[0].strip().lower() == ITEM_MEDIA_TYPE and head.startswith(b"{"):
        return Format.ITEM
    return _written(head, data)


def _zipped(data: bytes) -> Format | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
        return Format.DOCX if b"word/" in data else None
    return Format.DOCX if any(name.startswith("word/") for name in names) else None


def _compound(data: bytes) -> Format | None:
    if _WORD_STREAM in data:
        return Format.DOC
    return Format.DOCX if _SEALED_STREAM in data else None


def _written(head: bytes, data: bytes) -> Format | None:
    text = _glance(head)
    if text is None or not text.strip() or _OTHER_XML.match(text):
        return None
    if _TAG.search(text) and (text.lstrip()[:1] == "<" or len(_TAG.findall(text)) > _A_FEW):
        return Format.HTML
    if text.lstrip()[:1] in ("{", "[") and _is_json(data):
        return None
    return None if text.lstrip().startswith("<?xml") else Format.TEXT


def _glance(head: bytes) -> str | None:
    """The first characters, roughly; None for binary files."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", errors="replace")
    nuls = head.count(0)
    if nuls * 3 > len(head) and nuls * 10 < len(head) * 6:  # UTF-16 without its mark
        order = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        text = head[: len(head) // 2 * 2].decode(order, errors="replace")
        return text if text.isprintable() or "<" in text else None
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return None if controls > len(text) * _CONTROL_SHARE else text


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data)
    except (ValueError, RecursionError):
        return False
    return True


_SIGNATURES: tuple[tuple[bytes, Format | Callable[[bytes], Format | None]], ...] = (
    (b"PK\x03\x04", _zipped),
    (OLE, _compound),
    (b"\xdb\xa5-\x00", Format.DOC),  # Word 2.0
    (b"\x31\xbe\x00\x00", Format.DOC),  # Word for DOS
    (b"{\\rtf", Format.RTF),
)
