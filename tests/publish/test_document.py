"""The page of one document."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.kernel.home import Home
from liaison.publish.text import PART, blocks, excerpt, parts
from tests.publish.invented import SAID, WITHDRAWN, capture

Page = html.HtmlElement
Read = Callable[..., Page]
PRESS_RELEASE, VISIT_REPORT, LETTER, APPEAL = SAID[:4]


def body(page: Page) -> str:
    found = page.xpath("//div[@class='body']//p")
    return "\n\n".join(one.text_content() for one in found)


def heading(page: Page) -> str:
    return str(page.xpath("//h1")[0].text_content())


def cited(page: Page) -> str:
    return str(page.xpath("//p[@class='citation']")[0].text_content())


def facts(page: Page) -> dict[str, str]:
    rows = page.xpath("//article/header//dl/div")
    return {row.findtext("dt"): row.find("dd").text_content() for row in rows}


def test_the_first_screen_says_what_who_when_where(read_page: Read) -> None:
    page = read_page(f"/en/documents/{PRESS_RELEASE.identifier}")
    assert heading(page) == PRESS_RELEASE.title
    assert facts(page) == {
        "Who": "Harbour Commission on Defenders",
        "When": "6 May 2024",
        "Where": "Iceland",
        "Symbol": "HC/S/31/2024 What cites it",
        "Original": PRESS_RELEASE.address,
    }


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "April 2024"),
        ("fr", "avril 2024"),
        ("es", "abril de 2024"),
        ("ru", "апрель 2024 года"),
        ("ar", "أبريل 2024"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(read_page: Read, language: str, said: str) -> None:
    page = read_page(f"/{language}/documents/{VISIT_REPORT.identifier}")
    assert page.xpath("//time")[0].text == said
    assert page.xpath("//time/@datetime")[0] == "2024-04"


def test_editions_are_links_and_the_readers_language_comes_first(read_page: Read) -> None:
    english = read_page(f"/en/documents/{PRESS_RELEASE.identifier}")
    french = read_page(f"/fr/documents/{PRESS_RELEASE.identifier}")
    assert "gravely concerned" in body(english)
    assert "vivement préoccupée" in body(french)
    tabs = english.xpath("//ul[@class='tabs']//a")
    assert [tab.text for tab in tabs] == [
        "English · web page",
        "French · web page",
        "English · PDF · 12 pages",
    ]
    chosen = read_page(f"/en/documents/{PRESS_RELEASE.identifier}{tabs[1].get('href')}")
    assert "vivement préoccupée" in body(chosen)
    assert chosen.xpath("//div[@class='body']/@lang") == ["fr"]


def test_arabic_text_runs_from_the_right_on_an_english_page(read_page: Read) -> None:
    page = read_page(f"/en/documents/{APPEAL.identifier}")
    tab = page.xpath("//ul[@class='tabs']//a[contains(text(), 'Arabic')]/@href")[0]
    shown = read_page(f"/en/documents/{APPEAL.identifier}{tab}")
    assert shown.xpath("//div[@class='body']/@dir") == ["rtl"]
    assert shown.xpath("//h1/@dir") == []  # the block keeps to the side of the page
    assert shown.xpath("//h1/span/@dir") == ["rtl"]


def test_an_excerpt_says_that_it_is_one(read_page: Read) -> None:
    page = read_page(f"/en/documents/{VISIT_REPORT.identifier}")
    assert body(page).strip().endswith("…")
    assert 500 < len(body(page)) <= 610
    assert "the beginning only" in page.text_content()
    assert page.xpath("//p[@class='notice']/a/@href") == [VISIT_REPORT.address]


def test_a_link_stands_where_no_text_may_be_shown(client: Client, read_page: Read) -> None:
    address = f"/en/documents/{LETTER.identifier}"
    page = read_page(address)
    assert not body(page)
    assert page.xpath("//p[@class='notice']/a/@href") == [LETTER.address]
    assert "Гордеенко" not in client.get(f"{address}.json").content.decode()


def test_the_text_of_an_unknown_source_is_not_shown(read_page: Read) -> None:
    Document.objects.filter(identifier=PRESS_RELEASE.identifier).update(source_id="vanished")
    assert not body(read_page(f"/en/documents/{PRESS_RELEASE.identifier}"))
    assert "no longer looked at" in read_page("/en/sources/vanished").text_content()


def test_provenance_reads_as_a_sentence(read_page: Read) -> None:
    page = read_page(f"/en/documents/{PRESS_RELEASE.identifier}")
    told = page.xpath("//section[@id='provenance']/p[1]")[0].text_content()
    assert told == (
        f"Captured on 22 April 2024, 09:30 UTC from {PRESS_RELEASE.address}. "
        "It changed once since it was first seen on 21 April 2024: on 22 April 2024."
    )
    kept = Capture.objects.filter(address=PRESS_RELEASE.address).latest("id")
    assert kept.sha256 in page.text_content()


def test_an_unchanged_page_and_one_that_changed_often_say_so(read_page: Read) -> None:
    address = f"{PRESS_RELEASE.address}/fr"
    chosen = f"/en/documents/{PRESS_RELEASE.identifier}"
    tab = read_page(chosen).xpath("//ul[@class='tabs']//a[contains(text(), 'French')]/@href")[0]
    text = Edition.objects.get(address=address).text
    capture(address, text, dt.datetime(2024, 5, 1, tzinfo=dt.UTC))
    assert "It was the same each time" in read_page(chosen + tab).text_content()
    for number in range(2):
        capture(address, f"wording {number}", dt.datetime(2024, 5, 2 + number, tzinfo=dt.UTC))
    said = read_page(chosen + tab).text_content()
    assert "changed 2 times since it was first seen on 22 April 2024, last on 3 May 2024" in said


def test_findings_stand_with_their_words(read_page: Read) -> None:
    found = read_page(f"/fr/documents/{PRESS_RELEASE.identifier}").xpath("//section[@id='found']")[
        0
    ]
    lines = [" ".join(item.text_content().split()) for item in found.xpath(".//li")]
    assert lines == ["HC/L/12/2024 HC/L/12/2024", "Islande Iceland"]
    query = urlsplit(found.xpath(".//a/@href")[0]).query
    assert parse_qs(query) == {"q": ['"HC/L/12/2024"']}


def test_it_can_be_cited(read_page: Read) -> None:
    page = read_page(f"/en/documents/{PRESS_RELEASE.identifier}")
    assert cited(page) == (
        f"“{PRESS_RELEASE.title}”, Harbour Commission on Defenders, HC/S/31/2024, 6 May 2024, "
        f"{PRESS_RELEASE.address}, as kept by Liaison since 22 April 2024, "
        f"http://testserver/en/documents/{PRESS_RELEASE.identifier}"
    )


def test_an_edition_in_another_language_is_called_and_cited_as_what_it_is(read_page: Read) -> None:
    title, _text = PRESS_RELEASE.translations["fr"]
    address = f"{PRESS_RELEASE.address}/fr"
    chosen = Edition.objects.get(address=address).address_key
    here = f"/en/documents/{PRESS_RELEASE.identifier}?edition={chosen}"
    page = read_page(here)
    assert heading(page) == title
    assert page.findtext(".//title", "").startswith(title)
    assert page.xpath("//h1/span/@lang") == ["fr"]
    assert facts(page)["Original"] == address
    assert cited(page).startswith(f"“{title}”, Harbour Commission on Defenders")
    assert cited(page).endswith(
        f"{address}, as kept by Liaison since 22 April 2024, http://testserver{here}"
    )


def test_an_edition_without_a_title_falls_back_to_the_documents(read_page: Read) -> None:
    Edition.objects.filter(address=f"{PRESS_RELEASE.address}/fr").update(title="")
    assert heading(read_page(f"/fr/documents/{PRESS_RELEASE.identifier}")) == PRESS_RELEASE.title


def test_a_citation_runs_as_its_page_does(read_page: Read) -> None:
    page = read_page(f"/ar/documents/{PRESS_RELEASE.identifier}")
    citation = page.xpath("//p[@class='citation']")[0]
    assert citation.get("dir") is None
    assert PRESS_RELEASE.title in [part.text for part in citation.findall("bdi")]


def test_no_more_words_of_an_excerpt_are_found_than_it_shows(client: Client, record: Home) -> None:
    late = "demoras en el acceso a los expedientes"
    assert late not in excerpt(VISIT_REPORT.text)
    for address in ("/es/search.json", "/es/search", "/es/search.atom"):
        said = client.get(address, {"q": f'"{late}"'}).content.decode()
        assert VISIT_REPORT.title in said
        assert f"{late}." not in said
    passage = client.get("/es/search.json", {"q": "amenazas informe"}).json()["documents"][0]
    assert passage["passage"]
    assert passage["passage"].rstrip(" …") in VISIT_REPORT.text[:600]


def test_what_was_deposited_says_so_and_shows_no_address_of_a_file(
    client: Client, read_page: Read
) -> None:
    row = Document.objects.get(identifier=LETTER.identifier)
    address = "file:///deposit/5f3a/letter%20of%20May.pdf"
    row.address, row.title, row.source_id = address, "letter of May.pdf", "deposit"
    row.save()
    edition = Edition.objects.get(document=row)
    Edition.objects.filter(pk=edition.pk).update(address=address)
    moment = dt.datetime(2026, 11, 26, 8, tzinfo=dt.UTC)
    Capture.objects.filter(pk=edition.capture_id).update(
        address=address, source_id="deposit", fetched_at=moment
    )
    cache.clear()
    here = f"/en/documents/{row.identifier}"
    page = read_page(here)
    assert heading(page) == "letter of May.pdf"
    assert "Original" not in facts(page)
    assert "Deposited on 26 November 2026 with whoever runs this site." in page.text_content()
    assert page.xpath(
        "//section[@id='provenance']//a/text()|//section[@id='provenance']//a/bdi/text()"
    ) == ["All captures, and what changed between them", "Deposited by hand"]
    assert "Гордеенко" in body(page)
    told = client.get(f"/api/v1/documents/{row.identifier}").json()
    assert (told["original"], told["editions"][0]["address"]) == (None, None)
    for path in (
        here,
        f"{here}.json",
        "/en/sources/deposit",
        "/en/sources/deposit.atom",
        "/en/sources",
        "/en/search",
        "/en/search.json",
        "/en/search.atom",
        "/api/v1/documents",
    ):
        said = client.get(path).content.decode()
        assert "file:" not in said, path
        assert "/deposit/5f3a" not in said, path
    source = read_page("/fr/sources/deposit")
    assert heading(source) == "Déposés à la main"
    assert "Ne sont plus" not in source.text_content()
    assert "jamais" not in source.text_content()
    assert (
        "Brought by people"
        in read_page("/en/sources").xpath("//h2[@id='by-hand']")[0].text_content()
    )
    assert "Source: Deposited by hand" in read_page("/en/search?source=deposit").text_content()


def test_gone_is_said(read_page: Read) -> None:
    gone = next(one for one in SAID if one.gone)
    assert (
        "Gone from its address since 29 May 2024"
        in read_page(f"/en/documents/{gone.identifier}").text_content()
    )


def test_an_unreviewed_label_stands_with_its_english(read_page: Read) -> None:
    kind = read_page(f"/ru/documents/{PRESS_RELEASE.identifier}").xpath("//p[@class='kind']")[0]
    assert kind.text_content().endswith("(Press release)")
    assert kind.xpath(".//small/@lang") == ["en"]


@pytest.mark.parametrize("path", ["", ".json"])
def test_a_withdrawn_document_leaves_a_tombstone(client: Client, record: Home, path: str) -> None:
    response = client.get(f"/en/documents/{WITHDRAWN.identifier}{path}")
    assert response.status_code == 410
    said = response.content.decode()
    assert "withdrawn" in said
    assert "A person is in danger." in said
    assert WITHDRAWN.title not in said
    assert "must not be seen" not in said


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/search",
        "/en/search?q=forgotten",
        "/en/search.json?q=forgotten",
        "/en/search.atom",
        "/en/mechanisms/harbour-commission",
        "/en/mechanisms/harbour-commission.atom",
        "/en/sources/harbour-statements",
        "/en/sources/harbour-statements.atom",
        "/api/v1/documents",
    ],
)
def test_a_withdrawn_document_is_nowhere_else(client: Client, record: Home, address: str) -> None:
    said = client.get(address).content.decode()
    assert WITHDRAWN.identifier not in said
    assert WITHDRAWN.title not in said


def test_a_withdrawal_holds_before_it_reached_the_index(client: Client, record: Home) -> None:
    Document.objects.filter(identifier=PRESS_RELEASE.identifier).update(withdrawn=True)
    said = client.get("/en/search?q=arrest").content.decode()
    assert PRESS_RELEASE.title not in said
    assert client.get(f"/en/documents/{PRESS_RELEASE.identifier}").status_code == 410


def test_unknown_documents_and_editions(client: Client, record: Home) -> None:
    assert client.get("/en/documents/bbbbbbbbbbbbb").status_code == 404
    assert client.get("/en/documents/bbbbbbbbbbbbb.json").json()["status"] == 404
    assert client.get(f"/en/documents/{PRESS_RELEASE.identifier}?edition=no").status_code == 400
    assert client.get(f"/en/documents/{PRESS_RELEASE.identifier}?part=2").status_code == 400


def test_a_long_text_comes_in_parts_that_lose_nothing(read_page: Read) -> None:
    blocks = [f"Paragraph {number}. " + "word " * 200 for number in range(300)]
    Edition.objects.filter(address=PRESS_RELEASE.address).update(text="\n\n".join(blocks))
    address = f"/en/documents/{PRESS_RELEASE.identifier}"
    page = read_page(address)
    assert "Part 1 of 6" in page.text_content()
    seen = []
    while True:
        seen += [p.text_content() for p in page.xpath("//div[@class='body']//p")]
        onward = page.xpath("//a[@rel='next']/@href")
        if not onward:
            break
        page = read_page(address + onward[0])
    assert seen == [block.strip() for block in blocks]


def test_markup_in_a_text_is_only_text(client: Client, record: Home) -> None:
    Edition.objects.filter(address=PRESS_RELEASE.address).update(text="<script>alert(1)</script>")
    Document.objects.filter(identifier=PRESS_RELEASE.identifier).update(
        title="<b>Title</b>", address="javascript:alert(1)"
    )
    said = client.get(f"/en/documents/{PRESS_RELEASE.identifier}").content.decode()
    assert "<script>" not in said
    assert "<b>Title" not in said
    assert 'href="javascript' not in said


def test_a_document_without_editions_date_or_mechanism_still_has_its_page(read_page: Read) -> None:
    Document.objects.create(
        identifier="ccccccccccccc",
        address="https://delta.rehearsal.test/x",
        source_id="delta-press",
        first_captured=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
        changed_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )
    page = read_page("/en/documents/ccccccccccccc")
    assert heading(page) == "https://delta.rehearsal.test/x"
    assert "date not known" in page.text_content()
    assert "No text could be read" in page.text_content()


def test_a_block_longer_than_a_part_is_cut() -> None:
    whole = "x" * (2 * PART + 5)
    cut = parts(whole)
    assert [len(part[0].text) for part in cut] == [PART, PART, 5]
    assert parts("") == [[]]


def test_an_excerpt_ends_between_words() -> None:
    assert excerpt("one two three", 9) == "one two …"
    assert excerpt("one two", 9) == "one two"
    assert excerpt("x" * 20, 9) == "x" * 9 + " …"
    assert [(one.start, one.text) for one in blocks("a\n\n\n b \n \nc\n")] == [
        (0, "a"),
        (5, "b"),
        (10, "c"),
    ]
