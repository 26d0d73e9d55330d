"""How the record stands: counts, failures, what is pending."""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from liaison.archive.models import Capture
from liaison.catalogue.models import Activity, Document, Edition, Finding
from liaison.fetch.models import Address, Round
from liaison.pipeline.declared import known_sources
from liaison.pipeline.steps import pending_by_step


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One source: times are ISO 8601 or None, failures count addresses and captures by class."""

    id: str
    name: str
    documents: int
    last_checked: str | None
    last_new: str | None
    failures: dict[str, int]
    failure: str  # class, if the last round failed as a whole
    failure_detail: str


@dataclass(frozen=True, slots=True)
class Status:
    """The whole record. `pending` counts rows that some step still has to do."""

    kind: str
    documents: int
    editions: int
    captures: int
    findings: int
    activities: int
    pending: int
    pending_by_step: dict[str, int]
    failures: dict[str, int]
    sources: list[SourceStatus]

    def as_json(self) -> dict[str, Any]:
        """Plain values, as `liaison status --json` prints them."""
        return asdict(self)


def status(kind: str) -> Status:
    """Count everything. `kind` is what the home is stamped with."""
    steps = pending_by_step()
    sources = source_statuses(kind)
    failures: Counter[str] = Counter()
    for source in sources:
        failures.update(source.failures)
        if source.failure:
            failures[source.failure] += 1
    return Status(
        kind=kind,
        documents=Document.objects.filter(withdrawn=False).count(),
        editions=Edition.objects.count(),
        captures=Capture.objects.count(),
        findings=Finding.objects.count(),
        activities=Activity.objects.filter(shown=True).count(),
        pending=sum(steps.values()),
        pending_by_step=steps,
        failures=dict(sorted(failures.items())),
        sources=sources,
    )


def source_statuses(kind: str) -> list[SourceStatus]:
    """Every known source of such a home and every one that gave something, by id."""
    documents = _counts(Document.objects.filter(withdrawn=False).values_list("source_id"))
    rounds = latest_rounds()
    last_new = dict(
        Address.objects.values_list("source_id").annotate(last=Max("first_listed")).order_by()
    )
    failures = _failures()
    declared = known_sources(kind)
    names = sorted({*declared, *documents, *rounds})
    return [
        SourceStatus(
            id=name,
            name=declared[name].name if name in declared else name,
            documents=documents.get(name, 0),
            last_checked=_iso(rounds[name].finished_at) if name in rounds else None,
            last_new=_iso(last_new.get(name)),
            failures=dict(sorted(failures.get(name, Counter()).items())),
            failure=rounds[name].failure if name in rounds else "",
            failure_detail=rounds[name].failure_detail if name in rounds else "",
        )
        for name in names
    ]


def latest_rounds() -> dict[str, Round]:
    """The last finished round of each source."""
    newest = (
        Round.objects.exclude(finished_at=None)
        .values_list("source_id")
        .annotate(newest=Max("pk"))
        .order_by()
        .values_list("newest", flat=True)
    )
    return {row.source_id: row for row in Round.objects.filter(pk__in=list(newest))}


def _failures() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    fetching = Address.objects.exclude(failure="").values_list("source_id", "failure")
    reading = Capture.objects.filter(current=True).exclude(reading_failure="")
    for rows in (fetching, reading.values_list("source_id", "reading_failure")):
        for source_id, failure, count in rows.annotate(count=Count("pk")).order_by():
            found.setdefault(source_id, Counter())[failure] += count
    return found


def _counts(rows: Any) -> dict[str, int]:  # noqa: ANN401 - a queryset of one column
    return dict(rows.annotate(count=Count("pk")).order_by())


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
