"""Selections as calendars, read as a calendar program reads them (RFC 5545)."""

from typing import Any

import icalendar
import pytest
from django.test import Client

from liaison.catalogue.decisions import withdraw
from liaison.catalogue.models import Activity, Document
from liaison.kernel.home import Home
from tests.publish.invented import NOW, SAID
from tests.publish.reading import content
from tests.publish.taken import HOSTILE
from tests.publish.telling import tell, tell_index


def events(client: Client, query: str = "", language: str = "en") -> list[Any]:
    answer = client.get(f"/{language}/search.ics{query}")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    whole = content(answer)
    assert all(len(line) <= 75 for line in whole.split(b"\r\n"))
    [calendar] = icalendar.Calendar.from_ical(whole, multiple=True)
    assert not calendar.errors
    assert all(not one.errors for one in calendar.walk())
    assert calendar["VERSION"] == "2.0"
    return [one for one in calendar.subcomponents if one.name != "VTIMEZONE"]


def test_a_calendar_of_nothing_is_a_calendar(client: Client, record: Home) -> None:
    assert events(client) == []


def test_a_calendar_says_what_is_told(client: Client, record: Home) -> None:
    tell(SAID[0], "hearing;ISL;2024-06-17/2024-06-19;cancelled")
    [event] = events(client)
    assert event.name == "VEVENT"
    assert str(event.start) == "2024-06-17"
    assert str(event.end) == "2024-06-20"  # the day after: RFC 5545 excludes it
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("Rehearsal. Cancelled: Hearing: Iceland: arrest of a lawyer")
    assert "Iceland" in event["LOCATION"]
    assert event["URL"].endswith(SAID[0].identifier)
    assert "Harbour Commission on Defenders" in event["DESCRIPTION"]
    assert client.get(event["URL"]).status_code == 200


@pytest.mark.parametrize(
    ("told", "start", "end", "said"),
    [
        ("2024-06/", "2024-06-01", "2024-07-01", "June 2024"),
        ("2024/", "2024-01-01", "2025-01-01", "2024"),
        ("2024-06-28/2024-07", "2024-06-28", "2024-08-01", "28 June 2024 – July 2024"),
    ],
)
def test_a_day_that_is_not_known_is_not_made_up(
    client: Client, record: Home, told: str, start: str, end: str, said: str
) -> None:
    tell(SAID[0], f"trial;ISL;{told};planned")
    [event] = events(client)
    assert (str(event.start), str(event.end)) == (start, end)
    assert event["SUMMARY"].endswith(f"({said})") or said.split(maxsplit=1)[0] in event["SUMMARY"]
    assert event["TRANSP"] == "TRANSPARENT"
    assert "The day is not known" in event["DESCRIPTION"]
    assert "STATUS" not in event
    assert event["X-LIAISON-DATES"] == told.removesuffix("/")


def test_what_has_no_date_is_no_event(client: Client, record: Home) -> None:
    tell(SAID[0], "trial;ISL;/;postponed")
    [entry] = events(client)
    assert entry.name == "VJOURNAL"
    assert "DTSTART" not in entry
    assert "Postponed" in entry["SUMMARY"]


def test_an_event_keeps_its_name_and_moves(client: Client, record: Home) -> None:
    tell(SAID[0], "trial;ISL;2024-06-17/;planned")
    [before] = events(client)
    Activity.objects.update(starts="2024-06-18", first_day="2024-06-18", last_day="2024-06-18")
    [after] = events(client, language="ru")
    assert after["UID"] == before["UID"]
    assert after["UID"].startswith("urn:uuid:")
    assert after.start != before.start


def test_selected_kinds_of_activities_alone_are_in_the_calendar(
    client: Client, record: Home
) -> None:
    tell(SAID[0], "trial;ISL;2024-06-17/;planned")
    tell(SAID[0], "call_for_input;ISL;2024-09-01/;planned")
    tell_index(record)
    assert len(events(client, "?country=ISL")) == 2
    [event] = events(client, "?activity=trial&country=ISL")
    assert "Trial" in event["SUMMARY"]
    assert events(client, "?activity=hearing") == []


def test_an_activity_told_twice_stands_once(client: Client, record: Home) -> None:
    for said in (SAID[0], SAID[5]):
        tell(said, "country_visit;ISL;2024-06-17/2024-06-21;planned")
    assert Activity.objects.count() == 1
    [event] = events(client)
    assert SAID[0].identifier in event["DESCRIPTION"]
    assert SAID[5].identifier in event["DESCRIPTION"]


def test_a_withdrawn_document_tells_nothing(client: Client, record: Home) -> None:
    for said in (SAID[0], SAID[5]):
        tell(said, "country_visit;ISL;2024-06-17/2024-06-21;planned")
    withdraw(SAID[0].identifier, why="A person asked.", by="Ines Editor", now=NOW)
    [event] = events(client)
    assert SAID[0].identifier not in event.to_ical().decode()
    assert "lawyer" not in event["SUMMARY"]
    withdraw(SAID[5].identifier, why="A person asked.", by="Ines Editor", now=NOW)
    assert events(client) == []


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_breaks_a_calendar(client: Client, record: Home, title: str) -> None:
    Document.objects.filter(identifier=SAID[0].identifier).update(title=title)
    tell(SAID[0], "trial;ISL;2024-06-17/;planned")
    [event] = events(client)
    assert event["SUMMARY"].startswith("Rehearsal. Trial:")
