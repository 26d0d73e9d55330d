"""What leaves shows what it showed, and says nothing beside. All planted words are invented."""

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import sniffing
from liaison.workspace.people.stripping import stripped
from liaison.workspace.people.stripping.outcome import Taken

SECRET = "Quillfeather"  # noqa: S105 (a word that is planted)
SHOWN = "What everybody may read"


def _jpeg(**told: Any) -> bytes:
    made = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "white")
    picture.putpixel((0, 0), (255, 0, 0))
    exif = picture.getexif()
    exif[0x010F] = SECRET  # the camera
    exif[0x0112] = 6  # to be turned
    exif.get_ifd(0x8825)[1] = "N"  # a place
    picture.save(made, "JPEG", exif=exif, comment=SECRET.encode(), quality=95, **told)
    return made.getvalue()


def _texts(content: bytes) -> bytes:
    """All that a document of parts says, unpacked."""
    with zipfile.ZipFile(io.BytesIO(content)) as zipped:
        return b"\n".join(name.encode() + b"\n" + zipped.read(name) for name in zipped.namelist())


def test_a_picture_is_its_pixels_alone() -> None:
    given = _jpeg() + b"PK\x03\x04 " + SECRET.encode()
    done = stripped(sniffing.JPEG, given)
    assert SECRET.encode() in given
    assert SECRET.encode() not in done.content
    with Image.open(io.BytesIO(done.content)) as picture:
        assert picture.size == (20, 40)  # turned as it was meant to be seen
        assert not picture.getexif()
    assert done.taken == {Taken.PROPERTIES}
    assert stripped(sniffing.JPEG, given) == done


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_kind_stays_what_it_shows(mode: str) -> None:
    from PIL.PngImagePlugin import PngInfo

    said, made = PngInfo(), io.BytesIO()
    said.add_text("Author", SECRET)
    Image.new(mode, (3, 2)).save(made, "PNG", pnginfo=said)
    done = stripped(sniffing.PNG, made.getvalue())
    assert SECRET.encode() not in done.content
    with Image.open(io.BytesIO(done.content)) as picture:
        assert picture.size == (3, 2)


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        (sniffing.JPEG, b"\xff\xd8\xff torn"),
        (sniffing.PNG, b"\x89PNG\r\n\x1a\n torn"),
        (sniffing.PDF, b"%PDF-1.7 torn"),
        (sniffing.DOCX, b"PK\x03\x04 torn"),
        (sniffing.ODT, b"PK\x03\x04 torn"),
        (sniffing.MP3, b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f"),
        (sniffing.MP4, b"\x00\x00\xff\xffmoov"),
        ("application/zip", b""),
    ],
)
def test_what_cannot_be_cleaned_does_not_leave(media_type: str, content: bytes) -> None:
    with pytest.raises(MistakenInput):
        stripped(media_type, content)


def _pdf(path: Path) -> pikepdf.Pdf:
    picture = path / "picture.jpg"
    picture.write_bytes(_jpeg())
    canvas = Canvas(str(path / "made.pdf"))
    canvas.setAuthor(SECRET)
    canvas.drawString(72, 720, SHOWN)
    canvas.drawImage(str(picture), 72, 500)
    canvas.linkURL("https://example.org/law", (72, 700, 200, 720))
    canvas.save()
    return pikepdf.open(path / "made.pdf")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(made, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return made.getvalue()


def _unpacked(content: bytes) -> bytes:
    """Every stream and string of a PDF in clear."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            made,
            stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            qdf=True,
        )
    return made.getvalue()


def _raw(content: bytes) -> bytes:
    """Every stream of a PDF as it lies there: a picture with what it says of itself."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return b"".join(
            one.read_raw_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)
        )


def _comment(pdf: pikepdf.Pdf) -> None:
    mark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[0, 0, 9, 9],
        Contents=SECRET,
        T=SECRET,
    )
    page = pdf.pages[0].obj
    page.Annots = pikepdf.Array([*page.get("/Annots", []), pdf.make_indirect(mark)])


def _attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(pdf, SECRET.encode(), filename="a.txt")


def _script(pdf: pikepdf.Pdf) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{SECRET}')")
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)


def _metadata(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as told:
        told["dc:creator"] = [SECRET]
    pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Private=SECRET)
    pdf.pages[0].obj.Metadata = pdf.make_stream(SECRET.encode())
    pdf.pages[0].obj.Thumb = pdf.make_stream(SECRET.encode())


@pytest.mark.parametrize(
    ("plant", "what"),
    [
        (_comment, Taken.COMMENTS),
        (_attachment, Taken.FILES),
        (_script, Taken.SCRIPTS),
        (_metadata, Taken.THUMBNAIL),
    ],
)
def test_a_pdf_shows_the_same_and_says_nothing_beside(
    tmp_path: Path, plant: Any, what: Taken
) -> None:
    with _pdf(tmp_path) as pdf:
        plant(pdf)
        given = _saved(pdf)
    assert SECRET.encode() in _unpacked(given)
    done = stripped(sniffing.PDF, given)
    clear = _unpacked(done.content)
    assert SECRET.encode() not in clear
    assert SECRET.encode("utf-16-be") not in clear
    assert SECRET.encode() not in _raw(done.content)
    assert SHOWN.encode() in clear
    assert b"https://example.org/law" in clear
    assert {what, Taken.PROPERTIES} <= done.taken
    assert stripped(sniffing.PDF, given) == done
    assert stripped(sniffing.PDF, done.content).taken == frozenset()


def test_a_picture_in_a_pdf_that_was_packed_once_more_is_cleaned(tmp_path: Path) -> None:
    with _pdf(tmp_path) as pdf:
        picture = pdf.make_stream(zlib.compress(_jpeg()))
        picture.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        pdf.pages[0].obj.Resources.XObject["/Packed"] = picture
        given = _saved(pdf)
    done = stripped(sniffing.PDF, given)
    assert SECRET.encode() not in _raw(done.content)


def test_an_earlier_state_of_a_pdf_is_gone(tmp_path: Path) -> None:
    with _pdf(tmp_path) as pdf:
        given = _saved(pdf)
    number = re.search(rb"(\d+) 0 obj\n<<[^>]*/Type /Catalog", given)
    assert number is not None
    later = given + b"%% " + SECRET.encode() + b"\n%%EOF\n"  # as if written after
    done = stripped(sniffing.PDF, later)
    assert SECRET.encode() not in _unpacked(done.content)
    assert Taken.HISTORY in done.taken


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="names"))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], ON=[], Order=[layer])
    )


def _drawn_redaction(pdf: pikepdf.Pdf) -> None:
    mark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Redact, Rect=[70, 715, 300, 735]
    )
    pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(mark)])


@pytest.mark.parametrize("plant", [_hidden_layer, _drawn_redaction])
def test_a_pdf_that_holds_more_than_it_shows_does_not_leave(tmp_path: Path, plant: Any) -> None:
    with _pdf(tmp_path) as pdf:
        plant(pdf)
        given = _saved(pdf)
    with pytest.raises(MistakenInput):
        stripped(sniffing.PDF, given)


def test_a_locked_pdf_does_not_leave(tmp_path: Path) -> None:
    made = io.BytesIO()
    with _pdf(tmp_path) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user=""))
    with pytest.raises(MistakenInput):
        stripped(sniffing.PDF, made.getvalue())


def _docx(tmp_path: Path) -> bytes:
    """A document with all that Word keeps beside what it shows."""
    made = Document()
    made.core_properties.author = SECRET
    made.core_properties.comments = SECRET
    paragraph = made.add_paragraph(SHOWN)
    made.add_comment(paragraph.runs, text=SECRET, author=SECRET, initials="Q")
    for words in (
        f'<w:del {nsdecls("w")} w:id="1" w:author="{SECRET}"><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="2" w:author="{SECRET}"><w:r><w:t> and was added</w:t></w:r></w:ins>',
        f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>{SECRET}</w:t></w:r>",
    ):
        paragraph._p.append(parse_xml(words))  # type: ignore[arg-type] # of the same tree
    table = made.add_table(1, 1)
    table.rows[0].cells[0].text = SECRET
    row = table.rows[0]._tr.get_or_add_trPr()
    row.append(parse_xml(f'<w:del {nsdecls("w")} w:id="3" w:author="{SECRET}"/>'))
    picture = tmp_path / f"{SECRET}.jpg"
    picture.write_bytes(_jpeg())
    made.add_picture(str(picture))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_docx_shows_the_same_and_says_nothing_beside(tmp_path: Path) -> None:
    given = _docx(tmp_path)
    assert SECRET.encode() in _texts(given)
    done = stripped(sniffing.DOCX, given)
    assert SECRET.encode() not in _texts(done.content)
    assert {Taken.PROPERTIES, Taken.COMMENTS, Taken.CHANGES, Taken.HIDDEN} <= done.taken
    read = Document(io.BytesIO(done.content))  # it opens
    assert read.paragraphs[0].text == f"{SHOWN} and was added"
    assert len(read.inline_shapes) == 1
    assert sniffing.recognised("a", done.content).media_type == sniffing.DOCX
    assert stripped(sniffing.DOCX, given) == done
    with zipfile.ZipFile(io.BytesIO(done.content)) as zipped:
        assert {info.date_time for info in zipped.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_docx_that_brings_something_in_does_not_leave(tmp_path: Path) -> None:
    made = Document()
    made.part.relate_to(
        "https://example.org/beacon.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    out = io.BytesIO()
    made.save(out)
    with pytest.raises(MistakenInput):
        stripped(sniffing.DOCX, out.getvalue())


@pytest.mark.parametrize(
    "fields",
    [
        "<w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\a.exe</w:instrText></w:r>",
        '<w:fldSimple w:instr="INCLUDEPICTURE https://example.org/a.png"/>',
    ],
)
def test_a_docx_with_a_field_that_reads_from_elsewhere_does_not_leave(fields: str) -> None:
    made, out = Document(), io.BytesIO()
    for one in list(parse_xml(f"<w:p {nsdecls('w')}>{fields}</w:p>")):
        (made.paragraphs or [made.add_paragraph(SHOWN)])[0]._p.append(one)  # type: ignore[arg-type] # of the same tree
    made.save(out)
    with pytest.raises(MistakenInput):
        stripped(sniffing.DOCX, out.getvalue())


def test_a_docx_with_a_link_leaves() -> None:
    made, out = Document(), io.BytesIO()
    field = "<w:fldSimple w:instr='HYPERLINK \"https://example.org/link/1\"'/>"
    paragraph = parse_xml(f"<w:p {nsdecls('w')}>{field}</w:p>")
    made.add_paragraph(SHOWN)._p.append(paragraph[0])  # type: ignore[arg-type] # of the same tree
    made.save(out)
    assert b"https://example.org/link/1" in _texts(stripped(sniffing.DOCX, out.getvalue()).content)


def _odt() -> bytes:
    office, text = (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        ("urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    )
    content = (
        f'<office:document-content xmlns:office="{office}" xmlns:text="{text}"><office:body>'
        f"<office:text><text:tracked-changes><text:changed-region>{SECRET}</text:changed-region>"
        f"</text:tracked-changes><text:p>{SHOWN}<office:annotation>{SECRET}</office:annotation>"
        f" to its end</text:p></office:text></office:body></office:document-content>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as zipped:
        zipped.writestr("mimetype", sniffing.ODT)
        zipped.writestr("content.xml", content)
        for name in (
            "meta.xml",
            "settings.xml",
            "Thumbnails/thumbnail.png",
            "META-INF/manifest.xml",
        ):
            zipped.writestr(name, SECRET)
    return made.getvalue()


def test_an_odt_shows_the_same_and_says_nothing_beside() -> None:
    done = stripped(sniffing.ODT, _odt())
    said = _texts(done.content).decode()
    assert SECRET not in said
    assert f"{SHOWN} to its end" in said
    assert sniffing.recognised("a", done.content).media_type == sniffing.ODT
    assert done.taken == {Taken.PROPERTIES, Taken.COMMENTS, Taken.CHANGES, Taken.THUMBNAIL}


def _box(kind: bytes, body: bytes) -> bytes:
    return (8 + len(body)).to_bytes(4, "big") + kind + body


def test_a_film_keeps_its_length_and_says_neither_when_nor_where() -> None:
    moments = b"\x00\x00\x00\x00" + b"\xd9\x01\x02\x03" * 2 + bytes(12)
    moov = _box(
        b"moov",
        _box(b"mvhd", moments)
        + _box(b"trak", _box(b"udta", SECRET.encode()))
        + _box(b"meta", b"x"),
    )
    given = (
        _box(b"ftyp", b"isom" + bytes(8)) + moov + _box(b"mdat", b"film") + _box(b"uuid", b"xmp")
    )
    done = stripped(sniffing.MP4, given)
    assert len(done.content) == len(given)
    assert SECRET.encode() not in done.content
    assert b"\xd9\x01\x02\x03" not in done.content
    assert b"film" in done.content
    assert done.taken == {Taken.PROPERTIES}
    assert stripped(sniffing.MP4, done.content).taken == frozenset()


def test_a_sound_loses_its_tags_at_both_ends() -> None:
    sound = b"\xff\xfb\x90\x00" + bytes(400)
    tag = b"ID3\x04\x00\x00\x00\x00\x00\x0c" + SECRET.encode()
    given = tag + sound + b"TAG" + SECRET.encode().ljust(125, b"\0")
    assert stripped(sniffing.MP3, given).content == sound
    assert stripped(sniffing.MP3, sound).taken == frozenset()


def test_a_text_is_left_as_it_is() -> None:
    assert stripped(sniffing.TEXT, b"\xef\xbb\xbf" + SHOWN.encode()).content == SHOWN.encode()
