"""What pages say of themselves to programs."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from lxml import html

from liaison.catalogue.decisions import withdraw, withdraw_name
from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from tests.publish.invented import NOW, SAID
from tests.publish.test_withdrawn_names import MARKS, NAME, SAYING
from tests.publish.walking import MATTER, in_one_matter

LANGUAGES = ("en", "fr", "es", "ru", "ar")
KINDS = {
    "": "WebPage",
    "search?q=defenders": "SearchResultsPage",
    f"documents/{SAID[0].identifier}": "WebPage",
    f"matters/{MATTER}": "CollectionPage",
    "mechanisms": "CollectionPage",
    "mechanisms/harbour-commission": "CollectionPage",
    "sources": "CollectionPage",
    "sources/oasis-appeals": "CollectionPage",
    "about-data": "AboutPage",
}
HOSTILE = (
    '</script><script>alert("x")</script>',
    "<!--<script>",
    ']]> & &lt;/script&gt; \u2028\u2029 "quotes" \\u003c \\',
    "\u202eعنوان <b>",
    "'; {{ 7|add:1 }} {% now %}",
)


def described(client: Client, path: str) -> list[dict[str, Any]]:
    """The entries of a page's only block of data."""
    answer = client.get(path)
    assert answer.status_code == 200
    [said] = html.fromstring(answer.content.decode()).xpath(
        "//script[@type='application/ld+json']/text()"
    )
    whole = json.loads(said)
    assert whole["@context"] == "https://schema.org"
    entries: list[dict[str, Any]] = whole["@graph"]
    return entries


def of_kind(entries: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    [found] = [one for one in entries if one["@type"] == kind]
    return found


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from nodes(part)
    elif isinstance(value, list):
        for part in value:
            yield from nodes(part)


@pytest.mark.parametrize("path", list(KINDS))
def test_every_page_says_what_it_is_in_every_language(
    client: Client, record: Home, path: str
) -> None:
    in_one_matter(SAID[0], SAID[1])
    for language in LANGUAGES:
        entries = described(client, f"/{language}/{path}")
        page = of_kind(entries, KINDS[path])
        assert page["inLanguage"] == language
        assert page["url"] == f"http://testserver/{language}/{path}".partition("?")[0]
        known = {one["@id"] for one in entries if len(one) > 1}
        assert page["isPartOf"]["@id"] in known
        assert page.get("mainEntity", page["isPartOf"])["@id"] in known
        for node in nodes(entries):
            assert "@type" in node or set(node) == {"@id"}
            assert "Person" not in node.get("@type", "")
            assert all(value not in ("", [], None) for value in node.values())
        if path:
            trail = page["breadcrumb"]["itemListElement"]
            assert [one["position"] for one in trail] == list(range(1, len(trail) + 1))
            assert trail[0]["item"] == f"http://testserver/{language}/"
            assert trail[-1]["item"] == page["url"]
            assert all(one["name"] for one in trail)
            assert {client.get(one["item"]).status_code for one in trail} == {200}


def test_a_document_says_from_whom_and_where_it_is(client: Client, record: Home) -> None:
    said = next(one for one in SAID if one.symbol and one.source == "harbour-statements")
    entries = described(client, f"/en/documents/{said.identifier}")
    [work] = [one for one in entries if one["@id"].endswith(f"/documents/{said.identifier}")][-1:]
    assert work["@id"] == f"http://testserver/documents/{said.identifier}"
    assert work["name"] == said.title
    assert work["datePublished"] == said.published
    assert set(work["inLanguage"]) == {said.language, *said.translations}
    assert work["publisher"] == {
        "@type": "Organization",
        "name": "Harbour Commission on Defenders",
    }
    assert work["isBasedOn"] == said.address
    assert work["license"]["name"] == "Free to reuse with the source named"
    assert {one["propertyID"]: one["value"] for one in work["identifier"]} == {
        "liaison": said.identifier,
        "symbol": said.symbol,
    }
    assert {one["identifier"] for one in work["about"]} == set(said.about)
    for copy in work["encoding"]:
        answer = client.get(copy["contentUrl"])
        assert answer.headers["ETag"] == f'"{copy["sha256"]}"'
        assert answer.headers["Content-Type"].startswith(copy["encodingFormat"])


@pytest.mark.parametrize("published", ["2012", "2012-03", "2012-03-15", ""])
def test_a_date_is_as_precise_as_it_is_known(client: Client, record: Home, published: str) -> None:
    Document.objects.filter(identifier=SAID[0].identifier).update(published=published)
    entries = described(client, f"/en/documents/{SAID[0].identifier}")
    assert entries[-1].get("datePublished", "") == published


def test_a_copy_that_is_not_given_out_has_no_address(client: Client, record: Home) -> None:
    for said in SAID:
        if said.source in ("estuary-reports", "steppe-letters"):
            entries = described(client, f"/en/documents/{said.identifier}")
            assert all("contentUrl" not in one for one in entries[-1]["encoding"])


def test_the_front_page_says_how_to_search(client: Client, record: Home) -> None:
    for language in LANGUAGES:
        action = of_kind(described(client, f"/{language}/"), "WebSite")["potentialAction"]
        assert action["@type"] == "SearchAction"
        name = action["query-input"].removeprefix("required name=")
        address = action["target"]["urlTemplate"]
        assert f"{{{name}}}" in address
        found = client.get(address.replace(f"{{{name}}}", "defenders"))
        assert found.status_code == 200
        assert SAID[0].identifier in found.content.decode()


def test_the_record_is_a_dataset(client: Client, record: Home) -> None:
    entries = described(client, "/en/about-data")
    data, catalogue = of_kind(entries, "Dataset"), of_kind(entries, "DataCatalog")
    assert catalogue["dataset"]["@id"] == data["@id"]
    assert 50 <= len(data["description"]) <= 5000
    for way in data["distribution"]:
        answer = client.get(way["contentUrl"])
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(way["encodingFormat"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_title_breaks_out(client: Client, record: Home, hostile: str) -> None:
    row = Document.objects.get(identifier=SAID[0].identifier)
    Document.objects.filter(pk=row.pk).update(title=hostile, symbol=hostile)
    row.editions.update(title=hostile)
    in_one_matter(SAID[0], SAID[1])
    for path in (f"documents/{row.identifier}", f"matters/{MATTER}", "search", "mechanisms/harbour-commission"):  # fmt: skip
        entries = described(client, f"/en/{path}")
        assert any(one.get("name") == hostile for one in nodes(entries)), path
        page = html.fromstring(client.get(f"/en/{path}").content.decode())
        assert [one.get("type") for one in page.iter("script")] == ["application/ld+json"]
        raw = client.get(f"/en/{path}").content.decode()
        block = raw.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
        assert json.loads(block) == {"@context": "https://schema.org", "@graph": entries}
        assert not set("<>&\u2028\u2029") & set(block)


def test_what_is_invented_says_so_in_every_entry(client: Client, record: Home) -> None:
    paths = ["/en/", "/en/about-data", f"/en/documents/{SAID[0].identifier}", "/en/search"]
    for path in paths:
        for entry in described(client, path):
            assert "invented" in entry["disambiguatingDescription"]
    record.stamp.write_text('{"kind": "real"}', encoding="utf-8")
    for path in paths:
        assert "invented" not in json.dumps(described(client, path))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_withdrawn_name_is_covered(client: Client, record: Home, language: str) -> None:
    row = Document.objects.get(identifier=SAYING.identifier)
    Document.objects.filter(pk=row.pk).update(title=f"Free {NAME}", symbol=f"{NAME} v. Sea")
    row.editions.update(title=f"Free {NAME}", language=row.title_language)
    paths = (f"/{language}/documents/{row.identifier}", f"/{language}/search")
    for path in paths:
        assert NAME in json.dumps(described(client, path), ensure_ascii=False)
    withdraw_name(NAME, secret=settings.HOME.secret(), why="She asked.", by="us", now=NOW)
    for path in paths:
        said = json.dumps(described(client, path), ensure_ascii=False)
        assert "orrendahl" not in said
        assert MARKS[language] in said
        assert "\ufdd0" not in said


def test_a_page_of_a_withdrawn_document_describes_nothing(client: Client, record: Home) -> None:
    withdraw(SAID[0].identifier, why="She asked.", by="us", now=NOW)
    page = client.get(f"/en/documents/{SAID[0].identifier}").content.decode()
    assert "application/ld+json" not in page
    assert "application/ld+json" not in client.get("/en/nowhere").content.decode()
    assert SAID[0].identifier not in json.dumps(described(client, "/en/search"))
