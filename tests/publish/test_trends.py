"""Trends: what figures count, what they say where little is known, and their numbers as data."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.following import note_followed
from liaison.catalogue.models import Document, Link
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet
from liaison.kernel.home import Home
from liaison.publish import figures, followed
from liaison.publish.tallies import Chosen, sdg_categories, tallies
from tests.publish.invented import SAID
from tests.publish.taken import of_csv
from tests.publish.test_countries import tell_law

Page = html.HtmlElement
Read = Callable[..., Page]
ICELAND, _URUGUAY, MONGOLIA, TUNISIA = SAID[:4]
REPLY = next(one for one in SAID if one.kind == "reply")
YEARS = range(2010, 2020)


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def section(page: Page, name: str) -> Page:
    [found] = page.xpath(f"//section[@aria-labelledby='{name}']")
    assert isinstance(found, html.HtmlElement)
    return found


@pytest.fixture
def many(record: Home) -> None:
    """In each of ten years as many documents as its last digit, and one more."""
    writer = open_writer(record.index)
    writer.add(
        Entry(
            f"d{year}x{number}",
            {"en": "A statement"},
            {"en": "Words"},
            published=dt.date(year, 5, 1),
            facets={
                Facet.MECHANISM: ["harbour-commission" if number else "steppe-council"],
                Facet.COUNTRY: ["ISL"],
                Facet.KIND: ["urgent_appeal"],
                Facet.VIOLATION: ["killing"] if number % 2 else ["funding_restriction"],
                Facet.PERPETRATOR: ["company"] if number == 1 else ["police"],
            },
        )
        for year in YEARS
        for number in range(year % 10 + 1)
    )
    writer.commit()
    writer.close()
    cache.clear()


def test_figures_say_what_they_show(many: None, read_page: Read) -> None:
    page = read_page("/en/trends")
    said = words(section(page, "documents"))
    assert "Most were published in 2019: 11 of" in said
    [chart] = section(page, "documents").xpath(".//*[local-name()='svg']")
    assert chart.get("role") == "img"
    assert words(chart.xpath("./*[local-name()='title']")[0]).startswith("Most were published")
    assert "9 of 55 documents that name a perpetrator" in words(section(page, "perpetrators"))
    assert "30 documents tell of restrictions" in words(section(page, "restrictions"))
    assert "0 of 57 letters and appeals have a reply" in words(section(page, "letters"))
    assert "25 documents tell of acts that indicator 16.10.1" in words(section(page, "sdg-16-10-1"))
    assert "It is no value of the indicator." in words(section(page, "sdg-16-10-1"))


def test_every_figure_has_its_numbers_beneath_and_beside(many: None, client: Client) -> None:
    page = html.fromstring(client.get("/en/trends?country=ISL").content.decode())
    for name in figures.NAMES:
        links = section(page, name).xpath(".//a[text()='CSV']/@href")
        if section(page, name).xpath(".//table"):
            assert links == [f"/en/trends/{name}.csv?country=ISL"]
            rows = of_csv(client.get(links[0]).content)
            assert len(rows) == len(section(page, name).xpath(".//tbody/tr"))
    rows = of_csv(client.get("/en/trends/documents.csv?country=ISL").content)
    assert {row["year"]: row["documents"] for row in rows}["2013"] == "4"
    assert sum(int(row["documents"]) for row in rows) == 56


def test_a_number_leads_to_its_documents(many: None, client: Client) -> None:
    page = html.fromstring(client.get("/en/trends?country=ISL").content.decode())
    [link] = section(page, "violations").xpath(".//details//a[text()='Killing']/@href") or section(
        page, "violations"
    ).xpath(".//a[text()='Killing']/@href")
    assert client.get(link).status_code == 200
    assert "country=ISL" in link


def test_few_points_make_no_chart(read_page: Read) -> None:
    page = read_page("/en/trends?mechanism=steppe-council")
    assert not section(page, "documents").xpath(".//*[local-name()='svg']")
    assert "Most were published in" in words(section(page, "documents"))
    assert "Nothing is counted here yet." in words(section(page, "accountability"))


def test_nothing_at_all_is_said_in_a_sentence(read_page: Read) -> None:
    page = read_page("/en/trends?country=NOR")
    assert "Nothing is counted here yet." in words(page)
    assert not page.xpath("//section[@class='figure']")


def test_who_is_silent_where(many: None, record: Home) -> None:
    told = figures.figure("coverage", tallies(Chosen()), Chosen())
    [iceland] = [row for row in told.rows if row.code == "ISL"]
    by_mechanism = dict(zip(told.columns[1:], iceland.numbers, strict=True))
    assert by_mechanism["oasis-observatory"] == 0
    assert by_mechanism["steppe-council"] == 10
    assert "by one mechanism alone" in told.finding


def test_a_reply_is_counted_with_its_time(record: Home) -> None:
    Document.objects.filter(identifier=REPLY.identifier).update(published="2024-01-19")
    Link.objects.create(
        document=REPLY.identifier,
        other=MONGOLIA.identifier,
        relation="reply_to",
        outcome="linked",
        score=1.0,
    )
    note_followed([MONGOLIA.identifier])
    assert followed.replies("MNG", "steppe-council") == [followed.Replies("2023", 60, 1)]
    told = figures.figure("letters", tallies(Chosen(country="MNG")), Chosen(country="MNG"))
    assert "Half of the replies" not in told.note  # of one letter
    Link.objects.create(
        document=REPLY.identifier,
        other=TUNISIA.identifier,
        relation="reply_to",
        outcome="linked",
        score=1.0,
    )
    Document.objects.filter(identifier=TUNISIA.identifier).update(published="2023-12-20")
    note_followed([TUNISIA.identifier])
    cache.clear()
    told = figures.figure("letters", tallies(Chosen()), Chosen())
    assert "within 45 days (of 2 letters" in told.note
    assert followed.replies("ISL", "") == []


def test_a_day_that_is_not_known_gives_no_time(record: Home) -> None:
    Link.objects.create(
        document=REPLY.identifier,
        other=MONGOLIA.identifier,
        relation="reply_to",
        outcome="linked",
        score=1.0,
    )
    note_followed([MONGOLIA.identifier])
    assert [one.days for one in followed.replies("", "")] == [None]  # "2021-03"


def test_what_followed_is_counted_once_a_document(record: Home, read_page: Read) -> None:
    tell_law(ICELAND.identifier, ["foreign_agent:bill"])
    reached = ["prosecuted", "reparation", "impunity", "released"]
    Document.objects.filter(identifier=ICELAND.identifier).update(accountability=reached)
    note_followed([ICELAND.identifier])
    cache.clear()
    told = words(section(read_page("/en/trends"), "accountability"))
    assert "1 document tells of an investigation" in told
    assert "Reparation" in told


def test_the_indicator_counts_what_its_words_name() -> None:
    assert {"killing", "kidnapping", "enforced_disappearance", "torture"} <= set(sdg_categories())


@pytest.mark.parametrize("query", ["country=XXX", "mechanism=nobody", "year=2020"])
def test_a_mistaken_address_is_refused(client: Client, record: Home, query: str) -> None:
    assert client.get(f"/en/trends?{query}").status_code == 400
    assert client.get(f"/en/trends/documents.csv?{query}").status_code == 400


def test_there_is_no_other_figure(client: Client, record: Home) -> None:
    assert client.get("/en/trends/people.csv").status_code == 404


@pytest.mark.parametrize("language", ["fr", "es", "ru", "ar"])
def test_they_are_told_in_every_language(many: None, read_page: Read, language: str) -> None:
    said = words(read_page(f"/{language}/trends"))
    assert "Most were published" not in said
    assert "documents" not in said or language == "fr"


def test_they_ask_the_database_little(
    many: None, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        client.get("/en/trends")
    with django_assert_max_num_queries(4):
        client.get("/en/trends")
