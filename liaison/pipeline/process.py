"""Every step after capture, for whatever is missing or out of date.

A pool of processes runs the steps on small batches; this process hands them out, stops those that
take too long, and feeds the search index meanwhile.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.db.utils import DatabaseError, InterfaceError
from pebble import ProcessExpired, ProcessPool

from liaison import extract
from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition, IndexTask
from liaison.index.protocol import Writer
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HeldByAnother, HomeUnusable
from liaison.kernel.stop import Stop, never
from liaison.pipeline.alerting import anything_to_watch, watch
from liaison.pipeline.indexing import drain, open_index
from liaison.pipeline.pool import open_pool
from liaison.pipeline.steps import STEPS, Step, note_unread, pending_by_step
from liaison.pipeline.sweeping import anything_to_sweep, sweep
from liaison.pipeline.vocabulary_check import remember_vocabulary
from liaison.pipeline.worker import BatchBroken, work

BATCH = 32  # rows a worker takes at once
PATIENCE = extract.LONGEST + 30.0  # seconds: what takes longer than a reading may, hangs
_BATCH_PATIENCE = 120.0  # seconds: a batch that takes longer is split to find the row that hangs
_IDS_AT_ONCE = 2_000
_IN_HAND = 3  # batches handed out for each worker
_DRAIN_EVERY = 2.0  # seconds

Report = Callable[[int, int], None]  # rows done, rows known to be pending


@dataclass(slots=True)
class _Run:
    pool: ProcessPool
    patience: float
    report: Report
    total: int
    writer: Writer | None
    done: int = 0
    drained: float = 0.0
    under_way: dict[Future[None], tuple[str, tuple[int, ...]]] = field(default_factory=dict)

    def hand_out(self, step: str, ids: tuple[int, ...]) -> None:
        seconds = self.patience if len(ids) == 1 else min(self.patience, _BATCH_PATIENCE)
        future = self.pool.schedule(work, args=(step, ids), timeout=seconds)
        self.under_way[future] = (step, ids)

    def collect(self, leave: int) -> None:
        """Wait until at most `leave` batches are under way."""
        while len(self.under_way) > leave:
            finished, _ = wait(self.under_way, timeout=_DRAIN_EVERY, return_when=FIRST_COMPLETED)
            for future in finished:
                self._settle(future)
            self._feed_index()

    def _settle(self, future: Future[None]) -> None:
        step, ids = self.under_way.pop(future)
        error = future.exception()
        if isinstance(error, BrokenProcessPool):
            raise HomeUnusable(
                "the worker processes cannot be started or were ended from outside",
                "run the same command again: nothing is lost",
            ) from error
        if isinstance(error, TimeoutError | ProcessExpired | BatchBroken):
            if len(ids) > 1:
                for one in ids:
                    self.hand_out(step, (one,))
                return
            _give_up(step, ids[0], error)
        elif error is not None:
            raise error
        self.done += len(ids)
        self.report(self.done, max(self.total, self.done))

    def _feed_index(self) -> None:
        if self.writer is not None and time.monotonic() - self.drained > _DRAIN_EVERY:
            drain(self.writer)
            self.drained = time.monotonic()


def process(workers: int, report: Report, patience: float = PATIENCE, stop: Stop = never) -> int:
    """Run every step on whatever is pending; give back how many rows were done.

    A row that takes longer than `patience`, in seconds, is given up and says so. Once `stop`
    says so, what is under way is finished and the rest stays pending.

    Raises HomeUnusable where the home, its database or its index cannot be used; whatever was
    done until then stays done, and running again goes on from there.
    """
    if connection.vendor == "sqlite":
        with settings.HOME.hold("process"):
            return _process(workers, report, patience, stop)
    return _process(workers, report, patience, stop)


def anything_to_do() -> bool:
    """Whether a run would find something pending."""
    waiting = IndexTask.objects.exists() or anything_to_sweep() or anything_to_watch()
    return _anything_to_read() or waiting or not settings.HOME.index.is_dir()


def _process(workers: int, report: Report, patience: float, stop: Stop) -> int:
    writer = None
    try:
        writer = _open_index_or_none()
        done, total = 0, sum(pending_by_step().values())
        if _anything_to_read():
            with open_pool(workers) as pool:
                done = _run_steps(_Run(pool, patience, report, total, writer), workers, stop)
        done += len(sweep(utc_now, lambda *_: None))
        if writer is None:  # who held it may be gone by now
            writer = _open_index_or_none()
        while writer is not None and not stop() and (fed := drain(writer)):
            done += fed
            report(done, max(total, done))
        if writer is not None and not stop():
            watch(utc_now)
    except (DatabaseError, InterfaceError) as error:
        raise database_gone(error) from error
    finally:
        if writer is not None:
            writer.close()
    return done


def _run_steps(run: _Run, workers: int, stop: Stop) -> int:
    try:
        for step in STEPS:
            for ids in _batches(step, stop):
                run.hand_out(step.name, ids)
                run.collect(leave=workers * _IN_HAND)
            run.collect(leave=0)  # or the next step would find rows that are under way
    except BaseException:
        run.pool.stop()  # type: ignore[no-untyped-call]
        raise
    if not settings.HOME.vocabulary.is_dir():
        remember_vocabulary()
    return run.done


def _batches(step: Step, stop: Stop) -> Iterator[tuple[int, ...]]:
    """The rows of a step in small batches, each row once, those that come meanwhile included."""
    after = 0
    while True:
        pending = step.pending().filter(pk__gt=after).order_by("pk")
        ids = list(pending.values_list("pk", flat=True)[:_IDS_AT_ONCE])
        if not ids:
            return
        after = ids[-1]
        for start in range(0, len(ids), BATCH):
            if stop():
                return
            yield tuple(ids[start : start + BATCH])


def _anything_to_read() -> bool:
    return any(step.pending().exists() for step in STEPS)


def _give_up(step: str, pk: int, error: BaseException) -> None:
    """One row hangs, kills its worker or cannot be kept: noted, and not tried again."""
    what = "took too long" if isinstance(error, TimeoutError) else "broke its process"
    if isinstance(error, BatchBroken):
        what = f"could not be done ({error})"
    version = next(one.version for one in STEPS if one.name == step)
    if step == "extract":
        capture = Capture.objects.get(pk=pk)
        capture.reading_version = version
        capture.save(update_fields=["reading_version"])
    elif step == "understand":
        edition = Edition.objects.select_related("capture").get(pk=pk)
        edition.understood_version = version
        edition.save(update_fields=["understood_version"])
        capture = edition.capture
    elif step in ("file", "link"):
        document = Document.objects.get(pk=pk)
        document.filed_version = document.linked_version = version
        document.save(update_fields=["filed_version", "linked_version"])
        first = Edition.objects.filter(document=pk).select_related("capture").earliest("pk")
        capture = first.capture
    elif step == "activities":
        document = Document.objects.get(pk=pk)
        document.activities_version = version
        document.save(update_fields=["activities_version"])
        capture = Capture.objects.filter(editions__document=document).order_by("pk")[0]
    else:
        raise HomeUnusable(f"row {pk} of the step {step} {what}", "report it with its address")
    note_unread(
        capture,
        f"{capture.address}: the step {step} {what}: look at the file; "
        f"`liaison reread --step {step}` tries it again",
    )


def _open_index_or_none() -> Writer | None:
    """The index for writing, or None while another process of a shared database writes it."""
    try:
        return open_index(settings.HOME.index)
    except HeldByAnother:
        if connection.vendor == "sqlite":
            raise
        return None


def database_gone(error: Exception) -> HomeUnusable:
    """What to tell a person whose database went away in the middle."""
    return HomeUnusable(
        f"the database cannot be used ({str(error).strip().splitlines()[0]})",
        "see that it runs and has room, then run the same command again: nothing is lost",
    )
