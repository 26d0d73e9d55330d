"""The feeds, read as a feed reader reads them (RFC 4287)."""

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import fastfeedparser
import pytest
from django.test import Client
from lxml import etree

from liaison.catalogue.actions import owe_to_index
from liaison.catalogue.models import Document, Edition
from liaison.index import open_writer
from liaison.kernel.home import Home
from liaison.pipeline.indexing import drain
from tests.publish.invented import SAID, WITHDRAWN

HASH = "{urn:ietf:params:xml:ns:metalink}hash"
A = "{http://www.w3.org/2005/Atom}"
ADDRESSES = (
    "/en/search.atom?q=defenders",
    "/ar/search.atom",
    "/fr/mechanisms/harbour-commission.atom",
    "/en/sources/oasis-appeals.atom",
)


def feed(client: Client, address: str) -> etree._Element:
    response = client.get(address)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def link(root: etree._Element, relation: str) -> str:
    found = root.find(f"{A}link[@rel='{relation}']")
    return "" if found is None else str(found.get("href"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_feed_has_what_the_standard_asks_for(client: Client, record: Home, address: str) -> None:
    root = feed(client, address)
    assert root.findtext(f"{A}id", "").startswith("urn:uuid:")
    assert root.findtext(f"{A}title", "")
    assert root.findtext(f"{A}author/{A}name", "") == "Liaison"
    assert link(root, "self") == f"http://testserver{address}"
    assert client.get(link(root, "alternate")).status_code == 200
    entries = root.findall(f"{A}entry")
    assert entries
    newest = max(entry.findtext(f"{A}updated", "") for entry in entries)
    assert root.findtext(f"{A}updated", "") == newest
    for entry in entries:
        assert entry.findtext(f"{A}id", "").startswith("urn:uuid:")
        assert entry.findtext(f"{A}title", "")
        assert entry.findtext(f"{A}author/{A}name", "")
        assert client.get(link(entry, "alternate")).status_code == 200
    assert fastfeedparser.parse(client.get(address).content).entries


def test_an_entry_keeps_its_name_in_every_feed_and_language(client: Client, record: Home) -> None:
    names = {
        entry.findtext(f"{A}id", "")
        for address in ("/en/search.atom?q=arrest", "/ru/search.atom?q=arrest")
        for entry in feed(client, address).findall(f"{A}entry")
    }
    # Frozen: a subscriber would meet every document again if this changed.
    assert names == {"urn:uuid:151365fc-383c-5dba-b15b-0e86544c1b0e"}


def test_titles_say_their_language_and_dates_no_more_than_is_known(
    client: Client, record: Home
) -> None:
    entries = {
        entry.findtext(f"{A}title", ""): entry
        for entry in feed(client, "/en/search.atom").findall(f"{A}entry")
    }
    appeal = entries[SAID[3].title]
    assert appeal.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    assert appeal.findtext(f"{A}published", "") == "2024-05-14T00:00:00+00:00"
    assert entries[SAID[1].title].find(f"{A}published") is None


@pytest.mark.parametrize(
    "query", ["", "q=defenders", "q=defenders&sort=oldest", "kind=press_release"]
)
def test_a_selection_has_what_changed_last_on_top(client: Client, record: Home, query: str) -> None:
    """A new document that ranks low, or was published long ago, is not missed."""
    old = Document.objects.get(identifier=SAID[6].identifier)
    assert old.published == "2022-02-11"
    Document.objects.filter(pk=old.pk).update(changed_at=dt.datetime(2024, 6, 2, tzinfo=dt.UTC))
    Edition.objects.filter(document=old).update(language="en")
    owe_to_index([old.identifier])
    with contextlib.closing(open_writer(record.index)) as writer:
        drain(writer)
    said = "defensoras" if query.startswith("q=") else ""
    address = f"/en/search.atom?{query.replace('defenders', said)}"
    times = [e.findtext(f"{A}updated", "") for e in feed(client, address).findall(f"{A}entry")]
    assert len(times) > 1
    assert times == sorted(times, reverse=True)
    assert times[0].startswith("2024-06-02")


def test_an_entry_never_claims_the_language_of_the_feed(client: Client, record: Home) -> None:
    Document.objects.filter(identifier=SAID[0].identifier).update(title_language="")
    entries = {
        entry.findtext(f"{A}title", ""): entry
        for entry in feed(client, "/ru/search.atom").findall(f"{A}entry")
    }
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    assert entries[SAID[0].title].get(language) == ""
    summary = entries[SAID[0].title].find(f"{A}summary")
    assert summary is not None
    assert summary.get(language) == "en"


def test_an_invented_record_says_so_in_its_feeds(client: Client, record: Home) -> None:
    assert "invented" in feed(client, "/en/search.atom").findtext(f"{A}subtitle", "")


def test_what_xml_cannot_carry_does_not_break_a_feed(client: Client, record: Home) -> None:
    Document.objects.filter(identifier=SAID[0].identifier).update(
        title="A \x01\x0b title \ufffe <b>"
    )
    root = feed(client, "/en/sources/harbour-statements.atom")
    assert any("title" in entry.findtext(f"{A}title", "") for entry in root.findall(f"{A}entry"))


def _walk(client: Client, address: str) -> Iterator[str]:
    while address:
        root = feed(client, address)
        yield from (entry.findtext(f"{A}title", "") for entry in root.findall(f"{A}entry"))
        address = link(root, "next")


def test_paging_leads_through_everything_once(client: Client, record: Home) -> None:
    moment = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    Document.objects.bulk_create(
        Document(
            identifier=f"z{number:012}",
            address=f"https://delta.rehearsal.test/{number}",
            source_id="delta-press",
            mechanism="harbour-commission",
            title=f"Note {number}",
            described_version=1,
            first_captured=moment,
            changed_at=moment,
        )
        for number in range(75)
    )
    seen = list(_walk(client, "/en/sources/delta-press.atom"))
    assert len(seen) == len(set(seen)) == 77
    assert seen[0] == "Note 74"
    all_of_it = list(_walk(client, "/en/mechanisms/harbour-commission.atom"))
    assert len(all_of_it) == len(set(all_of_it)) == 80
    assert WITHDRAWN.title not in all_of_it


def test_an_empty_feed_is_a_feed(client: Client, record: Home) -> None:
    root = feed(client, "/en/search.atom?q=zyzzyva")
    assert root.findtext(f"{A}updated", "") == "1970-01-01T00:00:00+00:00"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/en/mechanisms/nobody.atom", 404),
        ("/en/sources/nowhere.atom", 404),
        ("/en/sources/delta-press.atom?page=2", 400),
        ("/en/sources/delta-press.atom?cursor=x", 400),
    ],
)
def test_what_no_feed_has(client: Client, record: Home, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def json_feed(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    found: dict[str, Any] = json.loads(answer.content)
    return found


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_json_feed_has_what_the_atom_feed_has(client: Client, record: Home, address: str) -> None:
    root = feed(client, address)
    told = json_feed(client, address.replace(".atom", ".feed.json"))
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["title"] == root.findtext(f"{A}title")
    assert told["home_page_url"] == link(root, "alternate")
    assert told["feed_url"] == link(root, "self").replace(".atom", ".feed.json")
    assert told["_liaison"]["rehearsal"] is True
    assert "invented" in told["description"] or told["language"] != "en"
    entries = root.findall(f"{A}entry")
    assert len(entries) == len(told["items"]) > 0
    for entry, item in zip(entries, told["items"], strict=True):
        assert item["id"] == entry.findtext(f"{A}id")
        assert item["title"] == entry.findtext(f"{A}title")
        assert item["url"] == link(entry, "alternate")
        assert item["external_url"] == link(entry, "via")
        assert item["content_text"] == entry.findtext(f"{A}summary", "")
        hashes = [one.text for one in entry.findall(HASH)]
        assert item["_liaison"]["sha256"] == hashes
        assert len(hashes) == 1


def test_a_digest_is_that_of_what_was_captured(client: Client, record: Home) -> None:
    for entry in feed(client, "/en/search.atom").findall(f"{A}entry"):
        [told] = entry.findall(HASH)
        assert told.get("type") == "sha-256"
        identifier = link(entry, "alternate").rpartition("/")[2]
        captured = client.get(f"/en/documents/{identifier}.json").json()["editions"]
        assert told.text in {one["sha256"] for one in captured if one["role"] == "document"}


def test_a_json_feed_leads_on_from_page_to_page(
    client: Client, record: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liaison.publish.feeds.selections._PAGE", 3)
    address, met = "/en/mechanisms/harbour-commission.feed.json", []
    while address:
        page = json_feed(client, address)
        met += [item["id"] for item in page["items"]]
        address = page.get("next_url", "").removeprefix("http://testserver")
    assert (
        len(met) == len(set(met)) == sum(one.mechanism == "harbour-commission" for one in SAID) - 1
    )


@pytest.mark.parametrize("form", ["atom", "feed.json"])
def test_a_feed_is_asked_for_again_cheaply(client: Client, record: Home, form: str) -> None:
    address = f"/en/search.{form}?q=defenders"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.head(address).status_code == 200
    Document.objects.filter(identifier=SAID[0].identifier).update(title="Defenders: another title")
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
