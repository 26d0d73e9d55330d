"""The interface for programs."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from lxml import html

from liaison.archive.models import Capture
from liaison.catalogue.models import Document
from liaison.kernel.home import Home
from liaison.publish.api.paging import PAGED
from tests.publish.invented import SAID, WITHDRAWN

MOMENT = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def add(first: int, count: int, mechanism: str = "harbour-commission") -> None:
    Document.objects.bulk_create(
        Document(
            identifier=f"z{number:012}",
            address=f"https://delta.rehearsal.test/{number}",
            source_id="delta-press",
            mechanism=mechanism,
            title=f"Note {number}",
            described_version=1,
            first_captured=MOMENT,
            changed_at=MOMENT,
        )
        for number in range(first, first + count)
    )


def walk(client: Client, address: str, between: Callable[[], None] = lambda: None) -> Iterator[str]:
    onward: str | None = address
    while onward is not None:
        told = client.get(onward).json()
        yield from (row["identifier"] for row in told["documents"])
        onward = told["next"]
        between()


def test_a_walk_neither_skips_nor_repeats_while_documents_come_and_change(
    client: Client, record: Home
) -> None:
    add(0, 60)
    there = set(Document.objects.filter(withdrawn=False).values_list("identifier", flat=True))
    late = iter(range(1000, 2000))

    def meanwhile() -> None:
        add(next(late), 1)
        Document.objects.filter(identifier=f"z{next(late) - 1000:012}").update(
            published="2024-05-30", published_from="2024-05-30", changed_at=dt.datetime.now(dt.UTC)
        )

    seen = list(walk(client, "/api/v1/documents?limit=7", meanwhile))
    assert len(seen) == len(set(seen))
    assert set(seen) == there


@pytest.mark.parametrize(
    ("query", "count"), [("source=delta-press", 2), ("mechanism=harbour-commission", 5), ("", 11)]
)
def test_it_can_be_narrowed(client: Client, record: Home, query: str, count: int) -> None:
    seen = list(walk(client, f"/api/v1/documents?limit=2&{query}"))
    assert len(seen) == len(set(seen)) == count
    assert WITHDRAWN.identifier not in seen


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "200"),
        ("limit=201", "200"),
        ("cursor=abc", "cursor"),
        ("cursor=99999999999999999999", "cursor"),
        ("mechanism=harbour-comission", "harbour-commission"),
        ("source=nowhere", "nowhere"),
        ("page=2", "page"),
    ],
)
def test_what_is_not_understood_is_named(
    client: Client, record: Home, query: str, named: str
) -> None:
    response = client.get(f"/api/v1/documents?{query}")
    assert response.status_code == 400
    assert named in str(response.json())


def test_one_document_tells_all_that_its_page_tells(client: Client, record: Home) -> None:
    told = client.get(f"/api/v1/documents/{SAID[0].identifier}").json()
    assert told["title"] == SAID[0].title
    assert told["published"] == "2024-05-06"
    assert told["original"] == SAID[0].address
    assert [edition["language"] for edition in told["editions"]] == ["en", "fr", "en"]
    assert told["editions"][0]["text"] == SAID[0].text
    assert len(told["editions"][0]["sha256"]) == 64
    assert told["editions"][0]["changed"] == ["2024-04-22T09:30:00Z"]
    assert told["references"] == [
        {"value": "HC/L/12/2024", "editions": 2, "words": ["HC/L/12/2024"], "corrected": False}
    ]
    assert told["rehearsal"] is True
    twin = client.get(f"/en/documents/{SAID[0].identifier}.json").json()
    assert twin == told


def test_texts_are_shown_as_far_as_their_source_allows(client: Client, record: Home) -> None:
    excerpt = client.get(f"/api/v1/documents/{SAID[1].identifier}").json()["editions"][0]
    assert excerpt["show"] == "excerpt"
    assert len(excerpt["text"]) <= 602
    link = client.get(f"/api/v1/documents/{SAID[2].identifier}").json()["editions"][0]
    assert (link["show"], link["text"]) == ("link", "")


@pytest.mark.parametrize("order", [(1, 0), (0, 1)])
def test_the_stricter_of_two_sources_decides_on_each_edition(
    client: Client, record: Home, order: tuple[int, int]
) -> None:
    """Two sources list one document: neither's terms are got round by who came first."""
    free, closed = "harbour-statements", "steppe-letters"
    first, second = (free, closed) if order == (0, 1) else (closed, free)
    named = SAID[0].identifier
    Document.objects.filter(identifier=named).update(source_id=first)
    Capture.objects.filter(document_address=SAID[0].address).update(source_id=second)
    for address in (
        f"/api/v1/documents/{named}",
        f"/en/documents/{named}.json",
        f"/en/documents/{named}",
        "/en/search.json?q=gravely",
        "/en/search.atom?q=gravely",
        "/en/search.atom",
        "/en/search?q=gravely",
    ):
        said = client.get(address).content.decode()
        assert SAID[0].title in said or named in said
        assert "gravely concerned" not in said, address
        assert "vivement" not in said, address
    told = client.get(f"/api/v1/documents/{named}").json()
    assert {edition["show"] for edition in told["editions"]} == {"link"}
    assert all(not item["words"] for item in told["references"])


def test_only_the_edition_of_the_stricter_source_is_held_back(client: Client, record: Home) -> None:
    Capture.objects.filter(address=f"{SAID[0].address}/fr").update(source_id="steppe-letters")
    told = client.get(f"/api/v1/documents/{SAID[0].identifier}").json()
    shown = {edition["language"]: edition["show"] for edition in told["editions"]}
    assert shown == {"en": "full", "fr": "link"}
    page = client.get(f"/fr/documents/{SAID[0].identifier}").content.decode()
    assert "vivement préoccupée" not in page


def test_a_withdrawn_document_is_gone_for_programs_too(client: Client, record: Home) -> None:
    response = client.get(f"/api/v1/documents/{WITHDRAWN.identifier}")
    assert response.status_code == 410
    assert response.json()["status"] == 410


def test_pages_of_other_sites_may_read_it(client: Client, record: Home) -> None:
    for address in ("/api/v1/documents", "/en/search.json", "/en/search.atom"):
        assert client.get(address).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/en/").headers


def test_every_parameter_is_explained(read_page: Callable[..., html.HtmlElement]) -> None:
    page = read_page("/en/about-data")
    named = page.xpath("//dt/code/text()")
    assert set(PAGED) <= set(named)
    assert {"/api/v1/openapi.json", "/api/v1/documents"} <= set(page.xpath("//a/@href"))
    assert {"q", "since", "until", "sort", "page", "country", "year"} <= set(named)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing",
        "/api/v1/documents/nope",
        # what no database can be asked for
        "/api/v1/editions?document=%00",
        "/api/v1/captures?document=b%00b",
        "/api/v1/recommendations?document=%00",
    ],
)
def test_what_is_not_there_is_said_in_json(client: Client, record: Home, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.json()["status"] == 404
