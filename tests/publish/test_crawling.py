"""What browsers and crawlers find the record by: OpenSearch, sitemaps, robots.txt."""

import datetime as dt
from xml.etree import ElementTree as ET

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Document, Matter
from liaison.kernel.home import Home
from liaison.publish.site import sitemaps
from tests.publish.invented import SAID
from tests.publish.reading import content
from tests.publish.walking import MATTER, in_one_matter

LANGUAGES = ("en", "fr", "es", "ru", "ar")
OPEN = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
MAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
SHOWN = [one for one in SAID if one.identifier != SAID[-1].identifier]


def file_of(table: type[Document] | type[Matter]) -> str:
    """The file that holds the first row of a table: keys do not begin anew in every database."""
    first = table.objects.order_by("id")[0].pk
    return f"/sitemap-{table.__name__.lower()}s-{first // sitemaps.ROWS}.xml"


def read(client: Client, address: str) -> ET.Element:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return ET.fromstring(content(answer))  # noqa: S314 (our own answer)


def told(root: ET.Element, path: str, names: dict[str, str] = MAP) -> list[str]:
    return [one.text or "" for one in root.findall(path, names)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_learns_to_search_from_every_page(
    client: Client, record: Home, language: str
) -> None:
    for path in ("", f"documents/{SAID[0].identifier}", "nowhere"):
        page = html.fromstring(client.get(f"/{language}/{path}").content.decode())
        [link] = page.xpath("//link[@rel='search']")
        assert link.get("type") == "application/opensearchdescription+xml"
        assert link.get("href") == f"/{language}/opensearch.xml"
    answer = client.get(link.get("href"))
    assert answer.headers["Content-Type"] == link.get("type")
    root = ET.fromstring(answer.content)  # noqa: S314 (our own answer)
    assert told(root, "o:Language", OPEN) == [language]
    assert len(told(root, "o:ShortName", OPEN)[0]) <= 16
    assert len(told(root, "o:Description", OPEN)[0]) <= 1024
    by_type = {one.get("type"): one.get("template", "") for one in root.findall("o:Url", OPEN)}
    for media_type in ("text/html", "application/atom+xml", "application/json"):
        assert by_type[media_type].startswith(f"http://testserver/{language}/search")
        asked = by_type[media_type].replace("{searchTerms}", "defenders")
        found = client.get(asked)
        assert found.status_code == 200
        assert found.headers["Content-Type"].startswith(media_type)
        assert SAID[0].identifier in found.content.decode()


def test_an_invented_record_says_so_to_browsers_and_crawlers(client: Client, record: Home) -> None:
    files = ("/en/opensearch.xml", "/sitemap.xml", "/sitemap-pages.xml", file_of(Document))
    for address in files:
        assert "invented" in content(client.get(address)).decode()
    record.stamp.write_text('{"kind": "real"}', encoding="utf-8")
    for address in files:
        assert "invented" not in content(client.get(address)).decode()


def test_the_index_leads_to_every_page_in_every_language(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[1])
    assert (
        "\nSitemap: http://testserver/sitemap.xml\n" in client.get("/robots.txt").content.decode()
    )
    files = told(read(client, "/sitemap.xml"), "s:sitemap/s:loc")
    assert len(files) == len(set(files)) >= 3
    listed = [one for file in files for one in told(read(client, file), "s:url/s:loc")]
    assert len(listed) == len(set(listed))
    for one in SHOWN:
        assert {f"http://testserver/{code}/documents/{one.identifier}" for code in LANGUAGES} <= {
            *listed
        }
    assert not any(SAID[-1].identifier in address or "search" in address for address in listed)
    for path in (f"matters/{MATTER}", "mechanisms/harbour-commission", "sources/oasis-appeals", ""):
        assert f"http://testserver/ar/{path}" in listed
    assert {client.get(address).status_code for address in listed} == {200}


def test_a_page_names_its_other_languages_and_when_it_changed(client: Client, record: Home) -> None:
    for url in read(client, file_of(Document)).findall("s:url", MAP):
        beside = {one.get("hreflang"): one.get("href") for one in url.findall("x:link", MAP)}
        assert set(beside) == {*LANGUAGES, "x-default"}
        address = url.findtext("s:loc", "", MAP)
        assert address in beside.values()
        page = html.fromstring(client.get(address).content.decode())
        on_page = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")}
        assert on_page == beside
        row = Document.objects.get(identifier=address.rsplit("/", 1)[1])
        changed = dt.datetime.fromisoformat(url.findtext("s:lastmod", "", MAP))
        assert changed == row.changed_at.replace(microsecond=0)
    assert not told(read(client, "/sitemap-pages.xml"), "s:url/s:lastmod")


def test_rows_are_cut_into_files_by_their_keys(
    client: Client,
    record: Home,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    monkeypatch.setattr(sitemaps, "ROWS", 2)
    in_one_matter(SAID[0], SAID[1])
    files = told(read(client, "/sitemap.xml"), "s:sitemap/s:loc")
    changed = {
        one.findtext("s:loc", "", MAP): one.findtext("s:lastmod", "", MAP)
        for one in read(client, "/sitemap.xml").findall("s:sitemap", MAP)
    }
    parts = [file for file in files if "documents" in file]
    assert len(parts) >= len(SHOWN) // 2
    met = []
    for file in parts:
        found = told(read(client, file), "s:url/s:loc")
        assert len(found) <= 2 * len(LANGUAGES)
        met += found
        moments = told(read(client, file), "s:url/s:lastmod")
        if len(moments) == 2 * len(LANGUAGES):
            assert changed[file] == max(moments)
    assert len(met) == len(set(met)) == len(SHOWN) * len(LANGUAGES)
    with django_assert_num_queries(2):
        read(client, parts[0])


def test_what_has_no_end_is_closed_to_search_engines_and_what_it_begins_with_is_not(
    client: Client, record: Home
) -> None:
    def told_to_robots(address: str) -> list[str]:
        page = html.fromstring(client.get(address).content.decode())
        return [one.get("content") for one in page.xpath("//meta[@name='robots']")]

    for path in ("search", "calendar", "trends", "who-can-act"):
        assert told_to_robots(f"/en/{path}") == []
    for query in (
        "search?q=defenders",
        "search?country=ISL",
        "search?page=2",
        "search?sort=oldest",
    ):
        assert told_to_robots(f"/en/{query}") == ["noindex,follow"]


def test_a_file_is_sent_while_it_is_written(client: Client, record: Home) -> None:
    for number in range(200):
        Document.objects.create(
            identifier=f"b{number:012}",
            address=f"https://harbour.rehearsal.test/more/{number}",
            source_id="harbour-statements",
            first_captured=NOW,
            changed_at=NOW,
            described_version=1,
        )
    answer = client.get(file_of(Document))
    assert answer.streaming
    pieces = list(answer)
    assert len(pieces) > 5
    assert max(map(len, pieces)) < 200_000
    at_most = 50_000
    assert sitemaps.ROWS * len(LANGUAGES) <= at_most
    assert len(b"".join(pieces)) / 210 * sitemaps.ROWS < 50_000_000  # bytes: sitemaps.org


def test_what_is_withdrawn_leaves_the_map_at_once(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[1])
    assert MATTER in content(client.get(file_of(Matter))).decode()
    for one in SAID[:2]:
        withdraw(one.identifier, why="A person asked for it.", by="an editor", now=NOW)
        assert one.identifier not in content(client.get(file_of(Document))).decode()
    assert MATTER not in content(client.get(file_of(Matter))).decode()


@pytest.mark.parametrize("name", ["documents-9999", f"matters-{10**30}", f"documents-{10**30}"])
def test_there_is_no_file_of_rows_that_are_not_there(
    client: Client, record: Home, name: str
) -> None:
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_a_merged_matter_is_listed_once(client: Client, record: Home) -> None:
    in_one_matter(SAID[0], SAID[1])
    Matter.objects.create(
        identifier="m3333333333333"[:13], founder="x", merged_into=MATTER, made_at=NOW
    )
    assert len(told(read(client, file_of(Matter)), "s:url")) == len(LANGUAGES)


@pytest.mark.parametrize("address", ["/sitemap.xml", "/sitemap-pages.xml", "/en/opensearch.xml"])
def test_asking_for_the_head_alone_or_for_too_much(
    client: Client, record: Home, address: str
) -> None:
    head = client.head(address)
    assert head.status_code == 200
    assert not content(head)
    whole = client.get(address)
    assert head.headers.get("Content-Length") == whole.headers.get("Content-Length")
    assert head.headers["Content-Type"] == client.get(address).headers["Content-Type"]
    assert client.get(f"{address}?q=x").status_code == 400


def test_an_empty_record_has_a_map(client: Client, db: None) -> None:
    cache.clear()
    assert told(read(client, "/sitemap.xml"), "s:sitemap/s:loc") == [
        "http://testserver/sitemap-pages.xml"
    ]
