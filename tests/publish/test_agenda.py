"""The calendar of the site: a month, a list, and both taken along."""

import datetime as dt
from collections.abc import Callable

import icalendar
import pytest
from django.test import Client
from lxml import html
from pytest_django import DjangoAssertNumQueries

from liaison.catalogue.decisions import withdraw
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.publish.month import MOST_GOING_ON
from tests.publish.invented import SAID
from tests.publish.reading import content
from tests.publish.taken import of_csv
from tests.publish.telling import tell

Page = html.HtmlElement
Read = Callable[..., Page]
ICELAND, URUGUAY, MONGOLIA, TUNISIA = SAID[:4]


def words(page: Page) -> str:
    return " ".join(page.text_content().split())


def day(page: Page, date: str) -> str:
    return words(page.xpath(f"//li[h3/time[@datetime='{date}']]")[0])


@pytest.fixture
def told(record: Home) -> None:
    tell(ICELAND, "hearing;ISL;2024-06-17/2024-06-19;cancelled")
    tell(ICELAND, "trial;ISL;2024-06/;planned")
    tell(URUGUAY, "country_visit;URY;2024-05-28/2024-06-04;done")
    tell(TUNISIA, "event;TUN;2024/;planned")


def test_a_month_has_what_takes_place_in_it(told: None, read_page: Read) -> None:
    page = read_page("/en/calendar?month=2024-06")
    assert words(page.xpath("//h2[@id='month']")[0]) == "June 2024"
    assert "Cancelled" in day(page, "2024-06-17")
    assert "Hearing: Iceland: arrest" in day(page, "2024-06-17")
    assert "17 June 2024 – 19 June 2024" in day(page, "2024-06-17")
    assert "Country visit" in day(page, "2024-06-01")  # it began in May
    assert "Trial" in words(page.xpath("//section[@aria-labelledby='some-day']")[0])
    assert "Event" in words(page.xpath("//section[@aria-labelledby='some-month']")[0])
    assert [words(one) for one in page.xpath("//nav[@class='turning']//a")] == [
        "Previous month: ← May 2024",
        "This month",
        "Next month: July 2024 →",
        "As a list",
    ]


def going_on(page: Page) -> dict[str, list[str]]:
    """What continues on each day of a month, by its date."""
    days = page.xpath("//ol[contains(@class, 'month')]/li[ul[@class='going-on']]")
    return {
        one.xpath("./h3/time/@datetime")[0]: [words(line) for line in one.xpath("./ul/li")]
        for one in days
    }


def test_what_lasts_several_days_is_on_each_of_them(told: None, read_page: Read) -> None:
    may = read_page("/en/calendar?month=2024-05")
    assert going_on(may) == {
        f"2024-05-{day}": [f"Continues: Country visit, Uruguay day {number} of 8"]
        for number, day in ((2, 29), (3, 30), (4, 31))
    }
    assert "continues" not in day(may, "2024-05-28")
    june = read_page("/en/calendar?month=2024-06")
    assert "28 May 2024 – 4 June 2024 · continues" in day(june, "2024-06-01")
    assert going_on(june) == {
        "2024-06-02": ["Continues: Country visit, Uruguay day 6 of 8"],
        "2024-06-03": ["Continues: Country visit, Uruguay day 7 of 8"],
        "2024-06-04": ["Last day: Country visit, Uruguay day 8 of 8"],
    }
    link = june.xpath("//ul[@class='going-on']//a/@href")[0]
    assert link.endswith(f"/documents/{URUGUAY.identifier}")


def test_what_was_called_off_goes_on_on_no_day(told: None, read_page: Read) -> None:
    june = read_page("/en/calendar?month=2024-06&country=ISL")
    assert "17 June 2024 – 19 June 2024" in day(june, "2024-06-17")
    assert going_on(june) == {}
    tell(MONGOLIA, "session;MNG;2023-05-30/2023-06-04;cancelled")
    assert "continues" not in day(read_page("/en/calendar?month=2023-06"), "2023-06-01")


@pytest.mark.parametrize(
    ("span", "on_days"),
    [
        ("2023-03-01/2023-03-31", 30),  # a month in full
        ("2023-02-28/2023-03-01", 0),  # its last day is the first of the month
        ("2023-03-31/2023-04-10", 0),
        ("2023-02-27/2023-03-30", 0),  # longer than a month: above the days
        ("2022-06-01/2023-03-10", 0),
    ],
)
def test_an_activity_is_on_the_days_of_its_month_alone(
    record: Home, read_page: Read, span: str, on_days: int
) -> None:
    tell(MONGOLIA, f"session;MNG;{span};done")
    page = read_page("/en/calendar?month=2023-03")
    assert len(going_on(page)) == on_days
    first, last = (dt.date.fromisoformat(date) for date in span.split("/"))
    above = page.xpath("//section[@aria-labelledby='month']/ul[@class='dates']/li")
    assert len(above) == ((last - first).days > 30)
    full = page.xpath("//ol//div[@class='item']")
    assert len(above) + len(full) == 1
    if last == dt.date(2023, 3, 1):
        assert "last day" in words(full[0])


def test_many_that_continue_are_counted(record: Home, read_page: Read) -> None:
    for number, code in enumerate(
        ("MNG", "ISL", "URY", "TUN", "NZL", "CHE", "FRA", "KEN"), start=1
    ):
        tell(MONGOLIA, f"session;{code};2023-03-{number:02}/2023-03-20;done")
    lines = going_on(read_page("/en/calendar?month=2023-03"))["2023-03-15"]
    assert lines[-1] == f"and {8 - MOST_GOING_ON} more that continue"
    assert len(lines) == MOST_GOING_ON + 1


def test_a_file_ends_the_day_after_the_last(told: None, client: Client) -> None:
    written = content(client.get("/en/calendar.ics?country=URY&since=2024")).decode()
    assert "DTSTART;VALUE=DATE:20240528\r\n" in written
    assert "DTEND;VALUE=DATE:20240605\r\n" in written  # RFC 5545, 3.6.1: not included


def test_a_week_begins_as_the_language_has_it(told: None, read_page: Read) -> None:
    first = {}
    for language in ("en", "ar"):
        page = read_page(f"/{language}/calendar?month=2024-06")
        first[language] = words(page.xpath("//ul[@class='weekdays']/li[1]")[0])
        assert "from-" in page.xpath("//ol/@class")[0]
    assert first == {"en": "Mon", "ar": "الاثنين"} or first["ar"] != first["en"]


def test_dates_are_written_in_the_language_of_the_page(told: None, read_page: Read) -> None:
    assert "июнь 2024" in words(read_page("/ru/calendar?month=2024-06"))
    assert "juin 2024" in words(read_page("/fr/calendar?month=2024-06"))


def test_an_empty_month_says_so_and_leads_on(told: None, read_page: Read) -> None:
    page = read_page("/en/calendar?month=2022-03")
    said = words(page.xpath("//p[@class='nothing']")[0])
    assert said == "Nothing is known for March 2022. The next after: January 2024."
    later = read_page("/en/calendar?month=2025-01&country=ISL")
    assert "The last before: June 2024." in words(later)


@pytest.mark.parametrize(
    ("query", "found"),
    [("kind=hearing", 1), ("country=URY", 1), ("mechanism=oasis-observatory", 1), ("", 4)],
)
def test_it_is_narrowed(told: None, read_page: Read, query: str, found: int) -> None:
    page = read_page(f"/en/calendar/list?since=2024&until=2024&{query}")
    assert len(page.xpath("//ul[@class='dates']/li[.//a]")) == found
    for name, value in (pair.split("=") for pair in filter(None, [query])):
        assert page.xpath(f"//select[@name='{name}']/option[@selected]/@value") == [value]


def test_the_list_begins_today(record: Home, read_page: Read) -> None:
    year = utc_now().year + 1
    tell(ICELAND, f"session;ISL;{year}-03-02/{year}-03-09;planned")
    tell(URUGUAY, "country_visit;URY;2020-05-28/2020-06-04;done")
    said = words(read_page("/en/calendar/list"))
    assert f"2 March {year} – 9 March {year}" in said
    assert "2020" not in said


def test_without_anything_the_list_says_so(read_page: Read) -> None:
    assert "Nothing is known so far." in words(read_page("/en/calendar/list"))


@pytest.mark.parametrize(
    "query",
    [
        "month=2024",
        "month=2024-13",
        "month=9999-01",
        "month=2024-06-01",
        "kind=party",
        "country=ZZZ",
        "since=2024",
    ],
)
def test_a_mistaken_address_is_refused(client: Client, record: Home, query: str) -> None:
    assert client.get(f"/en/calendar?{query}").status_code == 400


@pytest.mark.parametrize("file", ["/list", ".ics", ".csv"])
@pytest.mark.parametrize("since", ["0001", "0001-01-01", "0002-02", "9999-12-31"])
def test_any_day_may_be_the_first(client: Client, told: None, file: str, since: str) -> None:
    answer = client.get(f"/en/calendar{file}?since={since}")
    assert answer.status_code == 200
    assert (URUGUAY.identifier in content(answer).decode()) is (since < "2024")


@pytest.mark.parametrize("file", ["/list", ".ics", ".csv"])
@pytest.mark.parametrize(("until", "found"), [("2023", False), ("2024-05-31", True)])
def test_until_a_day_is_all_that_was_until_then(
    client: Client, told: None, file: str, until: str, found: bool
) -> None:
    answer = content(client.get(f"/en/calendar{file}?until={until}")).decode()
    assert (URUGUAY.identifier in answer) is found
    assert ICELAND.identifier not in answer


def test_months_and_spans_are_not_asked_for_at_once(client: Client, record: Home) -> None:
    assert client.get("/en/calendar.ics?month=2024-06&since=2024").status_code == 400


def test_a_calendar_can_not_be_turned_for_ever(client: Client, record: Home) -> None:
    last = utc_now().year + 5
    page = html.fromstring(client.get(f"/en/calendar?month={last}-12").content.decode())
    assert not page.xpath("//a[contains(@rel, 'next')]")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex,follow"]


def test_a_selection_is_taken_along(told: None, client: Client) -> None:
    answer = client.get("/en/calendar.ics?month=2024-06&country=ISL")
    [calendar] = icalendar.Calendar.from_ical(content(answer), multiple=True)
    events = [one for one in calendar.subcomponents if one.name == "VEVENT"]
    assert len(events) == 2
    assert {str(one["STATUS"]) for one in events if "STATUS" in one} == {"CANCELLED"}
    rows = of_csv(client.get("/en/calendar.csv?month=2024-06").content)
    assert {row["kind"] for row in rows} == {"hearing", "trial", "country_visit", "event"}
    assert all(client.get(row["page"]).status_code == 200 for row in rows)
    assert client.head("/en/calendar.ics").status_code == 200


def test_without_dates_a_file_reaches_a_year_back(told: None, client: Client) -> None:
    day = utc_now().date() - dt.timedelta(days=30)
    tell(MONGOLIA, f"hearing;MNG;{day}/;done")
    assert [row["countries"] for row in of_csv(client.get("/en/calendar.csv").content)] == ["MNG"]


def test_what_is_withdrawn_is_in_no_calendar(told: None, client: Client, read_page: Read) -> None:
    withdraw(ICELAND.identifier, why="She asked.", by="an editor", now=utc_now())
    assert ICELAND.title not in words(read_page("/en/calendar?month=2024-06"))
    assert ICELAND.identifier not in content(client.get("/en/calendar.ics?month=2024-06")).decode()
    assert "ISL" not in client.get("/en/calendar.csv?month=2024-06").content.decode()


def test_a_month_asks_little_however_much_there_is(
    told: None, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, 29):
        tell(MONGOLIA, f"hearing;MNG;2023-02-{number:02}/;done")
    for address in (
        "/en/calendar?month=2023-02",
        "/en/calendar?month=2022-02",
        "/en/calendar/list?since=2023",
    ):
        client.get("/en/mechanisms")
        with django_assert_max_num_queries(6):
            client.get(address)
