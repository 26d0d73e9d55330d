"""One round: what a source lists, then everything that is due.

Lists are read first and what they name is written down before anything is fetched; documents are
then fetched and kept in small batches, each of which is on the disk as a whole or not at all. So a
killed round goes on where it stood.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

from liaison.archive.warc import WarcWriter
from liaison.fetch import frontier
from liaison.fetch.client import Client
from liaison.fetch.lists import read_lists
from liaison.fetch.models import Round
from liaison.fetch.pace import Pace
from liaison.fetch.under_way import Report, UnderWay, in_database, unexpected
from liaison.fetch.visits import visit_due
from liaison.kernel.clock import Clock
from liaison.kernel.errors import FailureClass, HomeUnusable, SourceFailure
from liaison.kernel.stop import Stop
from liaison.sources.declaration import Source

_AT_ONCE = 8  # sources


async def harvest(
    sources: Sequence[Source],
    folder: Path,
    clock: Clock,
    report: Report,
    stop: Stop,
    longest: timedelta | None = None,
    known: Sequence[Source] = (),
) -> list[Round]:
    """One round of each source, several at once, in the order given.

    All end early where `stop` says so, and each after `longest`: what is left is due for the
    next. `known` are the record's other sources, whose sites none of these speaks for. Raises
    HomeUnusable where nothing can be kept.
    """
    hosts = {source.id: source.hosts for source in (*known, *sources)}
    pace, room = Pace(), asyncio.Semaphore(_AT_ONCE)
    await in_database(connections.close_all)  # one of an earlier harvest may have died since
    with WarcWriter(folder, clock) as writer:

        async def one(source: Source) -> Round:
            async with room:
                ends = None if longest is None else clock() + longest
                round_ = UnderWay(source, writer, clock, report, stop, ends)
                others = (named for name, named in hosts.items() if name != source.id)
                round_.others = frozenset().union(*others) - source.hosts
                return await _go_round(round_, pace)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(source)) for source in sources]
        return [task.result() for task in tasks]


async def _go_round(round_: UnderWay, pace: Pace) -> Round:
    """Go round once. What goes wrong at the source is noted, not raised."""
    round_.continues = await in_database(frontier.was_cut_short, round_.source.id)
    row = await in_database(frontier.start_round, round_.source, round_.clock())
    try:
        async with Client(round_.source, pace) as client:
            await read_lists(round_, client)
            await visit_due(round_, client)
    except (HomeUnusable, DatabaseError, InterfaceError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 (one source's oddity must not end the others' rounds)
        round_.failure = unexpected(round_.source.home, error)
    await _judge_round(round_)
    row.cut_short = round_.cut_short
    await in_database(frontier.finish_round, row, round_.tally, round_.failure, round_.clock())
    return row


async def _judge_round(round_: UnderWay) -> None:
    """An unexpectedly empty harvest is a failure; so is a silence longer than declared."""
    source = round_.source
    least = source.yields.at_least
    whole = not (round_.cut_short or round_.continues)
    if whole and round_.tally.listed < least:
        round_.fail(
            SourceFailure(
                FailureClass.CHANGED_SHAPE,
                f"it listed {round_.tally.listed} documents and should list at least {least}",
                f"look at {source.home}, then mend {source.declared_in.name}",
            )
        )
        return
    last = await in_database(frontier.last_new, source.id)
    quiet = source.quiet_after
    if quiet is not None and last is not None and round_.clock() - last > quiet:
        round_.fail(
            SourceFailure(
                FailureClass.NOTHING_NEW,
                f"it listed nothing new since {last:%Y-%m-%d}",
                f"look at {source.home}: it may publish elsewhere now",
            )
        )
