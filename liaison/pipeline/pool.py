"""The pool of processes that runs the steps, and the server that they are forked from.

Light to import: a command calls `warm` first of all, and the server loads what the workers need
while the command itself is still loading.
"""

import multiprocessing
import multiprocessing.forkserver
from multiprocessing.context import ForkServerContext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pebble import ProcessPool

_TASKS_A_WORKER = 400  # then it is replaced, so that no library's leak lasts


def warm() -> ForkServerContext:
    """Start the server, where it does not run yet, and come back at once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["liaison.pipeline.preload"])
    multiprocessing.forkserver.ensure_running()
    return context


def open_pool(workers: int) -> "ProcessPool":
    """A pool of that many workers; use it as a context manager."""
    from pebble import ProcessPool

    from liaison.pipeline.worker import start_worker

    return ProcessPool(
        max_workers=workers, max_tasks=_TASKS_A_WORKER, initializer=start_worker, context=warm()
    )
