"""A withdrawn document is nowhere on the site: every address there is, walked.

An address that is added later is walked too: one whose parts this test cannot fill fails it, until
it says what stands there for a document that may be withdrawn.
"""

import datetime as dt
import hashlib
import itertools
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver

from liaison.archive.models import Capture
from liaison.catalogue.decisions import undo_withdrawal, withdraw
from liaison.catalogue.models import Document, Link, Matter
from liaison.catalogue.related import LINKED
from liaison.config import urls
from liaison.config.reference.addresses import _allowed
from liaison.kernel.home import Home
from liaison.kernel.identifier import document_identifier
from liaison.kernel.relation import Relation, ordered
from liaison.publish.provenance import capture_name
from liaison.publish.site.sitemaps import ROWS
from tests.publish.invented import SAID, Said
from tests.publish.invented_visits import activity_of, tell_more
from tests.publish.reading import said as words_of
from tests.publish.telling import tell

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
WHY = "A person asked for it."
DOCUMENT = next(one for one in SAID if one.symbol)
MATTER = "m2346789bcdfg"
_PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def filled(said: Said) -> dict[tuple[str, str], str]:
    """What stands for one document in each part of an address, by the folder that it follows."""
    return {
        ("documents", "identifier"): said.identifier,
        ("editions", "key"): document_identifier(said.address),
        ("captures", "number"): str(Capture.objects.filter(address=said.address).latest("pk").pk),
        ("activities", "identifier"): activity_of(said),
        ("vocabularies", "name"): "countries",
        ("matters", "identifier"): MATTER,
        ("mechanisms", "code"): said.mechanism,
        ("sources", "source_id"): said.source,
        ("captures", "name"): capture_name(copies_of(said)[-1]),
        ("alerts", "word"): "0" * 36,  # of nobody's letter
        ("confirm", "word"): "0" * 36,
        ("", "number"): str(Document.objects.get(identifier=said.identifier).pk // ROWS),
    }


def copies_of(said: Said) -> list[Capture]:
    """What was captured at a document's own address, the earliest first."""
    return list(Capture.objects.filter(address=said.address).order_by("fetched_at"))


def patterns(entries: list[URLPattern | URLResolver], before: str) -> Iterator[tuple[str, object]]:
    for entry in entries:
        if isinstance(entry, URLResolver):
            for language in ("en", "ar"):
                yield from patterns(entry.url_patterns, f"{before}{language}/")
        else:
            yield before + str(entry.pattern), entry.callback


def addresses(said: Said) -> Iterator[str]:
    """Every address of the site in which a document could stand, with all that it may ask for."""
    known = filled(said)
    words = said.text.split()[3:9]
    queries = {
        "q": [said.title, " ".join(words), f'"{" ".join(words)}"', said.symbol],
        "mechanism": [said.mechanism],
        "source": [said.source],
        "kind": [said.kind],
        "country": list(said.about),
        "document": [said.identifier],
        "sha256": [hashlib.sha256(said.text.encode()).hexdigest()],
        "language": [said.language],
        "year": [said.published[:4]],
        "since": [said.published],
        "until": [said.published],
        "sort": ["newest", "oldest"],
    }
    for pattern, view in patterns(urls.urlpatterns, "/"):
        parts = pattern.split("/")
        for before, part in itertools.pairwise(list(parts)):
            for name in _PLACE.findall(part):
                assert (before, name) in known, f"say in `filled` what {name} is in {pattern}"
        path = _PLACE.sub(
            lambda found: known[found.string[: found.start()].split("/")[-2], found[1]], pattern
        )
        yield path
        for name in _allowed(view):  # type: ignore[arg-type] # any view
            for value in filter(None, queries.get(name, [])):
                yield f"{path}?{name}={quote(value)}"


def in_one_matter(one: Said, other: Said) -> None:
    """Two documents that are linked, and make up a matter."""
    first, second = ordered(one.identifier, other.identifier, Relation.SAME_MATTER)
    Link.objects.create(
        document=first,
        other=second,
        relation=Relation.SAME_MATTER,
        score=0.9,
        outcome=LINKED,
        reasons=[],
    )
    Matter.objects.create(identifier=MATTER, founder=one.identifier, made_at=NOW)
    Document.objects.filter(identifier__in=[first, second]).update(matter=MATTER)


def traces(said: Said) -> list[str]:
    """What would give a document away."""
    row = Document.objects.get(identifier=said.identifier)
    hashes = row.editions.values_list("capture__sha256", flat=True)
    return [said.identifier, said.title, said.address, *hashes, said.text[:60]]


def giving_away(client: Client, said: Said, marks: list[str]) -> set[str]:
    """The addresses whose answer names the document by more than what was asked for."""
    found = set()
    for address in addresses(said):
        text = words_of(client.get(address))
        if any(mark in text for mark in marks if quote(mark) not in address):
            found.add(address)
    return found


@pytest.mark.parametrize("said", SAID[:2])
def test_no_address_gives_a_withdrawn_document_away(
    client: Client, record: Home, said: Said
) -> None:
    in_one_matter(said, SAID[2])
    tell_more()
    tell(said, "hearing;ISL;2024-06-17/;planned")
    marks = traces(said)
    before = giving_away(client, said, marks)
    for part in (
        "documents/",
        "search",
        "search.json",
        "search.atom",
        "search.feed.json",
        "search.csv",
        "search.xlsx",
        "search.jsonl",
        "search.ics",
        "search.bib",
        "search.ris",
        "search.csl.json",
        ".bib",
        "api/v1/documents",
        "api/v1/editions",
        "api/v1/captures",
        "api/v1/captures/",
        "api/v1/matters/",
        "api/v1/activities",
        "api/v1/activities/",
        "api/v1/recommendations",
        "matters/",
        "sitemap-documents-",
        "captures/",
    ):
        assert any(part in address for address in before), f"the walk never met it at {part}"
    made = withdraw(said.identifier, why=WHY, by="Ines Editor", now=NOW)
    assert giving_away(client, said, marks) == set()
    undo_withdrawal(made.pk, by="Ines Editor", now=NOW)
    cache.clear()
    assert giving_away(client, said, marks) == before


def test_every_address_of_the_document_says_that_it_was_withdrawn(
    client: Client, record: Home
) -> None:
    withdraw(DOCUMENT.identifier, why=WHY, by="Ines Editor", now=NOW)
    asked = [one for one in addresses(DOCUMENT) if f"documents/{DOCUMENT.identifier}" in one]
    assert len(asked) >= 5
    for address in asked:
        answer = client.get(address)
        assert answer.status_code == 410, address
        assert client.head(address).status_code == 410
        said = answer.content.decode()
        assert WHY in said
        assert "Ines" not in said  # why, not who
        if address.startswith("/en/"):
            assert "on May 1, 2026" in said or "1 May 2026" in said


def test_a_withdrawal_is_seen_by_who_asks_whether_anything_changed(
    client: Client, record: Home
) -> None:
    page = f"/en/documents/{DOCUMENT.identifier}"
    expected = {page: 410, "/en/search": 200, "/en/search.atom": 200, "/api/v1/documents": 200}
    tags = {address: client.get(address).headers["ETag"] for address in expected}
    for address, tag in tags.items():
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    withdraw(DOCUMENT.identifier, why=WHY, by="Ines Editor", now=NOW)
    for address, tag in tags.items():
        again = client.get(address, headers={"If-None-Match": tag})
        assert again.status_code == expected[address]


def test_counts_fall_at_once(client: Client, record: Home) -> None:
    def count() -> tuple[int, str]:
        total = client.get("/en/search.json").json()["total"]
        page = client.get("/en/mechanisms").content.decode()
        return total, page

    total, page = count()
    withdraw(DOCUMENT.identifier, why=WHY, by="Ines Editor", now=NOW)
    after, changed = count()
    assert after == total - 1
    assert changed != page
