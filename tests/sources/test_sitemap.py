"""Sitemaps as they are found: nested, zipped, misnamed, as text, as feeds."""

import gzip
import time

import pytest

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Discovery
from liaison.sources.reader_options import SitemapReader
from liaison.sources.readers.sitemap import discover_sitemap

AT = "https://publisher.example/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
MOST = 50_000_000


def read(data: bytes, *, most: int = MOST, **options: object) -> Discovery:
    reader = SitemapReader.model_validate({"kind": "sitemap", **options})
    return discover_sitemap(reader, data, "", AT, most=most)


def urlset(urls: str, namespace: str = NAMESPACE) -> bytes:
    return f"<?xml version='1.0' encoding='UTF-8'?><urlset {namespace}>{urls}</urlset>".encode()


def url(name: str, rest: str = "") -> str:
    return f"<url><loc> https://publisher.example/{name} </loc>{rest}</url>"


def addresses(found: Discovery) -> list[str]:
    return [item.address.removeprefix("https://publisher.example/") for item in found.items]


@pytest.mark.parametrize(
    "namespace",
    [NAMESPACE, "", 'xmlns="http://www.google.com/schemas/sitemap/0.84"', 'xmlns="nonsense"'],
)
def test_addresses_whatever_the_namespace(namespace: str) -> None:
    assert addresses(read(urlset(url("a") + url("b") + url("a"), namespace))) == ["a", "b"]


def test_newest_first_up_to_the_limit_and_no_date_from_lastmod() -> None:
    urls = [
        url("undated"),
        url("old", "<lastmod>2019-01-01</lastmod>"),
        url("new", "<lastmod>2024-05-01T10:00:00+02:00</lastmod>"),
        url("odd", "<lastmod>yesterday</lastmod>"),
    ]
    found = read(urlset("".join(urls)))
    assert addresses(found) == ["new", "old", "undated", "odd"]
    assert {item.date for item in found.items} == {""}
    assert addresses(read(urlset("".join(urls)), limit=1)) == ["new"]


def test_include_and_exclude() -> None:
    urls = urlset("".join(url(name) for name in ("news/1", "news/tag/x", "about")))
    found = read(urls, include=["/news/"], exclude=["/tag/"])
    assert addresses(found) == ["news/1"]


def test_an_index_gives_its_sitemaps_newest_first() -> None:
    index = (
        f"<sitemapindex {NAMESPACE}>"
        "<sitemap><loc>https://publisher.example/old.xml.gz</loc><lastmod>2020-01-01</lastmod></sitemap>"
        "<sitemap><loc>/new.xml</loc><lastmod>2024-01-01</lastmod></sitemap>"
        "<sitemap><loc>https://publisher.example/images.xml</loc></sitemap>"
        f"<sitemap>{AT}</sitemap></sitemapindex>"
    ).encode()
    found = read(index, sitemaps=["new", "old"])
    assert found.items == ()
    assert found.pages == (
        "https://publisher.example/new.xml",
        "https://publisher.example/old.xml.gz",
    )


def test_news_extension_states_title_date_and_language() -> None:
    news = (
        "<n:news xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<n:publication><n:name>Publisher</n:name><n:language>ru</n:language></n:publication>"
        "<n:publication_date>2024-03-04</n:publication_date><n:title>Освобождена</n:title></n:news>"
        "<i:image xmlns:i='http://www.google.com/schemas/sitemap-image/1.1'><i:title>No</i:title></i:image>"
    )
    item = read(urlset(url("a", news))).items[0]
    assert (item.title, item.date, item.language) == ("Освобождена", "2024-03-04", "ru")


def test_the_date_of_a_film_is_not_that_of_the_page() -> None:
    film = (
        "<v:video xmlns:v='http://www.google.com/schemas/sitemap-video/1.1'>"
        "<v:title>Film</v:title><v:publication_date>2007-11-05</v:publication_date></v:video>"
    )
    item = read(urlset(url("a", film))).items[0]
    assert (item.title, item.date) == ("", "")


def test_languages_of_alternates() -> None:
    links = "".join(
        f"<x:link xmlns:x='http://www.w3.org/1999/xhtml' rel='alternate' hreflang='{language}' "
        f"href='https://publisher.example/{language}'/>"
        for language in ("en", "ar")
    )
    found = read(urlset(url("ar", links)))
    assert [item.language for item in found.items] == ["ar"]


def test_text_sitemaps() -> None:
    text = "\ufeffhttps://publisher.example/a\r\nhttps://publisher.example/b\r\n"
    assert addresses(read(text.encode())) == ["a", "b"]
    assert addresses(read(gzip.compress(text.encode()))) == ["a", "b"]


def test_a_feed_serves_as_a_sitemap() -> None:
    feed = b"<rss><channel><item><link>https://publisher.example/a</link></item></channel></rss>"
    assert addresses(read(feed)) == ["a"]


def test_a_gzip_in_several_members_is_read_whole() -> None:
    data = urlset("".join(url(str(n)) for n in range(5_000)))
    assert len(read(gzip.compress(data[:700]) + gzip.compress(data[700:])).items) == 5_000


def test_ill_formed_sitemaps_give_what_can_be_read_and_say_so() -> None:
    found = read(urlset(url("a?x=1&y=2") + url("b"))[:-20])
    assert addresses(found)[0] == "a?x=1&y=2"
    assert "ill-formed" in found.notes[0]


BOMB = gzip.compress(b"\0" * 20_000_000, mtime=0)


@pytest.mark.parametrize(
    ("data", "failure", "says"),
    [
        (gzip.compress(urlset(url("a")), mtime=0)[:-12], FailureClass.UNREADABLE, "cut off"),
        (gzip.compress(urlset(url("a")), mtime=0)[:5], FailureClass.UNREADABLE, "cut off"),
        (
            gzip.compress(urlset(url("a")) * 9, mtime=0)[:40] + b"\xff" * 60,
            FailureClass.UNREADABLE,
            "gzip",
        ),
        (BOMB, FailureClass.UNREADABLE, "more than 10000000 bytes"),
        (BOMB * 3, FailureClass.UNREADABLE, "more than 10000000 bytes"),
        (b"", FailureClass.CHANGED_SHAPE, "empty"),
        (b"<html><title>Gone</title></html>", FailureClass.CHANGED_SHAPE, "'Gone'"),
        (b"User-agent: *\nDisallow: /\n", FailureClass.CHANGED_SHAPE, "no list of addresses"),
        (b"<?xml version='1.0'?><opml/>", FailureClass.CHANGED_SHAPE, "<opml>"),
        (b"<urlset><url><lo", FailureClass.CHANGED_SHAPE, "broken XML"),
    ],
)
def test_what_is_no_sitemap(data: bytes, failure: FailureClass, says: str) -> None:
    with pytest.raises(SourceFailure) as caught:
        read(data, most=10_000_000)
    assert caught.value.failure is failure
    assert says in str(caught.value)


def test_fifty_thousand_addresses() -> None:
    data = urlset("".join(url(f"n/{n}", "<lastmod>2024-01-01</lastmod>") for n in range(50_000)))
    started = time.monotonic()
    assert len(read(data).items) == 50_000
    assert time.monotonic() - started < 30
