"""A round of harvest as a person or the clock starts it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db.utils import DatabaseError, InterfaceError

from liaison.archive.actions import mend_archive
from liaison.fetch.frontier import forget_lists
from liaison.fetch.models import Round
from liaison.fetch.round import harvest
from liaison.fetch.under_way import Report
from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.kernel.stop import Stop, never
from liaison.pipeline.declared import harvested_sources, remember
from liaison.pipeline.process import database_gone
from liaison.sources.declaration import Source


def harvest_sources(
    sources: Sequence[Source],
    clock: Clock,
    report: Report,
    stop: Stop = never,
    longest: timedelta | None = None,
) -> list[Round]:
    """One round of each source; failures of sources stand in the rounds.

    Once `stop` says so, or a round has taken `longest`, what is still due waits for a later one.

    Raises MistakenInput where there is nothing to harvest or invented and real sources are mixed,
    HomeUnusable where the home cannot be used.
    """
    kinds = {source.kind_of_home for source in sources}
    if not kinds:
        raise MistakenInput("no source to harvest", "see `liaison sources list`")
    if len(kinds) > 1:
        raise MistakenInput(
            "rehearsal and real sources in one round",
            "harvest them apart, each into a LIAISON_HOME of its own",
        )
    home = settings.HOME
    home.claim_for(kinds.pop())
    with home.hold("harvest"):
        try:
            known = list(harvested_sources().values())
            forget_lists(_mended(sources))
            remember(sources, home.sources)
            mend_archive(home.archive)
            return asyncio.run(harvest(sources, home.archive, clock, report, stop, longest, known))
        except (DatabaseError, InterfaceError) as error:
            raise database_gone(error) from error
        except BaseExceptionGroup as group:
            raise _first(group) from group


def _mended(sources: Sequence[Source]) -> list[str]:
    """The sources that are read in another way than in the last round."""
    before = harvested_sources()
    return [
        source.id
        for source in sources
        if source.id in before and before[source.id].reader != source.reader
    ]


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """The error to tell of: several sources fail at once where the disk or the database does."""
    error: BaseException = group.exceptions[0]
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    if isinstance(error, DatabaseError | InterfaceError):
        return database_gone(error)
    if isinstance(error, OSError):
        return HomeUnusable(str(error), "free some space or mend the disk, then run again")
    return error
