"""Harvesting and processing for ever, each source at its own rhythm."""

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable
from liaison.pipeline.harvest import harvest_sources
from liaison.pipeline.process import process
from liaison.pipeline.status import latest_rounds
from liaison.sources.declaration import Source

_LONGEST_SLEEP = 60.0  # seconds: what was deposited or corrected meanwhile waits no longer
_AFTER_TROUBLE = 60.0  # seconds


def due_sources(
    sources: Mapping[str, Source], last: Mapping[str, dt.datetime], now: dt.datetime
) -> list[Source]:
    """The sources whose rhythm says that a round is due; one never harvested always is."""
    return [
        source
        for name, source in sources.items()
        if name not in last or last[name] + source.rhythm <= now
    ]


def seconds_until_due(
    sources: Mapping[str, Source], last: Mapping[str, dt.datetime], now: dt.datetime
) -> float:
    """How long nothing is due; at most a minute."""
    waits = [
        (last[name] + source.rhythm - now).total_seconds() if name in last else 0.0
        for name, source in sources.items()
    ]
    return max(0.0, min([_LONGEST_SLEEP, *waits]))


def work(
    load: Callable[[], Mapping[str, Source]],
    workers: int,
    clock: Clock,
    stop: threading.Event,
    tell: Callable[[str], None],
) -> None:
    """Go on until `stop` is set. `load` reads the sources anew each time, so that edits count.

    Trouble with the home (a full disk, a database away) is told and tried again in a minute.
    """
    while not stop.is_set():
        try:
            sources = load()
            _turn(due_sources(sources, _last(), clock()), workers, clock, tell)
            wait = seconds_until_due(sources, _last(), clock())
        except (HomeUnusable, DatabaseError, InterfaceError) as error:
            connections.close_all()  # one that died is opened anew
            tell(f"{error}; next try in {_AFTER_TROUBLE:.0f} s")
            wait = _AFTER_TROUBLE
        stop.wait(wait)


def _turn(due: Sequence[Source], workers: int, clock: Clock, tell: Callable[[str], None]) -> None:
    if due:
        for round_ in harvest_sources(due, clock, lambda *_: None):
            outcome = round_.failure_detail or f"{round_.new} new, {round_.changed} changed"
            tell(f"{round_.source_id}: {outcome}")
    if done := process(workers, lambda *_: None):
        tell(f"{done} rows processed")


def _last() -> dict[str, dt.datetime]:
    return {name: row.started_at for name, row in latest_rounds().items()}
