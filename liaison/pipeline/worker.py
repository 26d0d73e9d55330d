"""What runs in the pool's processes."""

import resource
import signal
from collections.abc import Sequence

from django.db import connections
from django.db.utils import DatabaseError, DataError, InterfaceError

from liaison.kernel.errors import HomeUnusable

_MEMORY = 4 << 30  # bytes of address space: a file that wants more is refused, not the machine


def start_worker() -> None:
    """Make a fresh process ready to work. Its settings were loaded by the server it comes from."""
    for number in (signal.SIGINT, signal.SIGTERM):  # the coordinator decides when to stop
        signal.signal(number, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))


class BatchBroken(Exception):
    """Something about one row of a batch that nobody foresaw, in words that can be handed over."""


def work(step: str, ids: Sequence[int]) -> None:
    """Run a step, and what follows from it, on a batch.

    Raises HomeUnusable where the home or its database cannot be used, BatchBroken where a row is
    to blame: a value that the database refuses, a fault of ours that the step did not catch.
    """
    from liaison.pipeline.steps import run_from

    try:
        run_from(step, ids)
    except HomeUnusable:
        raise
    except (DatabaseError, InterfaceError) as error:
        if isinstance(error, DataError):
            raise BatchBroken(_said(error)) from None
        connections.close_all()
        # Plain words instead of the error itself, which may hold what no process can hand over.
        raise HomeUnusable(
            f"the database cannot be used ({_said(error)})",
            "see that it runs and has room, then run the same command again: nothing is lost",
        ) from None
    except Exception as error:  # noqa: BLE001 (one row must not stop all others for good)
        raise BatchBroken(f"{type(error).__name__}: {_said(error)}") from None


def _said(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else type(error).__name__
