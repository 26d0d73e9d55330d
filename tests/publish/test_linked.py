"""What belongs with a document, and the page of a matter."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from lxml import html

import liaison.link
from liaison.catalogue.models import Document, Link, Matter
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.kernel.relation import Relation
from liaison.publish import linked
from tests.publish.invented import SAID, WITHDRAWN

Page = html.HtmlElement
Read = Callable[..., Page]
PRESS_RELEASE, VISIT_REPORT, LETTER, APPEAL = SAID[:4]
MATTER, OLD = "2222222222222", "3333333333333"
_SILENT = {  # they speak against
    "months_apart",
    "other_country",
    "other_kind",
    "other_length",
    "other_reference",
    "other_words",
    "other_year",
}


@pytest.fixture
def matter(record: Home) -> str:
    del record
    ends = (PRESS_RELEASE.identifier, APPEAL.identifier)
    Document.objects.filter(identifier__in=ends).update(matter=MATTER)
    for identifier, founder in ((MATTER, ends[0]), (OLD, ends[1])):
        Matter.objects.create(identifier=identifier, founder=founder, made_at=utc_now())
    first, second = sorted(ends)
    Link.objects.create(
        document=first,
        other=second,
        relation=Relation.SAME_MATTER,
        outcome="linked",
        score=0.9,
        reasons=[
            {"code": "same_people", "weight": 4.2, "people": "2"},
            {"code": "months_apart", "weight": -0.5},
        ],
    )
    Link.objects.create(
        document=VISIT_REPORT.identifier,
        other=LETTER.identifier,
        relation=Relation.REPLY_TO,
        outcome="proposed",
        score=0.4,
    )
    return MATTER


def _section(page: Page) -> str:
    found = page.xpath("//section[@id='linked']")
    return " ".join(found[0].text_content().split()) if found else ""


def test_a_document_shows_what_belongs_with_it_and_why(matter: str, read_page: Read) -> None:
    page = read_page(f"/en/documents/{PRESS_RELEASE.identifier}")
    said = _section(page)
    assert "The same matter" in said
    assert APPEAL.title in said
    assert "same person named" in said
    assert page.xpath(f"//section[@id='linked']//a[@href='/en/matters/{matter}']")


def test_what_is_only_proposed_is_on_no_page(matter: str, read_page: Read) -> None:
    del matter
    assert _section(read_page(f"/en/documents/{VISIT_REPORT.identifier}")) == ""


def test_a_document_without_links_has_no_such_section(record: Home, read_page: Read) -> None:
    del record
    page = read_page(f"/en/documents/{LETTER.identifier}")
    assert _section(page) == ""
    assert not page.xpath("//nav[@class='within']//a[@href='#linked']")


def test_a_matter_has_its_documents_in_the_order_of_time(matter: str, read_page: Read) -> None:
    page = read_page(f"/en/matters/{matter}")
    rows = [row.text_content() for row in page.xpath("//ol[@class='timeline']//h3")]
    assert sorted(rows) == sorted([PRESS_RELEASE.title, APPEAL.title])
    assert page.xpath("//h1")[0].text_content() == rows[0]


def test_the_address_of_a_merged_matter_leads_on(matter: str, client: Client) -> None:
    for address in (f"/fr/matters/{OLD}", f"/fr/matters/{OLD}.json", f"/api/v1/matters/{OLD}"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (302, address.replace(OLD, matter))


def test_programs_read_the_same(matter: str, client: Client) -> None:
    told = client.get(f"/api/v1/documents/{PRESS_RELEASE.identifier}").json()
    (one,) = told["linked"]
    assert told["matter"] == matter
    assert (one["relation"], one["document"]["identifier"]) == ("same_matter", APPEAL.identifier)
    named = {
        row["identifier"] for row in client.get(f"/api/v1/matters/{matter}").json()["documents"]
    }
    assert named == {PRESS_RELEASE.identifier, APPEAL.identifier}


@pytest.mark.parametrize("address", ["/en/matters/never", "/api/v1/matters/never"])
def test_there_is_no_such_matter(record: Home, client: Client, address: str) -> None:
    del record
    assert client.get(address).status_code == 404


def test_a_withdrawn_document_is_in_no_matter(matter: str, client: Client) -> None:
    Document.objects.filter(identifier=WITHDRAWN.identifier).update(matter=matter)
    told = client.get(f"/en/matters/{matter}").content.decode()
    assert WITHDRAWN.title not in told


@pytest.mark.django_db
def test_every_reason_that_linking_gives_has_words() -> None:
    folder = Path(str(liaison.link.__file__)).parent
    codes = {code for path in folder.glob("*.py") for pair in _codes(path) for code in pair} - {""}
    assert "same_words" in codes
    unsaid = {code for code in codes - _SILENT if not linked.reasons([_reason(code)])}
    assert unsaid == set()


def _codes(path: Path) -> set[tuple[str, str]]:
    """Codes given to a reason, and those of a table of weights."""
    return set(
        re.findall(r'Reason\(\s*"(\w+)"|^    "(\w+)": -?[\d.]+,', path.read_text(), re.MULTILINE)
    )


def _reason(code: str) -> dict[str, str | float]:
    return {"code": code, "weight": 1.0, "percent": "90", "reference": "A/1"}


def test_similar_documents_are_offered_where_nobody_linked_them(read_page: Read) -> None:
    page = read_page(f"/en/documents/{SAID[0].identifier}")
    offered = page.xpath("//section[@id='similar']//a/@href")
    linked = page.xpath("//section[@id='linked']//a/@href")
    assert offered
    assert not {*offered} & {*linked, f"/en/documents/{SAID[0].identifier}"}
