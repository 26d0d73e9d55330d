"""Web pages that list documents, as their authors left them."""

import time
from typing import Any

import pytest

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Discovery, Item
from liaison.sources.reader_options import ListingReader
from liaison.sources.readers.listing import discover_listing

AT = "https://publisher.example/statements?page=1"


def read(page: str | bytes, *, media_type: str = "text/html", **options: Any) -> Discovery:
    reader = ListingReader.model_validate({"kind": "listing", **options})
    data = page if isinstance(page, bytes) else page.encode()
    return discover_listing(reader, data, media_type, AT)


CARDS = """<!doctype html><html><body>
  <nav><a href="/about">About</a><a href="/statement/tag">Tags</a></nav>
  <article class="card"><a class="image" href="/statement/1"><img alt="portrait" src="1.jpg"></a>
    <h2><a href="/statement/1?utm_source=list">A lawyer is released</a></h2>
    <p>Geneva, <span class="date">4 March 2024</span></p><a href="/statement/1">Read more, and still more</a>
  </article>
  <article class="card"><h2><a href="/statement/2" hreflang="fr">Une avocate est libérée</a></h2>
    <time datetime="2024-03-05">hier</time></article>
  <div class="pager"><a class="next" href="?page=2">Next</a><a href="?page=9">Last</a></div>
</body></html>"""
FIRST = Item("https://publisher.example/statement/1", "A lawyer is released", "4 March 2024")
SECOND = Item(
    "https://publisher.example/statement/2", "Une avocate est libérée", "2024-03-05", "", "fr"
)


@pytest.mark.parametrize(
    "options",
    [
        {"links": r"/statement/\d+"},
        {"select": "h2 a"},
        {"select": "article a", "entry": "article.card"},
        {"links": "/statement/", "exclude": ["/tag$"], "title": "h2"},
    ],
)
def test_links_with_their_titles_and_dates(options: dict[str, Any]) -> None:
    found = read(CARDS, date=".date, time", **options)
    assert [item.address.partition("?")[0] for item in found.items] == [
        FIRST.address,
        SECOND.address,
    ]
    assert [item.title for item in found.items] == [FIRST.title, SECOND.title]
    assert [item.date for item in found.items] == [FIRST.date, SECOND.date]
    assert found.items[1].language == "fr"


def test_pages_that_follow() -> None:
    assert read(CARDS, select="h2 a").pages == ()
    assert read(CARDS, select="h2 a", next="a.next").pages == (AT[:-1] + "2",)
    found = read(CARDS, select="h2 a", next_pattern=r"[?&]page=\d+$")
    assert found.pages == (AT[:-1] + "2", AT[:-1] + "9")


def test_a_page_without_items_leads_no_further() -> None:
    assert read(CARDS, select="h2.none a", next="a.next") == Discovery()


def test_a_table_row_stands_for_a_document() -> None:
    page = """<table><tr><th>Date</th></tr>
      <tr data-id="23097"><td>4 March 2024</td><td class="t">Letter to the State</td></tr>
      <tr data-id="a/b 1"><td>5 March 2024</td><td class="t">Reply</td></tr></table>"""
    found = read(
        page,
        select="tr[data-id]",
        attribute="data-id",
        template="https://files.example/get?gId={value}",
        title=".t",
        date="td",
    )
    assert found.items == (
        Item("https://files.example/get?gId=23097", "Letter to the State", "4 March 2024"),
        Item("https://files.example/get?gId=a%2Fb%201", "Reply", "5 March 2024"),
    )


def test_relative_to_the_base_that_the_page_declares() -> None:
    page = "<head><base href='/archive/'></head><a href='x/1'>One</a><a href='../x/2'>Two</a>"
    found = read(page, links="/x/")
    assert [item.address for item in found.items] == [
        "https://publisher.example/archive/x/1",
        "https://publisher.example/x/2",
    ]


def test_only_web_addresses_and_not_the_page_itself() -> None:
    page = "".join(
        f"<a href='{target}'>x</a>"
        for target in ("#top", "javascript:go()", "mailto:a@b.example", "", "?page=1", "/d/1", "http://[")
    )  # fmt: skip
    assert [item.address for item in read(page, links=".").items] == [
        "https://publisher.example/d/1"
    ]


def test_a_date_is_not_taken_from_the_neighbour() -> None:
    page = """<div><p><a href="/d/1">One</a></p><p><a href="/d/2">Two</a> <i>5 May</i></p></div>"""
    assert [item.date for item in read(page, links="/d/", date="i").items] == ["", "5 May"]


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><div><a href=/d/1>One<div><a href='/d/2'>Two</td></html><p></body>",
        "<a href='/d/1'>One</a>\x00\x0b<a href='/d/2'>Two",
        "<!-- <a href='/d/3'> --><a href='/d/1'>One</a><style>a {}</style><a href='/d/2'>Two</a>",
    ],
)
def test_broken_pages(page: str) -> None:
    found = read(page, links="/d/")
    assert [item.address[-1] for item in found.items] == ["1", "2"]
    assert [item.title for item in found.items] == ["One", "Two"]


@pytest.mark.parametrize(
    ("head", "media_type", "charset"),
    [
        ("", "text/html; charset=windows-1256", "windows-1256"),
        ("<meta charset='windows-1256'>", "text/html", "windows-1256"),
        ("", "text/html", "utf-8"),
        ("<meta charset='utf-16'>", "text/html; charset=nonsense", "utf-8"),
    ],
)
def test_charsets(head: str, media_type: str, charset: str) -> None:
    page = f"<html><head>{head}</head><a href='/d/1'>الإفراج عن محامية</a></html>"
    found = read(page.encode(charset), media_type=media_type, links="/d/")
    assert found.items[0].title == "الإفراج عن محامية"


@pytest.mark.parametrize(
    ("page", "failure"),
    [
        ("", FailureClass.CHANGED_SHAPE),
        ("%PDF-1.4 nothing", FailureClass.CHANGED_SHAPE),
        ('{"error": "no"}', FailureClass.CHANGED_SHAPE),
        ("<html><title>Access denied</title><p>x</p></html>", FailureClass.BLOCKED),
        ("<html><title>x</title><p>Verify you are human</p></html>", FailureClass.BLOCKED),
    ],
)
def test_what_is_no_listing(page: str, failure: FailureClass) -> None:
    with pytest.raises(SourceFailure) as caught:
        read(page, links="/d/")
    assert caught.value.failure is failure


def test_a_captcha_in_a_contact_form_is_no_challenge() -> None:
    page = "<html><script src='recaptcha.js'></script><p>No results.</p></html>"
    assert read(page, links="/d/") == Discovery()


@pytest.mark.parametrize("nested", ["<div>", "<a href='/d/1'>", "<table><tr><td>"])
def test_deep_nesting_costs_no_more_than_its_length(nested: str) -> None:
    started = time.monotonic()
    read("<html><body><a href='/d/1'>One</a>" + nested * 50_000, links="/d/", date="i")
    assert time.monotonic() - started < 20


def test_ten_thousand_entries() -> None:
    page = "".join(
        f"<li><a href='/d/{n}'>Statement {n}</a> <i>{n % 28 + 1} May 2024</i></li>"
        for n in range(10_000)
    )
    started = time.monotonic()
    found = read(f"<ul>{page}</ul>", links="/d/", date="i")
    assert len(found.items) == 10_000
    assert found.items[9_999].date == "4 May 2024"
    assert time.monotonic() - started < 20


def test_a_link_around_a_whole_card_is_titled_by_its_heading() -> None:
    page = "<a href='/d/1'><p>News</p><h3>A <b>law</b>yer</h3><p>Long words</p></a>"
    assert read(page, links="/d/").items[0].title == "A lawyer"
    assert read(page.replace("h3", "p"), links="/d/").items[0].title == "News A lawyer Long words"
