"""Every change to the catalogue but what people decide (decisions.py)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from django.db import transaction

from liaison.archive.models import Capture
from liaison.catalogue import description
from liaison.catalogue.inserting import insert
from liaison.catalogue.models import (
    Absence,
    Document,
    Edition,
    Finding,
    IndexTask,
)
from liaison.catalogue.queries import edition_views, standing_decisions, withdrawn_among
from liaison.kernel.errors import SourceFailure
from liaison.kernel.finding import Finding as Found
from liaison.kernel.finding import FindingKind
from liaison.kernel.identifier import document_identifier
from liaison.kernel.reading import Reading
from liaison.kernel.storable import storable

_DESCRIBED = [one.name for one in fields(description.Description)]


@dataclass(frozen=True, slots=True)
class Read:
    """A capture, and the text it gave or the reason why it gave none."""

    capture: Capture
    outcome: Reading | SourceFailure


@dataclass(frozen=True, slots=True)
class Understood:
    """An edition, and what was found in it."""

    edition_id: int
    findings: Sequence[Found]


def take_readings(reads: Sequence[Read], version: int) -> list[Edition]:
    """Give each reading its document and edition; note the failures. Gives back the editions.

    A document that cannot be read any more keeps the text it had. A capture that a newer one has
    replaced while it was being read is passed over. Call inside a transaction.
    """
    ids = [read.capture.pk for read in reads]
    current = set(Capture.objects.filter(pk__in=ids, current=True).values_list("pk", flat=True))
    reads = [read for read in reads if read.capture.pk in current]
    good = [read for read in reads if isinstance(read.outcome, Reading)]
    _note_readings(reads, version)
    documents = _documents_for([read.capture for read in good])
    editions = {
        (row.document_id, row.address_key): row
        for row in (_edition(documents, read) for read in good)
    }
    changing = [
        name
        for field in Edition._meta.concrete_fields
        if (name := field.name) not in ("id", "document", "address_key")
    ]
    # Sorted, so that two workers meet the rows in one order and cannot wait for each other.
    return Edition.objects.bulk_create(
        [editions[key] for key in sorted(editions)],
        update_conflicts=True,
        unique_fields=["document", "address_key"],
        update_fields=changing,
    )


def take_findings(batch: Sequence[Understood], version: int) -> None:
    """Replace what was found in these editions. Call inside a transaction."""
    Finding.objects.filter(edition_id__in=[one.edition_id for one in batch]).delete()
    insert(
        Finding,
        ("edition_id", "kind", "value", "part", "start", "end", "method", "version", "confidence"),
        [
            (
                one.edition_id,
                found.kind,
                storable(found.value)[:200],
                found.span.part.value,
                found.span.start,
                found.span.end,
                found.method,
                found.version,
                found.confidence,
            )
            for one in batch
            for found in one.findings
        ],
    )
    by_language: dict[str, list[int]] = defaultdict(list)
    for one in batch:
        by_language[_language(one.findings)].append(one.edition_id)
    for language, ids in by_language.items():
        Edition.objects.filter(pk__in=ids).update(language=language, understood_version=version)
    # A run killed before the next step must find these documents waiting for it.
    wanted = Document.objects.filter(editions__in=[one.edition_id for one in batch])
    _make_stale(wanted.values_list("pk", flat=True))


def describe_documents(ids: Iterable[int], now: datetime) -> int:
    """Derive the description of documents anew; queue for the index those that changed.

    Gives back how many changed. Call inside a transaction: it locks the documents' rows.
    """
    rows = list(Document.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    views = edition_views([row.pk for row in rows])
    decisions = standing_decisions([row.identifier for row in rows])
    absences = dict(
        Absence.objects.filter(address_key__in=[row.identifier for row in rows]).values_list(
            "address_key", "since"
        )
    )
    changed = []
    for row in rows:
        if row.pk not in views:
            continue  # its only edition is being read anew by another worker
        said = decisions.get(row.identifier, ())
        _keep_languages(row, views[row.pk], said)
        new = asdict(description.describe(views[row.pk], said))
        new["gone_since"] = absences.get(row.identifier)
        differs = any(getattr(row, name) != value for name, value in new.items())
        if differs or row.described_version == 0:  # its text or what it cites may have changed
            changed.append(row)
            row.filed_version = 0
        if differs:
            row.changed_at = now
        for name, value in new.items():
            setattr(row, name, value)
        row.described_version = description.VERSION
        row.activities_version = 0
    # An upsert of rows that exist: one statement, where an update of many rows is a long CASE.
    Document.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["identifier"],
        update_fields=[
            *_DESCRIBED,
            "gone_since",
            "described_version",
            "filed_version",
            "activities_version",
            "changed_at",
        ],
    )
    owe_to_index(row.identifier for row in changed)
    return len(changed)


def owe_to_index(identifiers: Iterable[str]) -> None:
    """Queue documents for the search index."""
    named = sorted(set(identifiers))
    IndexTask.objects.bulk_create([IndexTask(identifier=one) for one in named])


@transaction.atomic
def note_absence(address_key: str, since: datetime) -> None:
    """An address gave something once and is gone now: its document says so from here on."""
    _, new = Absence.objects.get_or_create(address_key=address_key, defaults={"since": since})
    if new:
        Document.objects.filter(identifier=address_key).update(described_version=0)


@transaction.atomic
def note_presence(address_keys: Sequence[str]) -> None:
    """Addresses answer again."""
    back = list(
        Absence.objects.filter(address_key__in=address_keys).values_list("address_key", flat=True)
    )
    if back:
        Absence.objects.filter(address_key__in=back).delete()
        Document.objects.filter(identifier__in=back).update(described_version=0)


def _keep_languages(
    row: Document,
    views: Sequence[description.EditionView],
    decisions: Sequence[description.Decision],
) -> None:
    """Put each edition under the language that a person gave it, or took it back from."""
    for view in views:
        language = description.language_of(view, decisions)
        if language != view.language:
            row.editions.filter(address=view.address).update(language=language)


def _note_readings(reads: Sequence[Read], version: int) -> None:
    good = [read.capture.pk for read in reads if isinstance(read.outcome, Reading)]
    Capture.objects.filter(pk__in=good).update(
        reading_version=version, reading_failure="", reading_failure_detail=""
    )
    for read in reads:
        if isinstance(read.outcome, SourceFailure):
            Capture.objects.filter(pk=read.capture.pk).update(
                reading_version=version,
                reading_failure=read.outcome.failure,
                reading_failure_detail=str(read.outcome),
            )


def _documents_for(captures: Sequence[Capture]) -> dict[str, Document]:
    """The documents of captures, new or known, each queued for describing."""
    wanted = {document_identifier(capture.document_address): capture for capture in captures}
    withdrawn = withdrawn_among(wanted)
    # One statement, its rows in one order: of a known document nothing but the version changes.
    rows = Document.objects.bulk_create(
        [
            Document(
                identifier=identifier,
                address=capture.document_address,
                source_id=capture.source_id,
                first_captured=capture.fetched_at,
                changed_at=capture.fetched_at,
                withdrawn=identifier in withdrawn,
            )
            for identifier, capture in sorted(wanted.items())
        ],
        update_conflicts=True,
        unique_fields=["identifier"],
        update_fields=["described_version"],
    )
    return {row.identifier: row for row in rows}


def _make_stale(ids: Iterable[int]) -> None:
    """Queue documents for describing; locked in one order, or two workers could deadlock."""
    rows = Document.objects.filter(pk__in=set(ids))
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows.update(described_version=0)


def _edition(documents: Mapping[str, Document], read: Read) -> Edition:
    capture, reading = read.capture, read.outcome
    if not isinstance(reading, Reading):
        raise TypeError("only what was read has an edition")
    return Edition(
        document=documents[document_identifier(capture.document_address)],
        capture=capture,
        address=capture.address,
        address_key=capture.address_key,
        role=capture.role,
        format=reading.format,
        title=storable(reading.title),
        text=storable(reading.text),
        stated_title=storable(capture.stated.get("title", "")),
        stated_date=storable(reading.stated_date or capture.stated.get("date", "")),
        stated_language=storable(reading.stated_language or capture.stated.get("language", ""))[
            :35
        ],
        pages=reading.pages,
        pages_without_text=reading.pages_without_text,
        pages_recognised=reading.pages_recognised,
        language="",
        understood_version=0,
    )


def _language(findings: Sequence[Found]) -> str:
    said = [one for one in findings if one.kind == FindingKind.LANGUAGE]
    return max(said, key=lambda one: one.confidence).value if said else ""
