"""Harvesting and processing for ever, each source at its own rhythm.

The two go on beside each other: what was fetched is read while more is fetched. A round takes a
quarter of an hour at most, so that a source with very much to ask for does not keep the others
waiting; what is left of it is due again at once.
"""

import datetime as dt
import threading
from collections.abc import Callable, Mapping
from functools import partial

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

from liaison.alerts.posting import Sent
from liaison.alerts.server import ServerAway
from liaison.fetch.models import Round
from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable
from liaison.pipeline.harvest import harvest_sources
from liaison.pipeline.process import anything_to_do, process
from liaison.pipeline.publications import take_in
from liaison.pipeline.status import latest_rounds
from liaison.sources.declaration import Source

_LONGEST_ROUND = dt.timedelta(minutes=15)
_LONGEST_SLEEP = 60.0  # seconds: a source that was declared meanwhile waits no longer
_BETWEEN_MAILS = 30.0  # seconds between two looks for letters that are due
_BETWEEN_TWO = 5.0  # seconds between two looks for something to process
_AFTER_TROUBLE = 60.0  # seconds

Load = Callable[[], Mapping[str, Source]]
Tell = Callable[[str], None]
Turn = Callable[[], float]  # does what is due; seconds until it wants to be called again
Post = Callable[[dt.datetime], Sent]


def due_sources(
    sources: Mapping[str, Source], last: Mapping[str, Round], now: dt.datetime
) -> list[Source]:
    """The sources whose rhythm says that a round is due, the one that waited longest first.

    One never harvested always is due, and one whose last round was cut short.
    """
    due = [
        (last[name].started_at.timestamp() if name in last else 0.0, source)
        for name, source in sources.items()
        if name not in last or last[name].cut_short or last[name].started_at + source.rhythm <= now
    ]
    return [source for _, source in sorted(due, key=lambda one: one[0])]


def seconds_until_due(
    sources: Mapping[str, Source], last: Mapping[str, Round], now: dt.datetime
) -> float:
    """How long nothing is due; at most a minute."""
    if due_sources(sources, last, now):
        return 0.0
    waits = [
        (last[name].started_at + source.rhythm - now).total_seconds()
        for name, source in sources.items()
    ]
    return min([_LONGEST_SLEEP, *waits])


def work(
    load: Load,
    workers: int,
    clock: Clock,
    stop: threading.Event,
    tell: Tell,
    post: Post | None = None,
) -> None:
    """Go on until `stop` is set. `load` reads the sources anew each time, so that edits count.

    `post` writes to readers, where this process holds the key to their addresses. Trouble with the
    home (a full disk, a database away) or the mail server is told and tried again in a minute.
    Anything else that goes wrong ends all of it and is raised.
    """
    failed: list[BaseException] = []

    def beside(turn: Turn) -> None:
        try:
            _for_ever(turn, stop, tell)
        except BaseException as error:  # noqa: BLE001 (raised below, in the thread that is waited for)
            failed.append(error)
            stop.set()
        finally:
            connections.close_all()

    turns: dict[str, Turn] = {"harvest": partial(_harvest_due, load, clock, stop, tell)}
    if post is not None:
        turns["mail"] = partial(_post_due, post, clock, tell)
    threads = [
        threading.Thread(target=beside, args=(turn,), name=name) for name, turn in turns.items()
    ]
    for thread in threads:
        thread.start()
    try:
        _for_ever(partial(_process_pending, workers, clock, stop, tell), stop, tell)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]


def _for_ever(turn: Turn, stop: threading.Event, tell: Tell) -> None:
    """Take turn after turn, each of which says how many seconds to wait for the next."""
    while not stop.is_set():
        try:
            wait = turn()
        except (HomeUnusable, ServerAway, DatabaseError, InterfaceError) as error:
            connections.close_all()  # one that died is opened anew
            tell(f"{error}; next try in {_AFTER_TROUBLE:.0f} s")
            wait = _AFTER_TROUBLE
        stop.wait(wait)


def _harvest_due(load: Load, clock: Clock, stop: threading.Event, tell: Tell) -> float:
    sources = load()
    if due := due_sources(sources, latest_rounds(), clock()):
        rounds = harvest_sources(due, clock, lambda *_: None, stop.is_set, _LONGEST_ROUND)
        for round_ in rounds:
            outcome = round_.failure_detail or f"{round_.new} new, {round_.changed} changed"
            tell(f"{round_.source_id}: {outcome}{', more is due' if round_.cut_short else ''}")
    return seconds_until_due(sources, latest_rounds(), clock())


def _process_pending(workers: int, clock: Clock, stop: threading.Event, tell: Tell) -> float:
    if published := take_in(clock, lambda one: tell(f"not published: {one}")):
        tell(f"{published} publications taken in")
    if anything_to_do() and (done := process(workers, lambda *_: None, stop=stop.is_set)):
        tell(f"{done} rows processed")
    return _BETWEEN_TWO


def _post_due(post: Post, clock: Clock, tell: Tell) -> float:
    sent = post(clock())
    if sent != Sent():
        tell(sent.said())
    return _BETWEEN_MAILS
