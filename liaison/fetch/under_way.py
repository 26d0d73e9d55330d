"""A round under way: what its two halves, lists and documents, both write to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from asgiref.sync import sync_to_async

from liaison.archive.warc import WarcWriter
from liaison.fetch.frontier import Tally
from liaison.kernel.clock import Clock
from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.stop import Stop
from liaison.sources.declaration import Source

Report = Callable[[str, int, int], None]  # source, done, known to be due
T = TypeVar("T")


@dataclass(slots=True)
class UnderWay:
    """One round of one source: its counts, and the first failure of the source as a whole.

    It ends when its work is done, when `stop` says so, or, cut short, at `ends`.
    """

    source: Source
    writer: WarcWriter
    clock: Clock
    report: Report
    stop: Stop
    ends: datetime | None = None
    continues: bool = False  # the last round was cut short: what it listed is not read again
    others: frozenset[str] = frozenset()  # hosts that other sources name and this one does not
    tally: Tally = field(default_factory=Tally)
    failure: SourceFailure | None = None
    done: int = 0
    cut_short: bool = False

    def enough(self) -> bool:
        """Whether what is still due should wait for a later round."""
        return self.stop() or (self.ends is not None and self.clock() >= self.ends)

    def fail(self, failure: SourceFailure | None) -> None:
        """Note what went wrong at the source; the first word stands."""
        self.failure = self.failure or failure

    def advance(self, by: int, known: int) -> None:
        """Report that so many more are done, of so many that are known to be due."""
        self.done += by
        self.report(self.source.id, self.done, known)


def in_database(function: Callable[..., T], *arguments: Any) -> Awaitable[T]:  # noqa: ANN401 - passed on
    """Run database work in the one thread that holds the connection."""
    return sync_to_async(function, thread_sensitive=True)(*arguments)


def unexpected(address: str, error: Exception) -> SourceFailure:
    """The failure for what no rule foresaw: it costs the address, not the round."""
    return SourceFailure(
        FailureClass.CHANGED_SHAPE,
        f"{address} gave what nobody expected ({type(error).__name__}: {str(error)[:200]})",
        "report it with the address",
    )
