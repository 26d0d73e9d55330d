"""When a source published: its years, its silences, and what its checks do not find."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.models import Document, Withdrawal
from liaison.kernel.home import Home
from liaison.kernel.identifier import document_identifier
from liaison.kernel.partial_date import PartialDate
from liaison.pipeline.declared import load, remember
from liaison.publish import gaps
from liaison.publish.rhythm import SHOWN, Silence, rhythm
from tests.publish.invented import NOW, declare

Page = html.HtmlElement
Read = Callable[..., Page]
DAY = dt.timedelta(days=1)
HERE = "/en/sources/harbour-statements"


def publish(dates: Sequence[str], source_id: str = "lighthouse-log") -> None:
    """Put documents of these dates, "" for none, into the record."""
    for number, date in enumerate(dates):
        address = f"https://lighthouse.rehearsal.test/{number}/{date}"
        Document.objects.create(
            identifier=document_identifier(address),
            address=address,
            source_id=source_id,
            first_captured=NOW,
            described_version=1,
            title=f"Entry {number}",
            published=date,
            published_from=PartialDate.parse(date).first_day() if date else None,
            changed_at=NOW,
        )
    cache.clear()


def words(page: Page, section: str) -> str:
    [found] = page.xpath(f"//section[@aria-labelledby='{section}']")
    return " ".join(found.text_content().split())


def daily(first: str, count: int, step: int = 2) -> list[str]:
    begin = dt.date.fromisoformat(first)
    return [f"{begin + step * at * DAY}" for at in range(count)]


def test_silences_are_those_longer_than_declared_the_longest_first(record: Home) -> None:
    told = rhythm("harbour-statements", 60 * DAY)
    assert told.years == {2019: 1, 2023: 1, 2024: 1}  # without what was withdrawn in 2020
    assert told.missing == [(2020, 2022)]
    assert told.silences == [
        Silence("2019", "2023-09-02", 1341),
        Silence("2023-09-02", "2024-05-06", 247),
    ]
    assert [one.exact for one in told.silences] == [False, True]
    assert told.going_on(dt.date(2024, 7, 5)) is None  # 60 days are within what is declared
    assert told.going_on(dt.date(2024, 7, 6)) == Silence("2024-05-06", "", 61)


def test_what_is_no_longer_withdrawn_counts_again(record: Home) -> None:
    Withdrawal.objects.update(undone_at=NOW)
    Document.objects.filter(withdrawn=True).update(withdrawn=False)
    cache.clear()
    assert rhythm("harbour-statements", 60 * DAY).missing == [(2021, 2022)]


def test_without_a_declared_limit_nine_in_ten_intervals_say_what_is_usual(db: None) -> None:
    publish([*daily("2020-01-01", 30), *daily("2020-06-01", 30), "2020-08-28", "2020-10-05"])
    told = rhythm("lighthouse-log", None)
    assert (told.usual, told.limit) == (2, 30 * DAY)
    assert told.silences == [
        Silence("2020-02-28", "2020-06-01", 94),
        Silence("2020-08-28", "2020-10-05", 38),
    ]


def test_who_seldom_publishes_is_not_silent_between(db: None) -> None:
    publish([*daily("2000-01-01", 12, step=200), "2009-01-01"])
    told = rhythm("lighthouse-log", None)
    assert (told.usual, told.limit) == (200, 600 * DAY)
    assert told.silences == [Silence("2006-01-09", "2009-01-01", 1088)]


def test_no_more_than_the_longest_are_shown_and_all_are_counted(db: None) -> None:
    publish([f"{year}-01-02" for year in range(2000, 2012)])
    told = rhythm("lighthouse-log", 300 * DAY)
    assert (told.count, len(told.silences)) == (11, SHOWN)
    assert {one.days for one in told.silences} <= {365, 366}


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], []),
        (["", ""], []),
        (["2020-01-01"], []),
        (["2020", "2020"], []),
        (["2019", "2020", "2021"], []),  # between the years nothing is known to have been silent
        (["2019", "2019-12-31", "2020-06-01"], [Silence("2019-12-31", "2020-06-01", 153)]),
        (["2019", "2019-03-01", "2020-06"], [Silence("2019", "2020-06", 153)]),
        (["2020-01", "2020-01-01", "2020-07-01"], [Silence("2020-01", "2020-07-01", 152)]),
    ],
)
def test_dates_are_taken_for_no_more_than_is_known(
    db: None, dates: list[str], expected: list[Silence]
) -> None:
    publish(dates)
    told = rhythm("lighthouse-log", 100 * DAY)
    assert told.silences == expected
    assert told.undated == dates.count("")
    few = rhythm("lighthouse-log", None)
    assert (few.limit, few.silences, few.going_on(dt.date(2024, 1, 1))) == (None, [], None)


def test_a_page_names_years_and_silences(read_page: Read) -> None:
    page = read_page(HERE)
    assert "Documents by year of publication: 2019: 1, 2023: 1, 2024: 1." in words(page, "years")
    assert "in these years: 2020–2022." in words(page, "years")
    assert not page.xpath("//svg[@class='columns']")
    said = words(page, "silences")
    assert "Nothing newer than 6 May 2024 is in the record" in said
    assert "2019 – 2 September 2023: at least 1,341 days" in said
    assert "2 September 2023 – 6 May 2024: 247 days" in said
    assert "A silence is longer than 60 days" in said


def test_five_years_are_drawn_with_their_table(read_page: Read, record: Home) -> None:
    publish([f"{year}-05-05" for year in (2010, 2011, 2012, 2013, 2016)], "delta-press")
    page = read_page("/ar/sources/delta-press")
    [section] = page.xpath("//section[@aria-labelledby='years']")
    assert section.xpath(".//*[local-name()='svg']")
    rows = section.xpath(".//tbody/tr")
    assert [row.find("th").text for row in rows] == [str(year) for year in range(2021, 2009, -1)]
    assert "2014–2015، 2017–2020" in section.text_content()


def test_a_source_without_documents_or_dates_says_so(read_page: Read, record: Home) -> None:
    Document.objects.filter(source_id="delta-press").update(published="", published_from=None)
    page = read_page("/en/sources/delta-press")
    assert "Of none of its documents a date is known." in words(page, "years")
    assert not page.xpath("//*[@id='silences']")
    Document.objects.filter(source_id="delta-press").update(source_id="elsewhere")
    cache.clear()
    assert "No document came from here yet." in words(read_page("/en/sources/delta-press"), "years")
    gone = read_page("/en/sources/elsewhere")
    assert "since it is no longer looked at is missing" in words(gone, "gaps")


def test_known_gaps_are_told_in_english_where_nobody_translated_them(
    read_page: Read, record: Home, tmp_path: Path
) -> None:
    declare(tmp_path / "sources")
    path = next((tmp_path / "sources").rglob("harbour-statements.yaml"))
    text = path.read_text(encoding="utf-8")
    seen = "checked: {last: 2024-03-02, by: a reader, note: Ten entries came.}"
    path.write_text(
        text.replace("checked: {last: never}", f"{seen}\nobstacles: Closed on Sundays.\n"),
        encoding="utf-8",
    )
    remember(load(tmp_path / "sources").sources.values(), record.sources)
    page = read_page("/fr/sources/harbour-statements")
    said = words(page, "gaps")
    assert "2 mars 2024" in said
    [note, obstacle] = page.xpath("//section[@aria-labelledby='gaps']//span[@lang='en']/text()")
    assert (note, obstacle) == ("Ten entries came.", "Closed on Sundays.")
    assert said.count("En anglais") == 2
    never = words(read_page("/en/sources/delta-press"), "gaps")
    assert "Never checked by a person." in never
    assert "In English" not in never
    listed = read_page("/en/sources").xpath("//li[contains(., 'Commission, statements')]")[0]
    assert listed.xpath(".//a/@href")[-1] == f"{HERE}#gaps"


def test_the_list_tells_the_rhythm_of_each(read_page: Read) -> None:
    row = read_page("/en/sources").xpath("//li[contains(., 'Commission, statements')]")[0]
    said = " ".join(row.text_content().split())
    assert "Looked at every 6 hours. Something new is expected within 60 days." in said
    assert "newest publication: 6 May 2024" in said


def test_what_people_bring_has_years_and_no_limits(read_page: Read, record: Home) -> None:
    publish(["2020-01-01", "2023-01-01"], "deposit")
    page = read_page("/en/sources/deposit")
    assert "2021–2022" in words(page, "years")
    assert "What nobody brings is missing" in words(page, "gaps")
    assert "How often it publishes is not declared" in words(page, "silences")


def test_the_api_says_the_same(client: Client, record: Home) -> None:
    told = client.get("/api/v1/sources/harbour-statements").json()
    assert told["quiet_after_seconds"] == 60 * 86_400
    assert told["limits"]["feeds"] == 1
    published = told["published"]
    assert published["by_year"] == {"2019": 1, "2023": 1, "2024": 1}
    assert published["silent_after_days"] == 60
    assert published["silences"][0] == {"since": "2019", "until": "2023-09-02", "days": 1341}
    assert published["silences"][-1]["until"] is None
    listed = client.get("/api/v1/sources?fields=identifier,limits,checked_note").json()
    assert {one["limits"]["feeds"] for one in listed["sources"]} == {1}


def test_many_documents_cost_no_more_questions(
    read_page: Read, record: Home, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    publish(daily("1980-01-01", 3_000), "harbour-statements")
    with django_assert_max_num_queries(12):
        page = read_page(HERE)
    assert len(page.xpath("//section[@aria-labelledby='silences']//li")) <= SHOWN


_LIGHTHOUSE = """\
id: lighthouse-log
mechanism: lighthouse
mechanism_name: The lighthouse
rehearsal: true
name: Log of the lighthouse
home: https://lighthouse.rehearsal.test/
addresses: [https://lighthouse.rehearsal.test/list, https://lighthouse.rehearsal.test/other]
reader: {reader}
languages: [en]
rhythm: 1 day
licence: {{text: to be checked}}
show: link
checked: {{last: never}}
"""


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ("{kind: feed}", "Only its 2 feeds are read"),
        ("{kind: feed, pages: {parameter: p}, max_pages: 9}", "the first 9 pages of its list"),
        ("{kind: feed, max_pages: 9}", "A check reads 9 pages of its list at most"),
        ("{kind: sitemap, limit: 70, max_pages: 4}", "at most 4 of its sitemaps, and takes 70"),
        ("{kind: listing, links: x}", "Only the first page of its list is read"),
        ("{kind: listing, links: x, next: a.n, max_pages: 7}", "A check reads 7 pages"),
        (
            "{kind: listing, links: x, pages: {parameter: p, last: 5}, max_pages: 7}",
            "the first 5 pages of its list",
        ),
        ("{kind: addresses, listed: [https://a.rehearsal.test/]}", "Only 1 address"),
        ("{kind: folder, folder: here}", "What is larger than 50 MB is not taken."),
    ],
)
def test_how_far_checks_look_is_said_in_words(tmp_path: Path, reader: str, expected: str) -> None:
    (tmp_path / "lighthouse-log.yaml").write_text(_LIGHTHOUSE.format(reader=reader), "utf-8")
    [source] = load(tmp_path).sources.values()
    with translation.override("en"):
        assert expected in " ".join(gaps.words(gaps.limits(source)))
