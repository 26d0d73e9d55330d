"""The page of a matter: its course, its silences, who acted and who could."""

import datetime as dt
from collections.abc import Callable

import pytest
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.models import Document, Edition, Finding, Link, Matter
from liaison.kernel.clock import utc_now
from liaison.kernel.finding import FindingKind, Part
from liaison.kernel.home import Home
from liaison.kernel.relation import Relation
from liaison.publish.course import acted, course, outcomes, silent
from tests.publish.invented import SAID
from tests.publish.telling import take_back, tell

Page = html.HtmlElement
Read = Callable[..., Page]
LETTER, REPLY, OTHER = SAID[0], SAID[3], SAID[4]
MATTER = "2222222222222"
HERE = f"/en/matters/{MATTER}"
TODAY = dt.date(2024, 12, 1)


@pytest.fixture
def matter(record: Home) -> list[Document]:
    """A letter of 6 May 2024 and two further documents, in one matter."""
    names = [LETTER.identifier, REPLY.identifier, OTHER.identifier]
    Matter.objects.create(identifier=MATTER, founder=names[0], made_at=utc_now())
    Document.objects.filter(identifier__in=names).update(matter=MATTER)
    Document.objects.filter(identifier=names[0]).update(
        kind="allegation_letter", mechanism="un-srhrd", about=["ISL"]
    )
    return list(Document.objects.filter(matter=MATTER).order_by("published_from", "pk"))


def _again() -> list[Document]:
    return list(Document.objects.filter(matter=MATTER).order_by("published_from", "pk"))


def _deadline(day: str) -> None:
    edition = Edition.objects.get(address=LETTER.address)
    Finding.objects.create(
        edition=edition,
        kind=FindingKind.DEADLINE,
        value=day,
        part=Part.TEXT,
        start=0,
        end=5,
        method="test",
        version=1,
        confidence=1.0,
    )


def _said(page: Page) -> str:
    return " ".join(page.xpath("//ol[@class='timeline']")[0].text_content().split())


def test_a_letter_without_a_reply_is_a_silence_counted_by_the_rule(
    matter: list[Document], read_page: Read
) -> None:
    page = read_page(HERE)
    assert "No reply known here, due 5 July 2024" in _said(page)  # 60 days after 6 May
    [silence] = page.xpath("//li[@class='silence']")
    assert silence.xpath(".//p[@class='evidence']")
    assert len(page.xpath("//ol[@class='timeline']/li")) == len(matter) + 1


def test_the_day_that_the_letter_names_comes_before_the_rule(
    matter: list[Document], read_page: Read
) -> None:
    del matter
    _deadline("2024-06-20")
    _deadline("2024-01-01")  # before the letter: of something else
    _deadline("2024-05")  # no day
    said = _said(read_page(HERE))
    assert "No reply known here, due 20 June 2024" in said
    assert "The letter names that day" in said
    take_back(LETTER, FindingKind.DEADLINE, "2024-06-20")
    assert "due 5 July 2024" in _said(read_page(HERE))


def test_a_reply_that_is_known_ends_the_silence(matter: list[Document], read_page: Read) -> None:
    del matter
    Link.objects.create(
        document=REPLY.identifier,
        other=LETTER.identifier,
        relation=Relation.REPLY_TO,
        outcome="linked",
        score=0.9,
    )
    assert not read_page(HERE).xpath("//li[@class='silence']")


def test_a_reply_that_is_not_due_yet_is_no_silence(matter: list[Document]) -> None:
    [due] = [one.due for one in course(matter, dt.date(2024, 6, 1)) if one.due]
    assert not due.over
    assert due.day == dt.date(2024, 7, 5)


def test_nothing_is_due_where_neither_letter_nor_rule_says_so(matter: list[Document]) -> None:
    Document.objects.filter(identifier=LETTER.identifier).update(mechanism="harbour-commission")
    assert not [one for one in course(_again(), TODAY) if one.due]
    Document.objects.filter(identifier=LETTER.identifier).update(
        mechanism="un-srhrd", published="2024"
    )
    assert not [one for one in course(_again(), TODAY) if one.due]
    del matter


def test_what_takes_place_stands_in_the_order_of_time(
    matter: list[Document], read_page: Read
) -> None:
    del matter
    tell(LETTER, "hearing;ISL;2024-06-17/;planned")
    dates = read_page(HERE).xpath("//ol[@class='timeline']//p[@class='on']//time/@datetime")
    assert "2024-06-17" in dates
    assert dates == sorted(dates)


def test_who_acted_and_what_followed(matter: list[Document]) -> None:
    told = acted(matter)
    assert {one.mechanism for one in told} == {row.mechanism for row in matter if row.mechanism}
    assert sum(one.documents for one in told) == len([row for row in matter if row.mechanism])
    matter[0].accountability = ["released"]
    matter[1].accountability = ["released", "convicted"]
    assert outcomes(matter) == [("released", matter[0]), ("convicted", matter[1])]


def test_no_accountability_is_said_to_be_none(matter: list[Document], read_page: Read) -> None:
    del matter
    said = read_page(HERE).xpath("//section[@aria-labelledby='followed']")[0].text_content()
    assert "No investigation, prosecution, judgment or reparation was found" in said


def test_who_could_act_is_told_without_those_that_did(
    matter: list[Document], read_page: Read
) -> None:
    [told] = [one for one in silent(matter, TODAY) if one.country == "ISL"]
    bodies = [one.body for one in told.could]
    assert bodies
    assert len(bodies) == len(set(bodies))
    assert "un-srhrd" not in bodies
    assert not [one for one in told.could if one.answer.reasons]
    said = " ".join(read_page(HERE).text_content().split())
    assert "Who could act for Iceland, and is not heard of here" in said
    assert "advises nobody" in said


def test_without_a_date_or_country_nothing_is_said_of_who_could(matter: list[Document]) -> None:
    for row in matter:
        row.published = ""
    assert silent(matter, TODAY) == []
    for row in matter:
        row.published, row.about = "2024-05-06", ["XXX"]
    assert silent(matter, TODAY) == []


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_it_reads_in_every_language(matter: list[Document], read_page: Read, language: str) -> None:
    del matter
    page = read_page(f"/{language}/matters/{MATTER}")
    assert "No reply" not in page.text_content()
    assert page.xpath("//li[@class='silence']")


def test_its_countries_can_be_followed(matter: list[Document], read_page: Read) -> None:
    followed = read_page(HERE).xpath("//p[@class='follow']/a")
    assert [(one.text_content(), one.get("href")) for one in followed] == [
        ("Iceland: subscribe to new documents", "/en/subscribe?country=ISL"),
        ("Tunisia: subscribe to new documents", "/en/subscribe?country=TUN"),
    ]


def test_many_documents_cost_no_more_queries_than_few(
    matter: list[Document],
    read_page: Read,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    read_page(HERE)
    with django_assert_max_num_queries(12):
        read_page(HERE)
    Document.objects.filter(withdrawn=False).update(matter=MATTER, kind="urgent_appeal")
    with django_assert_max_num_queries(12):
        read_page(HERE)
    del matter
