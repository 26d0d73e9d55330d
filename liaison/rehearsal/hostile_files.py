"""Files that are damaged, locked, or made to exhaust whoever opens them."""

import io
import zipfile
from functools import cache

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

_GIGABYTE = 1 << 30
_CHUNK = 1 << 22
_DEPTH, _FAN = 12, 20  # forms inside forms: 20 to the power of 11 drawings


@cache
def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    file = io.BytesIO()
    lock = StandardEncryption("melvofo", "melvofo-owner", strength=128)
    canvas = Canvas(file, invariant=1, encrypt=lock)
    canvas.drawString(60, 760, "Invented for rehearsal, and locked.")
    canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def docx_cut_short() -> bytes:
    """The first half of a DOCX."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<w:document/>" * 500)
    return file.getvalue()[: file.tell() // 2]


@cache
def zip_bomb_docx() -> bytes:
    """A DOCX of a megabyte whose text unpacks to a gigabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), _CONTENT_TYPES)
        archive.writestr(zipfile.ZipInfo("_rels/.rels"), _RELATIONS)
        entry = zipfile.ZipInfo("word/document.xml")
        entry.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(entry, "w", force_zip64=True) as text:
            text.write(_DOCUMENT_OPENS)
            for _ in range(_GIGABYTE // _CHUNK):
                text.write(b" " * _CHUNK)
            text.write(_DOCUMENT_ENDS)
    return file.getvalue()


_CONTENT_TYPES = (
    '<?xml version="1.0"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>'
    "</Relationships>"
)
_DOCUMENT_OPENS = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>Invented for rehearsal</w:t></w:r></w:p><w:p><w:r><w:t>"
)
_DOCUMENT_ENDS = b"</w:t></w:r></w:p></w:body></w:document>"


@cache
def hanging_pdf() -> bytes:
    """A PDF of few bytes whose forms draw each other so often that no reader comes to an end."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</XObject<</F 6 0 R>>/Font<</T 5 0 R>>>>>>"
    )
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    objects += [_stream(b"", b"/F Do"), font]
    for level in range(_DEPTH):
        inner = b"<</XObject<</F %d 0 R>>>>" % (7 + level)
        last = level == _DEPTH - 1
        resources = b"<</Font<</T 5 0 R>>>>" if last else inner
        kind = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources" + resources
        objects.append(_stream(kind, b"BT /T 9 Tf (x) Tj ET" if last else b"/F Do " * _FAN))
    return _pdf_of(objects)


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def _pdf_of(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(offsets))
    end = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    return out + table + end


def nested_page(depth: int) -> bytes:
    """An HTML page whose elements lie so deep inside each other."""
    return (
        b"<html><body>" + b"<div>" * depth + b"<p>Invented for rehearsal.</p>" + b"</div>" * depth
    )
