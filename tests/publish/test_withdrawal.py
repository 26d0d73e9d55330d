"""A withdrawn document is nowhere on the site: every address there is, walked."""

from collections.abc import Iterable
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from liaison.catalogue.decisions import undo_withdrawal, withdraw
from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from tests.publish.invented import SAID, Said
from tests.publish.invented_visits import tell_more
from tests.publish.reading import said as words_of
from tests.publish.telling import tell
from tests.publish.walking import NOW, addresses, in_one_matter

WHY = "A person asked for it."
DOCUMENT = next(one for one in SAID if one.symbol)


def traces(said: Said) -> list[str]:
    """What would give a document away."""
    row = Document.objects.get(identifier=said.identifier)
    hashes = row.editions.values_list("capture__sha256", flat=True)
    return [said.identifier, said.title, said.address, *hashes, said.text[:60]]


def giving_away(
    client: Client, said: Said, marks: list[str], among: Iterable[str] | None = None
) -> set[str]:
    """The addresses whose answer names the document by more than what was asked for."""
    found = set()
    for address in addresses(said) if among is None else among:
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
        "countries/",
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
    assert giving_away(client, said, marks, before) == before


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


@pytest.mark.parametrize(
    "extension", ["json", "bib", "ris", "csl.json", "csv", "atom", "ics", "pdf", "xml", "x.y"]
)
def test_whatever_form_is_asked_for_it_says_that_it_was_withdrawn(
    client: Client, record: Home, extension: str
) -> None:
    page = f"/en/documents/{DOCUMENT.identifier}"
    known = client.get(f"{page}.{extension}").status_code
    assert known == (200 if extension in {"json", "bib", "ris", "csl.json"} else 404)
    withdraw(DOCUMENT.identifier, why=WHY, by="Ines Editor", now=NOW)
    answer = client.get(f"{page}.{extension}")
    assert answer.status_code == 410
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert WHY in answer.json()["detail"]
    assert "Ines" not in answer.content.decode()
    reader = client.get(f"{page}.{extension}", headers={"Accept": "text/html"})
    assert reader.status_code == 410
    assert WHY in reader.content.decode()


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
