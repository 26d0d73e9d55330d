"""The readers on real material: what they make of it, and where they agree with others."""

import ast
import json
import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison.kernel.errors import SourceFailure
from liaison.kernel.identifier import document_identifier
from liaison.sources.reader_options import ListingReader, SitemapReader
from liaison.sources.readers.feed import discover_feed
from liaison.sources.readers.listing import discover_listing
from liaison.sources.readers.sitemap import discover_sitemap

pytestmark = pytest.mark.real
AT = "https://publisher.example/list"
_STATED = re.compile(
    rb"Expect:[^\r\n]*entries\[0\]\[?'?\.?(?P<field>title|link|published|updated)'?\]?"
    rb"\s*==\s*u?(?P<value>'[^'\r\n]*'|\"[^\"\r\n]*\")\s*$",
    re.MULTILINE,
)


def files(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive) as packed:
        for member in packed:
            content = packed.extractfile(member) if member.isfile() else None
            if content is not None:
                yield member.name, content.read()


def test_court_feeds_whose_entries_are_the_documents(real_data: Path) -> None:
    paths = sorted((real_data / "hudoc-rss").glob("*.rss.xz"))
    assert paths
    for path in paths:
        data = lzma.decompress(path.read_bytes())
        found = discover_feed(data, "application/rss+xml", AT, whole=True)
        links = set(re.findall(rb"<link>([^<]+)</link></item>", data))
        assert len(found.items) == len(links) > 100
        assert len({document_identifier(item.address) for item in found.items}) == len(links)
        assert found.notes == ()
        for item in found.items:
            assert re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT", item.date)
            assert item.title or item.content


def test_feeds_saved_from_the_web(real_data: Path) -> None:
    read = unread = 0
    for _, data in files(real_data / "feeds" / "feedjira-real.tar.xz"):
        if not re.search(rb"<(?:rss|feed|rdf:RDF)\b|\"items\"", data):
            unread += 1  # a piece of an entry, kept beside the feed it is from
            with pytest.raises(SourceFailure):
                discover_feed(data, "", AT, whole=True)
            continue
        found = discover_feed(data, "", AT, whole=True)
        entries = len(re.findall(rb"<(?:item|entry)[\s>]", data)) or len(json.loads(data)["items"])
        assert len(found.items) == entries
        assert all(item.title for item in found.items)
        read += 1
    assert read > 5 * unread


def test_agreement_on_what_an_entry_states(real_data: Path) -> None:
    agreed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, data in files(real_data / "feeds" / "feedparser-tests.tar.xz"):
        stated = _STATED.search(data[:5_000])
        # Sanitised or resolved markup in a title is no aim here: titles are plain.
        if stated is None or re.search(r"/(?:sanitize|base|cdf)/|base64|markup", name):
            continue
        field, value = stated["field"].decode(), ast.literal_eval(stated["value"].decode())
        asked[field] += 1
        try:
            item = discover_feed(_with_a_title(data), "", AT, whole=True).items[0]
        except (SourceFailure, IndexError):
            continue
        said = {"title": item.title, "link": item.address}.get(field, item.date)
        agreed[field] += said == " ".join(value.split())
    assert asked.total() > 30
    assert agreed == asked


def _with_a_title(data: bytes) -> bytes:
    """An entry that states a date alone is none here: give it a title."""
    if re.search(rb"title\b[^>]*>", data):
        return data
    return re.sub(rb"(<(?:item|entry)[^>/]*>)", rb"\1<title>x</title>", data)


def test_nothing_but_clear_failures_on_any_feed(real_data: Path) -> None:
    read = 0
    for name, data in files(real_data / "feeds" / "feedparser-tests.tar.xz"):
        if name.endswith((".xml", ".json", ".dat")):
            try:
                discover_feed(data, "", AT, whole=True)
            except SourceFailure as failure:
                assert "\n" not in str(failure)
            read += 1
    assert read > 1_000


def test_sitemaps_of_every_kind(real_data: Path) -> None:
    archive = real_data / "robots-sitemaps" / "crawler-commons.tar.xz"
    read = 0
    for name, data in files(archive):
        if "sitemaps/" not in name:
            continue
        found = discover_sitemap(SitemapReader(kind="sitemap"), data, "", AT, most=50_000_000)
        assert found.items or found.pages, name
        if data.lstrip()[:1] == b"<" and b"<loc>" in data:
            assert len(found.items) == len(set(re.findall(rb"<loc>\s*([^<]*?)\s*</loc>", data)))
        read += 1
    assert read > 15


def test_result_pages_give_every_record_with_its_date(real_data: Path) -> None:
    folder = real_data / "amnesty-listings"
    with lzma.open(folder / "records.jsonl.xz", "rt", encoding="utf-8") as lines:
        records = {record["url"]: record for record in map(json.loads, lines)}
    options = ListingReader(
        kind="listing",
        select=".post-title a",
        date=".post-byline",
        next=".post-paginationNext a",
    )
    known = 0
    for _, data in files(folder / "pages.tar.xz"):
        found = discover_listing(options, data, "text/html", AT)
        assert len(found.items) == data.count(b'<article class="post')
        assert len(found.pages) == len(re.findall(rb'post-paginationNext">\s*<a', data))
        for item in found.items:
            if record := records.get(item.address):
                known += 1
                assert item.title == " ".join(record["title"].split())
                assert item.date == (record["date"] or "")
    assert known > 50
