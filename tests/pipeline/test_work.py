"""Each source at its own rhythm."""

import datetime as dt
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison.fetch.models import Round
from liaison.pipeline.work import due_sources, seconds_until_due
from tests.conftest import Installation
from tests.fetch.declaring import declare

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SOURCES = {
    "hourly": declare(id="hourly", rhythm="1 hour"),
    "daily": declare(id="daily", rhythm="1 day"),
}


def rounds(started: dict[str, dt.datetime], cut_short: str = "") -> dict[str, Round]:
    return {
        name: Round(source_id=name, started_at=moment, cut_short=name == cut_short)
        for name, moment in started.items()
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
    assert [source.id for source in due_sources(SOURCES, rounds(last), NOW)] == due


def test_a_round_that_was_cut_short_is_due_again_at_once() -> None:
    last = rounds({"hourly": NOW, "daily": NOW}, cut_short="daily")
    assert [source.id for source in due_sources(SOURCES, last, NOW)] == ["daily"]
    assert seconds_until_due(SOURCES, last, NOW) == 0.0


@pytest.mark.parametrize(
    ("ago", "seconds"),
    [(dt.timedelta(0), 60.0), (HOUR - dt.timedelta(seconds=9), 9.0), (2 * HOUR, 0.0)],
)
def test_the_wait_ends_when_the_next_is_due_and_within_a_minute(
    ago: dt.timedelta, seconds: float
) -> None:
    last = {"hourly": NOW - ago, "daily": NOW}
    assert seconds_until_due(SOURCES, rounds(last), NOW) == seconds


def _wait_for(installation: Installation, what: Callable[[dict[str, Any]], bool]) -> None:
    for _ in range(120):
        if what(installation.status()):
            return
        time.sleep(0.5)
    pytest.fail(f"never came to be: {installation.status()}")


def test_work_harvests_and_processes_until_it_is_told_to_stop(
    sources: Path, install: Callable[[], Installation]
) -> None:
    installation = install()
    process = installation.start("work", "--sources", str(sources))
    try:
        _wait_for(installation, lambda said: said["documents"] > 40 and not said["pending"])
    finally:
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert said.splitlines()[-1].endswith("stopped")
    assert "rows processed" in said
    assert "more is due" not in said
