"""The light look at a page's links while it is fetched."""

import time

import pytest

from liaison.extract.links import Attachment, Links, Translation, links
from tests.pace import pace

ADDRESS = "https://council.example/en/statements/17"


def page(body: str, head: str = "") -> bytes:
    return f'<html lang="en"><head>{head}</head><body>{body}</body></html>'.encode()


def test_declared_translations_are_found_without_the_page_itself() -> None:
    head = "".join(
        f'<link rel="alternate" hreflang="{code}" href="https://council.example/{code}/statements/17">'
        for code in ("en", "fr", "ar", "x-default")
    )
    assert links(page("", head), ADDRESS).translations == (
        Translation("https://council.example/fr/statements/17", "fr"),
        Translation("https://council.example/ar/statements/17", "ar"),
    )


@pytest.mark.parametrize(
    ("anchor", "language"),
    [
        ('<a href="/ru/statements/17">Русский</a>', "ru"),
        ('<a href="/fr/statements/17"><span>Fran&ccedil;ais</span></a>', "fr"),
        ('<a href="/es/statements/17">ES</a>', "es"),
        ("<a hreflang='ar' href=/ar/statements/17>النسخة</a>", "ar"),
        ('<a href="?lang=ar">العربية</a>', "ar"),
    ],
)
def test_a_switch_of_languages_is_found_in_the_navigation_too(anchor: str, language: str) -> None:
    found = links(page(f"<nav>{anchor}</nav><p>Text</p>"), ADDRESS).translations
    assert [link.language for link in found] == [language]


@pytest.mark.parametrize(
    "anchor",
    [
        '<a href="/fr/">Français</a>',  # the front page
        '<a href="/">Русский</a>',
        '<a hreflang="en" href="/en/news/4">Another page of this language</a>',
        '<a href="/tags/it/">it</a>',
        '<a href="#text">English</a>',
        '<a href="javascript:go()">Français</a>',
        '<!-- <a href="/fr/statements/17">Français</a> -->',
        "<script>'<a href=\"/fr/statements/17\">Français</a>'</script>",
    ],
)
def test_what_leads_elsewhere_is_no_translation(anchor: str) -> None:
    assert links(page(anchor), ADDRESS) == Links()


def test_a_list_of_documents_in_another_language_is_no_switch() -> None:
    body = "".join(f'<a hreflang="fr" href="/fr/news/{n}">Nouvelle {n}</a>' for n in range(5))
    assert links(page(body), ADDRESS).translations == ()


def test_attached_files_are_those_of_the_text() -> None:
    body = (
        '<header><a href="/brochure.pdf">Our brochure</a></header>'
        '<main><a href="files/Report%2017.PDF?download=1">Report</a>'
        '<a href="/media/9" type="application/pdf">Annex</a><a href="files/letter.docx#p2">Letter</a>'
        '<a href="/files/letter.docx">again</a><a href="/picture.jpg">Picture</a></main>'
        '<aside><a href="/other.pdf">Related</a></aside><footer><a href="/imprint.doc">x</a></footer>'
    )
    base = '<base href="https://files.council.example/s/">'
    assert links(page(body, base), ADDRESS).attachments == (
        Attachment("https://files.council.example/s/files/Report%2017.PDF?download=1", "pdf"),
        Attachment("https://files.council.example/media/9", "pdf"),
        Attachment("https://files.council.example/s/files/letter.docx", "docx"),
        Attachment("https://files.council.example/files/letter.docx", "docx"),
    )


def test_odd_bytes_and_hostile_tags_are_taken_in_stride() -> None:
    for data in (
        b"",
        b"<a",
        b'<a href="',
        b"<a href='http://[bad'>x</a>",
        b"\xff\xfe<a href=x.pdf>",
    ):
        links(data, ADDRESS)
    hostile = b"<a " * 300_000 + b"<!-- " * 100_000 + b"<script>" * 100_000 + b'<a b="' * 100_000
    started = time.process_time()
    links(hostile, ADDRESS)
    assert time.process_time() - started < 5 * pace()


def test_a_usual_page_takes_a_few_milliseconds_at_most() -> None:
    body = "".join(
        f'<div class="row"><a class="item" href="/en/news/{n}" title="News {n}">News number {n}</a>'
        f"<p>Words about the news of the day, number {n}, in a paragraph.</p></div>"
        for n in range(500)
    )
    data = page(f'{body}<a href="/files/17.pdf">PDF</a>')
    started = time.process_time()
    for _ in range(20):
        assert len(links(data, ADDRESS).attachments) == 1
    assert (time.process_time() - started) / 20 < 0.004 * pace()
