"""DOCX, DOC, RTF, plain text and items, and one clear line for each that cannot be read."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from liaison.extract import doc, extract, sniff
from liaison.kernel.errors import Unreadable
from liaison.kernel.item import ITEM_MEDIA_TYPE, Item
from liaison.kernel.reading import Format
from tests.extract.conftest import MakeDocx, MakePdf, page_of

ADDRESS = "https://council.example/files/report-17"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = OLE + "WordDocument".encode("utf-16-le")


# -- DOCX


def test_a_docx_is_its_header_paragraphs_and_rows_in_order(make_docx: MakeDocx) -> None:
    data = make_docx(
        ["The trial was held behind closed doors.", "The lawyers saw no file."],
        rows=[["State", "Response"], ["Averna", "Noted"]],
        header="C/OBS/12/7",
        heading="Trial in the northern district",
    )
    reading = extract(data, "application/octet-stream", ADDRESS)
    assert reading.format is Format.DOCX
    assert reading.title == "Trial in the northern district"
    assert reading.text.split("\n\n") == [
        "C/OBS/12/7",
        "Trial in the northern district",
        "The trial was held behind closed doors.",
        "The lawyers saw no file.",
        "State\tResponse",
        "Averna\tNoted",
    ]


def test_properties_inherited_from_another_file_are_no_title(make_docx: MakeDocx) -> None:
    paragraphs = ["COUNCIL", "QUESTIONS PUT TO AVERNA", "How many observers will be admitted?"]
    reading = extract(make_docx(paragraphs, title="Questions put to Belmark"), "", ADDRESS)
    assert reading.title == "QUESTIONS PUT TO AVERNA"


def test_a_docx_shows_what_was_inserted_and_not_what_was_deleted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("The hearing is ")
    deletion = (
        '<w:del xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:r><w:delText>secret</w:delText></w:r></w:del>"
    )
    insertion = deletion.replace("w:delText", "w:t").replace("w:del ", "w:ins ")
    insertion = insertion.replace("</w:del>", "</w:ins>").replace("secret", "public")
    for part in (deletion, insertion):
        paragraph._p.append(parse_xml(part))  # type: ignore[arg-type]
    file = io.BytesIO()
    document.save(file)
    assert extract(file.getvalue(), "", ADDRESS).text == "The hearing is public"


def test_the_notes_of_a_docx_follow_its_text(make_docx: MakeDocx) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:footnote><w:p><w:r><w:t>Adopted without a vote.</w:t></w:r></w:p></w:footnote>"
        "</w:footnotes>"
    )
    source = zipfile.ZipFile(io.BytesIO(make_docx(["The trial was held."])))
    parts = {name: source.read(name) for name in source.namelist()}
    parts["word/footnotes.xml"] = notes.encode()
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>",
        f'<Relationship Id="n1" Type="{kind}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    text = extract(bomb(parts), "", ADDRESS).text
    assert text == "The trial was held.\n\nAdopted without a vote."


def bomb(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bomb({"word/document.xml": b" " * 90_000_000}), "zip bomb"),
        (bomb({f"word/{n}.xml": b"" for n in range(10_001)}), "zip bomb"),
        (bomb({"word/document.xml": b"<w:document"}), "DOCX file is damaged"),
        (b"PK\x03\x04 word/document.xml torn", "DOCX file is damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "locked by a password"),
    ],
)
def test_a_docx_that_cannot_be_read_says_why(data: bytes, message: str) -> None:
    with pytest.raises(Unreadable, match=message) as caught:
        extract(data, "", ADDRESS)
    assert "\n" not in str(caught.value)
    assert caught.value.way_out


def test_an_empty_docx_is_unreadable(make_docx: MakeDocx) -> None:
    with pytest.raises(Unreadable, match="no text"):
        extract(make_docx([]), "", ADDRESS)


# -- DOC, with converters that the test puts in place


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of the only program that will be found: a script the test writes."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "antiword"


def write(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_a_doc_goes_through_the_converter_without_a_shell(converter: Path) -> None:
    write(converter, "echo 'QUESTIONS PUT TO AVERNA'; echo; echo 'How many observers?'")
    reading = extract(WORD, "application/msword", "https://council.example/$(touch pwned).doc")
    assert reading.format is Format.DOC
    assert reading.title == "QUESTIONS PUT TO AVERNA"
    assert reading.text == "QUESTIONS PUT TO AVERNA\n\nHow many observers?"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'document.doc is not a Word Document.' >&2; exit 1", "damaged.*not a Word"),
        ("echo 'Encrypted documents are not supported' >&2; exit 1", "locked by a password"),
        ("exit 0", "has no text"),
        ("while :; do :; done", "not converted in"),
    ],
)
def test_a_doc_that_is_not_converted_says_why(
    converter: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str
) -> None:
    monkeypatch.setattr(doc, "SECONDS", 1)
    write(converter, script)
    with pytest.raises(Unreadable, match=message):
        extract(WORD, "", ADDRESS)


def test_without_a_converter_the_failure_names_the_package(converter: Path) -> None:
    assert not converter.exists()
    with pytest.raises(Unreadable, match=r"install the package antiword \(or libreoffice-writer\)"):
        extract(WORD, "", ADDRESS)


# -- RTF


def test_an_rtf_is_its_paragraphs() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1251{\fonttbl{\f0 Arial;}}{\info{\title Trial in Averna}}"
        rb"\f0 The trial was held.\par \'cf\'f0\'e8\'e3\'ee\'e2\'ee\'f0\par \u1055?\u1088?\par}"
    )
    reading = extract(data, "text/plain", ADDRESS)
    assert reading.format is Format.RTF
    assert reading.title == "Trial in Averna"
    assert reading.text == "The trial was held.\n\nПриговор\n\nПр"


def test_an_rtf_without_text_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="no text"):
        extract(rb"{\rtf1\ansi}", "", ADDRESS)


# -- plain text and items


def test_lines_broken_to_a_width_are_joined() -> None:
    text = (
        "NOTE ON A TRIAL\n\nThe trial was held behind closed doors in the northern district, and\n"
        "the lawyers who had asked for the file saw it on the morning of the hear-\ning.\n"
        "1. The observers were not admitted to the building on any of the days of it.\n"
    )
    reading = extract(text.encode(), "text/plain", ADDRESS)
    assert reading.title == "NOTE ON A TRIAL"
    assert reading.text.split("\n\n")[1:] == [
        (
            "The trial was held behind closed doors in the northern district, and the lawyers who had "
            "asked for the file saw it on the morning of the hearing."
        ),
        "1. The observers were not admitted to the building on any of the days of it.",
    ]


def test_an_address_keeps_its_lines() -> None:
    assert extract(b"Council\nRiver Road 4\nAverna", "", ADDRESS).text == (
        "Council\nRiver Road 4\nAverna"
    )


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (
            "<p>The trial was <b>held</b>.</p><script>x()</script><p>It ended.</p>",
            "The trial was held.\n\nIt ended.",
        ),
        ("The trial &amp; the appeal", "The trial & the appeal"),
        ("", "Trial & appeal in Averna"),
    ],
)  # fmt: skip
def test_an_item_is_its_own_words(content: str, text: str) -> None:
    item = Item(
        address=ADDRESS, title="Trial &amp; appeal in Averna", date="Fri, 04 Mar 2016 10:00:00 GMT",
        content=content, language="en_GB",
    )  # fmt: skip
    reading = extract(item.encode(), ITEM_MEDIA_TYPE, ADDRESS)
    assert reading.format is Format.ITEM
    assert reading.title == "Trial & appeal in Averna"
    assert (reading.text, reading.stated_date) == (text, item.date)
    assert reading.stated_language == "en-gb"


def test_items_that_are_damaged_or_say_nothing_are_unreadable() -> None:
    with pytest.raises(Unreadable, match="item is damaged: harvest"):
        extract(b'{"address": "x"}', ITEM_MEDIA_TYPE, ADDRESS)
    with pytest.raises(Unreadable, match="neither title nor text"):
        extract(Item(address=ADDRESS).encode(), ITEM_MEDIA_TYPE, ADDRESS)


# -- what a file is


def test_content_decides_what_a_file_is(make_pdf: MakePdf, make_docx: MakeDocx) -> None:
    page = b"<!doctype html><title>Not found</title><p>This page is gone."
    cases = {
        Format.PDF: b"\r\n" + make_pdf([page_of(["A line of text"])]),
        Format.DOCX: make_docx(["A line of text"]),
        Format.DOC: WORD,
        Format.RTF: b"\n{\\rtf1 A line}",
        Format.HTML: page,
        Format.TEXT: "Строка текста, в которой сказано a < b".encode("cp1251"),
    }
    for form, data in cases.items():
        for media_type in ("application/pdf", "text/html", "application/octet-stream", ""):
            assert sniff(data, media_type, "https://council.example/file.pdf") is form
    assert sniff(page.decode().encode("utf-16"), "", ADDRESS) is Format.HTML


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n ",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\x1f\x8b\x08" + bytes(100),
        b'{"results": []}',
        b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>",
        b"<?xml version='1.0'?><urlset xmlns='x'></urlset>",
        bomb({"mimetype": b"application/epub+zip"}),
        OLE + "Workbook".encode("utf-16-le"),
    ],
)
def test_what_no_reader_knows_is_no_format_and_unreadable(data: bytes) -> None:
    assert sniff(data, "text/html", ADDRESS) is None
    with pytest.raises(Unreadable, match=r"empty|format that is not read here") as caught:
        extract(data, "text/html", ADDRESS)
    assert caught.value.way_out
