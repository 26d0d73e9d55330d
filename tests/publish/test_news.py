"""The front page: the latest of each mechanism, what changed since yesterday, what is coming."""

import datetime as dt
from collections.abc import Callable

from django.core.cache import cache
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Document, Link, Matter
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.publish import news
from tests.publish.invented import SAID
from tests.publish.telling import tell

Page = html.HtmlElement
Read = Callable[..., Page]
ICELAND, _URUGUAY, MONGOLIA, TUNISIA = SAID[:4]
REPLY = next(one for one in SAID if one.kind == "reply")
MATTER = "m2346789bcdfg"


def words(page: Page, name: str) -> str:
    [section] = page.xpath(f"//section[@aria-labelledby='{name}']")
    return " ".join(section.text_content().split())


def arrive(*identifiers: str, at: dt.datetime) -> None:
    Document.objects.filter(identifier__in=identifiers).update(first_captured=at)
    cache.clear()


def test_every_mechanism_has_its_latest_there(read_page: Read) -> None:
    page = read_page("/en/")
    told = [one.text_content() for one in page.xpath("//ul[contains(@class, 'latest')]/li//a")]
    assert told == [TUNISIA.title, ICELAND.title, _URUGUAY.title, MONGOLIA.title]


def test_what_came_since_yesterday(record: Home, read_page: Read) -> None:
    now = utc_now()
    arrive(MONGOLIA.identifier, REPLY.identifier, at=now)
    Matter.objects.create(identifier=MATTER, founder=TUNISIA.identifier, made_at=now)
    Document.objects.filter(identifier=TUNISIA.identifier).update(matter=MATTER)
    page = read_page("/en/")
    said = words(page, "changed")
    assert REPLY.title in said
    assert f"no reply known yet {MONGOLIA.title}" in said
    assert page.xpath(f"//section[@aria-labelledby='changed']//a[@href='/en/matters/{MATTER}']")


def test_a_letter_that_was_answered_is_no_silence(record: Home, read_page: Read) -> None:
    arrive(MONGOLIA.identifier, REPLY.identifier, at=utc_now())
    Link.objects.create(
        document=REPLY.identifier,
        other=MONGOLIA.identifier,
        relation="reply_to",
        outcome="linked",
        score=1.0,
    )
    assert MONGOLIA.title not in words(read_page("/en/"), "changed")


def test_what_came_before_is_no_news(record: Home, read_page: Read) -> None:
    now = utc_now()
    arrive(MONGOLIA.identifier, at=news.since(now) - dt.timedelta(seconds=1))
    Matter.objects.create(
        identifier=MATTER, founder=TUNISIA.identifier, made_at=now - dt.timedelta(days=3)
    )
    Document.objects.filter(identifier=TUNISIA.identifier).update(matter=MATTER)
    cache.clear()
    said = words(read_page("/en/"), "changed")
    nothing = "No new matter, letter or reply came since yesterday."
    assert said == f"New in the record since yesterday {nothing}"


def test_what_is_withdrawn_is_no_news(record: Home, read_page: Read) -> None:
    arrive(MONGOLIA.identifier, at=utc_now())
    assert MONGOLIA.title in words(read_page("/en/"), "changed")
    withdraw(MONGOLIA.identifier, why="She asked.", by="an editor", now=utc_now())
    page = read_page("/en/")
    assert MONGOLIA.title not in page.text_content()
    assert REPLY.title in words(page, "latest")  # the next of its mechanism


def test_coming_dates_are_on_the_front_page(record: Home, read_page: Read) -> None:
    year = utc_now().year + 1
    tell(ICELAND, f"hearing;ISL;{year}-06-17/;planned")
    assert f"17 June {year}Hearing" in words(read_page("/en/"), "coming")


def test_the_front_page_asks_little(
    record: Home, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    arrive(*[one.identifier for one in SAID], at=utc_now())
    client.get("/en/")
    with django_assert_max_num_queries(6):
        client.get("/en/")
