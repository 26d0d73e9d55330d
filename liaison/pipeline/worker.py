"""What runs in the pool's processes."""

import resource
import signal
from collections.abc import Sequence

from django.db import connections
from django.db.utils import DatabaseError, InterfaceError

from liaison.kernel.errors import HomeUnusable

_MEMORY = 4 << 30  # bytes of address space: a file that wants more is refused, not the machine


def start_worker() -> None:
    """Make a fresh process ready to work. Its settings were loaded by the server it comes from."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the coordinator decides when to stop
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


def work(step: str, ids: Sequence[int]) -> None:
    """Run a step, and what follows from it, on a batch. Raises HomeUnusable."""
    from liaison.pipeline.steps import run_from

    try:
        run_from(step, ids)
    except (DatabaseError, InterfaceError) as error:
        connections.close_all()
        first = str(error).strip().splitlines()[:1] or [type(error).__name__]
        # Plain words instead of the error itself, which may hold what no process can hand over.
        raise HomeUnusable(
            f"the database cannot be used ({first[0]})",
            "see that it runs and has room, then run the same command again: nothing is lost",
        ) from None
