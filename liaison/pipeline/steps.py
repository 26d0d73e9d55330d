"""The steps after capture: what each reads and writes, and how it knows what is to be done.

Work to do is what the data says is missing or out of date. A step is run on a batch of rows that
are pending; it gives back the rows that its writing made pending for the next step. A killed run
leaves rows pending and nothing else, so running again is all there is to recovery.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.db.utils import DatabaseError, InterfaceError

from liaison import extract, understand
from liaison.archive.models import Capture
from liaison.archive.warc import Place, read_content
from liaison.catalogue import activities, description
from liaison.catalogue.actions import (
    Read,
    Understood,
    describe_documents,
    take_findings,
    take_readings,
)
from liaison.catalogue.models import Document, Edition, IndexTask
from liaison.kernel.clock import Clock, utc_now
from liaison.kernel.errors import FailureClass, HomeUnusable, SourceFailure, Unreadable
from liaison.kernel.finding import Finding
from liaison.kernel.reading import Context, Format, Reading
from liaison.link import facts
from liaison.link.linking import file_documents, link_documents
from liaison.pipeline.declared import context_of


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `pending` are its rows to do, `run` does a batch of them."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    version: int
    pending: Callable[[], QuerySet[Any]]
    run: Callable[[Sequence[int], Clock], Sequence[int]]


def _to_read() -> QuerySet[Capture]:
    return Capture.objects.filter(current=True, reading_version__lt=extract.VERSION)


def _to_understand() -> QuerySet[Edition]:
    return Edition.objects.filter(understood_version__lt=understand.VERSION)


def _to_describe() -> QuerySet[Document]:
    return Document.objects.filter(described_version__lt=description.VERSION)


def _to_file() -> QuerySet[Document]:
    return Document.objects.filter(filed_version__lt=facts.VERSION)


def _to_link() -> QuerySet[Document]:
    return Document.objects.filter(linked_version__lt=facts.VERSION)


def _to_join() -> QuerySet[Document]:
    return Document.objects.filter(
        activities_version__lt=activities.VERSION, described_version__gt=0
    )


def run_extract(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """Captures → the text of their editions."""
    del clock
    with claimed(_to_read(), ids) as captures:
        reads = [Read(capture, read_capture(capture)) for capture in captures]
        with transaction.atomic():
            return [edition.pk for edition in take_readings(reads, extract.VERSION)]


def run_understand(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """Editions → findings."""
    del clock
    with claimed(_to_understand().select_related("document", "capture"), ids) as editions:
        found = [Understood(edition.pk, find_or_note(edition)) for edition in editions]
        with transaction.atomic():
            take_findings(found, understand.VERSION)
            return sorted({edition.document_id for edition in editions})


def run_describe(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """Findings and corrections → the description of documents, and word to the index."""
    with transaction.atomic():
        describe_documents(ids, clock())
    return ids


def run_join(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """What documents tell of visits, sessions, hearings and calls → activities.

    Filing waits until all are described: a document whose editions come in several batches is
    filed once.
    """
    del clock
    with claimed(_to_join(), ids) as documents, transaction.atomic():
        activities.join_activities([document.pk for document in documents])
    return ()


def run_file(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """Documents → the keys under which others find them. Linking waits until all are filed."""
    del clock
    with claimed(_to_file(), ids) as documents:
        file_documents(documents, settings.HOME.secret())
    return ()


def run_link(ids: Sequence[int], clock: Clock) -> Sequence[int]:
    """Keys and people's decisions → links between documents, and the matters they make up."""
    # Not claimed: whoever regroups a matter writes to documents that another worker has in hand.
    link_documents(list(_to_link().filter(pk__in=ids).order_by("pk")), clock())
    return ()


STEPS = (
    Step("extract", ("captures",), ("editions",), extract.VERSION, _to_read, run_extract),
    Step(
        "understand",
        ("editions",),
        ("findings",),
        understand.VERSION,
        _to_understand,
        run_understand,
    ),
    Step(
        "describe",
        ("editions", "findings", "corrections", "absences"),
        ("documents", "index tasks"),
        description.VERSION,
        _to_describe,
        run_describe,
    ),
    Step(
        "activities",
        ("documents", "findings", "corrections"),
        ("activities",),
        activities.VERSION,
        _to_join,
        run_join,
    ),
    Step("file", ("documents", "findings"), ("link keys",), facts.VERSION, _to_file, run_file),
    Step(
        "link",
        ("link keys", "link decisions"),
        ("links", "matters"),
        facts.VERSION,
        _to_link,
        run_link,
    ),
)
# The last step is not claimed by workers: one process alone writes the index (indexing.py).
INDEX = "index"


def pending_by_step() -> dict[str, int]:
    """How many rows each step still has to do."""
    counts = {step.name: step.pending().count() for step in STEPS}
    counts[INDEX] = IndexTask.objects.count()
    return counts


def run_from(name: str, ids: Sequence[int], clock: Clock = utc_now) -> None:
    """Run a step on a batch, and the steps after it on what it made pending."""
    reached = False
    for step in STEPS:
        reached = reached or step.name == name
        if reached and ids:
            ids = step.run(ids, clock)


@contextlib.contextmanager
def claimed(pending: QuerySet[Any], ids: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Those of the rows that are still pending and that nobody else is working on.

    Where the database can lock rows, they stay locked until the block ends, and another worker's
    are passed over; SQLite has one run at a time (`Home.hold`) and needs no lock, and a
    transaction around slow work would keep every other writer out.
    """
    rows = pending.filter(pk__in=ids).order_by("pk")
    if not connection.features.has_select_for_update_skip_locked:
        yield list(rows)
        return
    with transaction.atomic():
        yield list(rows.select_for_update(skip_locked=True, of=("self",)))


def read_capture(capture: Capture) -> Reading | SourceFailure:
    """The text of a capture, or why there is none. Raises HomeUnusable where the archive fails."""
    place = Place(capture.warc, capture.offset, capture.length)
    content = read_content(settings.HOME.archive, place)
    try:
        captured = capture.fetched_at.date()
        return extract.extract(content, capture.media_type, capture.address, captured)
    except SourceFailure as failure:
        return failure
    except (HomeUnusable, KeyboardInterrupt):
        raise
    except MemoryError:
        return Unreadable("reading it took more memory than a worker may have")
    except Exception as error:  # noqa: BLE001 - a reader's bug costs one document, and is shown
        return Unreadable(
            f"the reader broke on it ({type(error).__name__}: {str(error)[:200]})",
            "report it with the capture's hash; `liaison reread --step extract` tries again",
        )


def find_or_note(edition: Edition) -> Sequence[Finding]:
    """What understanding finds; nothing, and a note on the capture, where it breaks on a text."""
    try:
        return find(edition)
    except (HomeUnusable, DatabaseError, InterfaceError):
        raise
    except Exception as error:  # noqa: BLE001 (understanding's bug costs one document's findings)
        note_unread(
            edition.capture,
            f"understanding broke on it ({type(error).__name__}: {str(error)[:200]}): "
            "report it with the capture's hash; `liaison reread --step understand` tries again",
        )
        return ()


def note_unread(capture: Capture, what: str) -> None:
    """Say on a capture why it gave no text, or nothing that was found in it."""
    capture.reading_failure = FailureClass.UNREADABLE
    capture.reading_failure_detail = what
    capture.save(update_fields=["reading_failure", "reading_failure_detail"])


def find(edition: Edition) -> Sequence[Finding]:
    """What understanding finds in an edition."""
    reading = Reading(
        format=Format(edition.format),
        title=edition.title,
        text=edition.text,
        stated_date=edition.stated_date,
        stated_language=edition.stated_language,
    )
    declared = context_of(edition.capture.source_id)
    stated = edition.capture.stated
    context = Context(
        address=edition.address,
        mechanism=stated.get("mechanism", "") or declared.mechanism,
        default_kind=declared.default_kind,
        stated_kind=stated.get("kind", ""),
        languages=declared.languages,
        stated_title=edition.stated_title,
        stated_date=edition.stated_date,
        captured=edition.capture.fetched_at.date().isoformat(),
    )
    return understand.understand(reading, context)


def mark_for_rereading(name: str) -> int:
    """Make every row of a step pending again; give back how many. Raises KeyError for no step.

    Activities are forgotten first, or what was joined by an older rule would stay joined.
    """
    fields: dict[str, tuple[type[Model], str]] = {
        "extract": (Capture, "reading_version"),
        "understand": (Edition, "understood_version"),
        "describe": (Document, "described_version"),
        "file": (Document, "filed_version"),
        "link": (Document, "linked_version"),
        "activities": (Document, "activities_version"),
    }
    model, column = fields[name]
    with transaction.atomic():
        if name == "activities":
            activities.forget_activities()
        return model._default_manager.update(**{column: 0})
