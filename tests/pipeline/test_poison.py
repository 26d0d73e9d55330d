"""One capture that cannot be kept, or that breaks its worker, costs itself and nothing else."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any

import pytest

from liaison.archive.models import Capture
from liaison.catalogue.models import Edition
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.reading import Format, Reading
from liaison.pipeline.process import _Run
from liaison.pipeline.steps import run_extract
from liaison.pipeline.worker import BatchBroken


@dataclass
class Pool:
    """Does nothing, and says that `broken` rows broke it."""

    broken: set[int]
    asked: list[tuple[int, ...]] = field(default_factory=list)
    error: Exception = field(default_factory=lambda: BatchBroken("ValueError: oh"))

    def schedule(
        self, work: Callable[..., None], args: tuple[str, Sequence[int]], timeout: float
    ) -> "Future[None]":
        del work, timeout
        ids = tuple(args[1])
        self.asked.append(ids)
        future: Future[None] = Future()
        if self.broken & set(ids):
            future.set_exception(self.error)
        else:
            future.set_result(None)
        return future


def capture(number: int) -> Capture:
    return Capture.objects.create(
        source_id="odd",
        address=f"https://odd.test/{number}",
        address_key=f"key{number}",
        document_address=f"https://odd.test/{number}",
        role="document",
        fetched_at=utc_now(),
        status=200,
        media_type="text/plain",
        sha256="0" * 64,
        size=1,
        warc="gone.warc.gz",
        offset=0,
        length=1,
    )


def run(pool: Any) -> _Run:
    return _Run(pool, 10.0, lambda *_: None, total=4, writer=None)


@pytest.mark.django_db
def test_a_batch_that_breaks_is_taken_row_by_row_and_the_culprit_is_given_up() -> None:
    rows = [capture(number) for number in range(4)]
    ids = tuple(row.pk for row in rows)
    pool = Pool({ids[2]})
    under_way = run(pool)
    under_way.hand_out("extract", ids)
    under_way.collect(leave=0)
    assert pool.asked == [ids, *((one,) for one in ids)]
    given_up = Capture.objects.exclude(reading_failure="")
    assert [row.pk for row in given_up] == [ids[2]]
    assert "could not be done (ValueError: oh)" in given_up[0].reading_failure_detail
    assert given_up[0].reading_version > 0


@pytest.mark.django_db
def test_workers_ended_from_outside_condemn_no_document() -> None:
    row = capture(1)
    under_way = run(Pool({row.pk}, error=BrokenProcessPool("All workers expired")))
    under_way.hand_out("extract", (row.pk,))
    with pytest.raises(HomeUnusable, match="ended from outside: run the same command again"):
        under_way.collect(leave=0)
    assert Capture.objects.get(pk=row.pk).reading_version == 0


@pytest.mark.django_db
def test_what_a_newer_capture_replaced_while_it_was_read_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = capture(1)

    def read(stale: Capture) -> Any:
        Capture.objects.filter(pk=stale.pk).update(current=False)
        return Reading(Format.TEXT, "Old", "Old words.")

    monkeypatch.setattr("liaison.pipeline.steps.read_capture", read)
    assert run_extract([row.pk], utc_now) == []
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_words_that_are_no_characters_are_kept_as_far_as_they_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    row = capture(1)
    odd = "\ud800\x00 2012"
    reading = Reading(Format.TEXT, f"T{odd}", f"Words{odd}", f"D{odd}", f"en{odd}")
    monkeypatch.setattr("liaison.pipeline.steps.read_capture", lambda _: reading)
    assert len(run_extract([row.pk], utc_now)) == 1
    edition = Edition.objects.get()
    assert (edition.title, edition.text) == ("T? 2012", "Words? 2012")
    assert (edition.stated_date, edition.stated_language) == ("D? 2012", "en? 2012")
