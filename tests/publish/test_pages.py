"""What holds for every page: its languages, its headers, its cost."""

import itertools
import re
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries, Settings

from liaison.kernel.home import Home
from tests.publish.invented import SAID

LANGUAGES = ("en", "fr", "es", "ru", "ar")
PATHS = (
    "",
    "search",
    "search?q=defenders&country=ISL",
    f"documents/{SAID[0].identifier}",
    "mechanisms",
    "mechanisms/harbour-commission",
    "sources",
    "sources/oasis-appeals",
    "about-data",
    "who-can-act",
    "who-can-act?country=KEN&about=detention",
    "urgent-help",
    "mechanisms/un-srhrd",
    "meetings",
    "working-groups",
    "working-groups/coe-ingo-hrd",
)
Page = html.HtmlElement
Read = Callable[..., Page]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_stands_in_every_language(read_page: Read, language: str, path: str) -> None:
    page = read_page(f"/{language}/{path}")
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ar" else "ltr")
    assert len(page.findall(".//h1")) == 1
    assert page.findtext(".//title", "").strip()
    alternates = {
        link.get("hreflang"): link.get("href") for link in page.findall(".//link[@hreflang]")
    }
    assert set(alternates) == {*LANGUAGES, "x-default"}
    assert alternates["ru"] == f"http://testserver/ru/{path}"
    switch = page.xpath("//nav[@class='languages']//a/@href")
    assert switch == [f"/{code}/{path}" for code in LANGUAGES if code != language]


@pytest.mark.parametrize("path", PATHS)
def test_headings_follow_each_other(read_page: Read, path: str) -> None:
    levels = [int(heading.tag[1]) for heading in read_page(f"/en/{path}").xpath("//h1|//h2|//h3")]
    steps = [after - before for before, after in itertools.pairwise(levels)]
    assert levels[0] == 1
    assert max(steps, default=0) <= 1


@pytest.mark.parametrize("path", PATHS)
def test_no_script_no_cookie_no_inline_style_nothing_from_elsewhere(
    client: Client, record: Home, path: str
) -> None:
    response = client.get(f"/en/{path}")
    text = response.content.decode()
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert scripts == ['<script type="application/ld+json">']  # data, which no browser runs
    assert "<style" not in text
    assert not re.search(r"\s(style|on\w+)=", text)
    assert not response.cookies
    page = html.fromstring(text)
    loaded = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //img/@src")
    assert len(loaded) == 2  # all styles are one file, so that a first view asks for two in all
    assert all(re.match(r"/(static/|site\.css\?)", address) for address in loaded)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_in_its_language_what_the_site_is(read_page: Read, language: str) -> None:
    page = read_page(f"/{language}/search?q=defenders")
    (said,) = page.xpath("//meta[@name='description']/@content")
    assert said in page.xpath("string(//footer)")


def test_headers_keep_a_reader_safe(client: Client, record: Home) -> None:
    headers = client.get("/en/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "public, no-cache"
    assert headers["Content-Language"] == "en"


def test_an_unchanged_page_costs_a_reader_nothing(client: Client, record: Home) -> None:
    tag = client.get("/en/").headers["ETag"]
    again = client.get("/en/", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert not again.content


def test_pages_travel_compressed(client: Client, record: Home) -> None:
    response = client.get("/en/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    tag = response.headers["ETag"]
    both = {"Accept-Encoding": "gzip", "If-None-Match": tag}
    assert client.get("/en/", headers=both).status_code == 304


def test_static_files_are_kept_and_change_their_address_with_their_bytes(
    client: Client, read_page: Read
) -> None:
    address = read_page("/en/").xpath("//link[@rel='stylesheet']/@href")[0]
    assert re.search(r"\?v=[0-9a-f]{12}$", address)
    response = client.get(address)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("accepts", "language"),
    [("fr-CH, fr;q=0.9, en;q=0.8", "fr"), ("ar", "ar"), ("de, ja;q=0.5", "en"), ("", "en")],
)
def test_the_bare_address_leads_to_the_readers_language(
    client: Client, record: Home, accepts: str, language: str
) -> None:
    response = client.get("/", headers={"Accept-Language": accepts})
    assert response.status_code == 302
    assert response.headers["Location"] == f"/{language}/"
    assert "Accept-Language" in response.headers["Vary"]


def test_an_address_without_language_keeps_its_question(client: Client, record: Home) -> None:
    response = client.get("/search?q=coast", headers={"Accept-Language": "es"})
    assert response.headers["Location"] == "/es/search?q=coast"


@pytest.mark.parametrize("path", ["", "search", "nowhere"])
def test_an_invented_record_says_so_on_every_page(client: Client, record: Home, path: str) -> None:
    assert "Everything here is invented" in client.get(f"/en/{path}").content.decode()


def test_a_real_record_has_no_banner(client: Client, record: Home) -> None:
    record.stamp.write_text('{"kind": "real"}', encoding="utf-8")
    assert 'class="banner"' not in client.get("/en/").content.decode()


def test_a_damaged_stamp_is_no_reason_to_keep_silent(client: Client, record: Home) -> None:
    record.stamp.write_text("{", encoding="utf-8")
    assert "To be checked." in client.get("/en/").content.decode()


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("", 12),  # of which eight are kept for half a minute
        ("search?q=defenders", 7),
        (f"documents/{SAID[0].identifier}", 12),
        ("mechanisms/harbour-commission", 13),
    ],
)
def test_a_page_asks_few_questions_cold(
    client: Client,
    record: Home,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    cache.clear()
    with django_assert_max_num_queries(most):
        client.get(f"/en/{path}")


@pytest.mark.parametrize(
    ("path", "most"), [("", 3), ("search?q=defenders", 3), ("mechanisms/harbour-commission", 4)]
)
def test_a_page_asks_fewer_warm(
    client: Client,
    record: Home,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    path: str,
    most: int,
) -> None:
    """One of them is whether anything was withdrawn since: that is never taken from a cache."""
    client.get(f"/en/{path}")
    with django_assert_max_num_queries(most):
        client.get(f"/en/{path}")


def test_foreign_titles_say_their_language(read_page: Read) -> None:
    titles = read_page("/en/").xpath("//section[@aria-labelledby='latest']//li//a")
    said = {title.text: (title.get("lang"), title.get("dir")) for title in titles}
    assert said[SAID[3].title] == ("ar", "rtl")
    assert said[SAID[2].title] == ("ru", "ltr")


def test_the_front_page_tells_what_there_is_and_what_is_silent(read_page: Read) -> None:
    page = read_page("/en/")
    assert page.xpath("//dl[@class='figures']//dd/text()") == ["11", "4", "5"]
    silent = page.xpath("//section[@aria-labelledby='silent']")[0].text_content()
    assert "Relatoría del Estuario, informes" in silent
    assert "It refuses to be read by a machine." in silent


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("record@harbour.example", "mailto:record@harbour.example"),
        ("https://harbour.example/contact", "https://harbour.example/contact"),
    ],
)
def test_a_reader_can_reach_whoever_runs_the_site(
    read_page: Read, settings: Settings, contact: str, link: str
) -> None:
    assert "has not entered a contact yet" in read_page("/en/").xpath("//footer")[0].text_content()
    assert "has not entered" in read_page("/en/about-data").xpath("//main")[0].text_content()
    settings.CONTACT = contact
    for place in ("//footer", "//main"):
        page = read_page("/ar/about-data").xpath(place)[0]
        assert page.xpath(f".//a[@href='{link}']")[0].text_content() == contact


def test_names_in_latin_letters_do_not_turn_arabic_pages_around(read_page: Read) -> None:
    assert read_page("/ar/sources/harbour-statements").xpath("//h1/@dir") == []
    about = read_page("/ar/about-data").xpath("//main")[0]
    assert {code.get("dir") for code in about.xpath(".//p/code")} == {"ltr"}
    assert not any(".json" in text for text in about.xpath(".//p/text()"))


def test_an_empty_record_says_so(client: Client, db: None, settings: Settings) -> None:
    cache.clear()
    response = client.get("/en/")
    assert "nothing was harvested yet" in response.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written(client: Client, record: Home, method: str) -> None:
    answer = getattr(client, method)("/en/search")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "Nothing can be changed here" in answer.content.decode()


def test_search_engines_are_kept_from_what_is_invented(client: Client, record: Home) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    record.stamp.write_text('{"kind": "real"}', encoding="utf-8")
    assert "Disallow: /*/search?\n" in client.get("/robots.txt").content.decode()
