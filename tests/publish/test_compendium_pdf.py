"""The compendium on paper, read back by the extractor that reads everybody's PDFs."""

import datetime as dt
import functools
import re
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from liaison import vocabulary
from liaison.extract import pdf
from liaison.publish.compendium_pdf import compendium_pdf
from liaison.standards import Snapshot, compendium, snapshot
from liaison.vocabulary import ProvisionRelation, Stands

LANGUAGES = ("en", "fr", "es", "ru", "ar")


@functools.cache
def frozen() -> Snapshot:
    return snapshot(compendium(vocabulary.load()), dt.date(2026, 11, 27))


@functools.cache
def made(language: str) -> bytes:
    return compendium_pdf(frozen(), language)


@functools.cache
def text(language: str) -> str:
    """What it says, in one line."""
    return " ".join(pdf.read(made(language), "https://example.org/x.pdf").text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_instruments_come_out_in_three_scripts(language: str) -> None:
    for name in (
        "Declaration on Human Rights Defenders",
        "Декларация о правозащитниках",
        "Международный пакт о гражданских и политических правах",
        "إعلان المدافعين عن حقوق الإنسان",
        "العهد الدولي الخاص بالحقوق المدنية والسياسية",
        "Déclaration sur les défenseurs des droits de l'homme",
    ):
        assert name in text(language), name


@pytest.mark.parametrize(
    ("language", "title", "right"),
    [
        (
            "en",
            "Compendium of standards that protect human rights defenders",
            "Peaceful assembly and protest",
        ),
        ("ru", "Свод стандартов по защите правозащитников", "Мирные собрания и протест"),
        ("ar", "مجموعة المعايير التي تحمي المدافعين عن حقوق الإنسان", "التجمع السلمي والاحتجاج"),
    ],
)
def test_it_speaks_the_language_of_the_page(language: str, title: str, right: str) -> None:
    reading = pdf.read(made(language), "https://example.org/x.pdf")
    assert reading.title == title
    assert right in text(language)


def test_it_says_what_it_is_and_how_sure() -> None:
    said = text("en")
    assert "27 November 2026" in said
    assert "not quoted" in said
    assert "not yet entered" in said
    assert "to be checked" in said
    assert "Nobody has judged yet how provisions stand to each other." in said


@pytest.mark.parametrize("language", ["ru", "ar"])
def test_a_label_that_nobody_reviewed_has_its_english_beside_it(language: str) -> None:
    assert "Peaceful assembly and protest" in text(language)


def test_every_provision_and_every_gap_is_in_it() -> None:
    said = text("en")
    held = frozen().compendium
    for right in held.rights:
        assert f"{right.code} {right.names['en']}" in said
    for one in held.instruments:
        assert one.symbol in said
    assert said.count("No provision entered") == sum(bool(held.gaps(r.code)) for r in held.rights)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_snapshot_gives_the_same_bytes(language: str) -> None:
    assert compendium_pdf(Snapshot(frozen().content), language) == made(language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_tagged_for_screen_readers_and_archives(language: str) -> None:
    data = made(language)
    kinds = set(re.findall(rb"/S/(\w+)", data))
    assert {b"Document", b"Title", b"H1", b"H2", b"P", b"Table", b"TR", b"TH", b"TD"} <= kinds
    assert f"/Lang({language})".encode() in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    document = pdfium.PdfDocument(data)
    assert document.is_tagged()
    document.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_cited_can_be_copied(language: str) -> None:
    assert frozen().identifier in text(language)
    assert frozen().digest in text(language)


def test_texts_are_never_read_as_commands() -> None:
    held = frozen().compendium
    hostile = '#panic("no") $x$ *bold* <label> @ref \\ "quoted" [ { ` // /* \u202e'
    first = replace(
        held.instruments[0],
        symbol=hostile,
        names={"en": hostile, "ar": f"{hostile} عربي"},
        official_text="https://example.org/?a=1&b=%22#x",
    )
    changed = replace(held, instruments=(first, *held.instruments[1:]))
    said = pdf.read(
        compendium_pdf(snapshot(changed, dt.date(2026, 11, 27)), "en"), "https://example.org/x.pdf"
    ).text
    assert '#panic("no") $x$ *bold* <label> @ref' in " ".join(said.split())


def test_judgements_are_told_with_author_and_day() -> None:
    judged = ProvisionRelation(
        "one",
        "udhrd/art-13",
        Stands.STRONGER_THAN,
        "cotonou/challenges",
        "An editor",
        "2026-11-01",
        "",
    )
    changed = replace(frozen().compendium, relations=(judged,))
    data = compendium_pdf(snapshot(changed, dt.date(2026, 11, 27)), "en")
    said = " ".join(pdf.read(data, "https://example.org/x.pdf").text.split())
    for words in (
        "udhrd/art-13",
        "is stronger than",
        "cotonou/challenges",
        "An editor",
        "1 November 2026",
    ):
        assert words in said


def test_an_empty_compendium_is_a_pdf_too() -> None:
    held = replace(frozen().compendium, rights=(), instruments=(), summaries=())
    assert compendium_pdf(snapshot(held, dt.date(2026, 11, 27)), "fr").startswith(b"%PDF-")
