"""Each source at its own rhythm."""

import datetime as dt

import pytest

from liaison.pipeline.work import due_sources, seconds_until_due
from tests.fetch.declaring import declare

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SOURCES = {
    "hourly": declare(id="hourly", rhythm="1 hour"),
    "daily": declare(id="daily", rhythm="1 day"),
}


@pytest.mark.parametrize(
    ("last", "due"),
    [
        ({}, ["hourly", "daily"]),
        ({"hourly": NOW, "daily": NOW}, []),
        ({"hourly": NOW - HOUR, "daily": NOW - HOUR}, ["hourly"]),
        ({"hourly": NOW - 0.9 * HOUR, "daily": NOW - 24 * HOUR}, ["daily"]),
    ],
)
def test_a_round_is_due_when_its_rhythm_says_so(
    last: dict[str, dt.datetime], due: list[str]
) -> None:
    assert [source.id for source in due_sources(SOURCES, last, NOW)] == due


@pytest.mark.parametrize(
    ("ago", "seconds"),
    [(dt.timedelta(0), 60.0), (HOUR - dt.timedelta(seconds=9), 9.0), (2 * HOUR, 0.0)],
)
def test_the_wait_ends_when_the_next_is_due_and_within_a_minute(
    ago: dt.timedelta, seconds: float
) -> None:
    last = {"hourly": NOW - ago, "daily": NOW}
    assert seconds_until_due(SOURCES, last, NOW) == seconds
