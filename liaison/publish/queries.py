"""What pages ask of the database: a handful of questions, each answered from an index at any size.

A withdrawn document is in none of the answers but `document`, which says so.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr

from liaison.archive.models import Capture
from liaison.catalogue.description import Decision
from liaison.catalogue.models import Document, Edition, Finding, Withdrawal
from liaison.catalogue.queries import standing_decisions
from liaison.fetch.models import Address, Round
from liaison.kernel.finding import FindingKind
from liaison.publish import standing
from liaison.publish.names import covered

COUNTED_FOR = 30  # seconds that totals are kept: a harvest in progress is seen soon enough
_FAILING_COUNTED_FOR = 300  # seconds: no index tells what could not be read
_AT_ONCE = 200  # sources of one question: SQLite takes expressions of 1,000 levels at most
_SHOWN_FINDINGS = (
    FindingKind.SYMBOL,
    FindingKind.REFERENCE,
    FindingKind.PROVISION,
    FindingKind.ABOUT,
    FindingKind.COUNTRY,
)
_MOST_FINDINGS = 3_000
_MOST_CAPTURES = 500
_MOST_OF_MATTER = 500


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fares, as its rounds tell."""

    documents: int = 0
    last_checked: dt.datetime | None = None
    last_new: dt.datetime | None = None
    failure: str = ""
    failure_detail: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """The first characters of one edition; `sources` are those whose terms it stands under."""

    identifier: str
    language: str
    text: str
    sources: tuple[str, ...]


def document(identifier: str) -> Document | None:
    """One document; it is `withdrawn` by its row, or by what a person said of its identifier."""
    standing = Withdrawal.objects.filter(identifier=OuterRef("identifier"), undone_at=None)
    named = Document.objects.filter(identifier=identifier)
    row = named.annotate(is_out=Exists(standing)).first()
    if row is not None:
        row.withdrawn = row.withdrawn or row.is_out
    return row


def withdrawal(identifier: str) -> Withdrawal | None:
    """The withdrawal in force for an identifier."""
    return Withdrawal.objects.filter(identifier=identifier, undone_at=None).order_by("-id").first()


def documents_named(identifiers: Sequence[str]) -> list[Document]:
    """These documents, in this order, without those withdrawn or unknown."""
    found = {
        row.identifier: row
        for row in Document.objects.filter(identifier__in=identifiers, withdrawn=False)
    }
    return [found[identifier] for identifier in identifiers if identifier in found]


def latest(count: int, *, mechanism: str = "", source_id: str = "") -> list[Document]:
    """Newest first; those without a date come last."""
    rows = Document.objects.filter(withdrawn=False, described_version__gt=0)
    if mechanism:
        rows = rows.filter(mechanism=mechanism)
    if source_id:
        rows = rows.filter(source_id=source_id)
    # Two questions instead of NULLS LAST, which the index could not answer.
    dated = list(
        rows.filter(published_from__isnull=False).order_by("-published_from", "-id")[:count]
    )
    if len(dated) < count:
        dated += rows.filter(published_from=None).order_by("-id")[: count - len(dated)]
    return dated


def arrived(
    count: int, *, before: int | None, mechanism: str = "", source_id: str = ""
) -> tuple[list[Document], int | None]:
    """Documents in the reverse order of their arrival, and where the next page begins.

    From below row `before`; None at the end. A page may hold fewer than `count`: withdrawn
    documents are left out after counting, so that an index alone finds the page.
    """
    rows = Document.objects.all()
    if mechanism:
        rows = rows.filter(mechanism=mechanism)
    if source_id:
        rows = rows.filter(source_id=source_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    ids = list(rows.order_by("-id").values_list("id", flat=True)[: count + 1])
    page = ids[:count]
    shown = Document.objects.filter(id__in=page, withdrawn=False, described_version__gt=0)
    return list(shown.order_by("-id")), page[-1] if len(ids) > count else None


def in_matter(matter: str) -> list[int]:
    """The rows of the documents of one matter, the oldest first; none where `matter` is ""."""
    if not matter:
        return []
    rows = Document.objects.filter(matter=matter, withdrawn=False)
    ordered = rows.order_by("published_from", "first_captured", "pk")
    return list(ordered.values_list("pk", flat=True)[:_MOST_OF_MATTER])


def editions_of(row: Document) -> list[Edition]:
    """The editions of a document with their captures and texts, the page itself first.

    Withdrawn names are covered in their titles and dates (`liaison.publish.names`).
    """
    found = (
        Edition.objects.filter(document=row)
        .select_related("capture", "document")
        .annotate(characters=Length("text"))
    )
    for edition in found:
        edition.title = covered(edition.title)
        edition.stated_title = covered(edition.stated_title)
        edition.stated_date = covered(edition.stated_date)
    order = {"document": 0, "translation": 1, "attachment": 2}
    return sorted(found, key=lambda edition: (order.get(edition.role, 3), edition.pk))


def texts_of(editions: Iterable[Edition]) -> Mapping[int, str]:
    """The whole text of each edition that `editions_of` gave, by its row number.

    Withdrawn names are covered; `liaison.publish.names.worded` says so where a text is shown.
    """
    return {edition.pk: covered(edition.text) for edition in editions}


def captures_of(editions: Iterable[Edition]) -> Mapping[str, list[Capture]]:
    """The captures of each edition's address, by address key, oldest first."""
    keys = {edition.address_key for edition in editions}
    rows = Capture.objects.filter(address_key__in=keys).order_by("-id")[:_MOST_CAPTURES]
    by_key: dict[str, list[Capture]] = {key: [] for key in keys}
    for capture in reversed(rows):
        by_key[capture.address_key].append(capture)
    return by_key


def findings_of(editions: Iterable[Edition]) -> list[Finding]:
    """References, provisions and countries found in these editions, in the order they stand in."""
    rows = Finding.objects.filter(
        edition__in=[edition.pk for edition in editions], kind__in=_SHOWN_FINDINGS
    )
    return list(rows.order_by("edition_id", "part", "start", "id")[:_MOST_FINDINGS])


def decisions_of(row: Document) -> Sequence[Decision]:
    """People's corrections of a document that nobody took back, oldest first."""
    return standing_decisions([row.identifier]).get(row.identifier, [])


def openings(rows: Sequence[Document], characters: int) -> list[Opening]:
    """The first characters of the editions of these documents, in the order of their arrival.

    As they stand, withdrawn names included: whoever shows a piece of them covers those first.
    """
    sources = {row.pk: row.source_id for row in rows}
    named = {row.pk: row.identifier for row in rows}
    editions = (
        Edition.objects.filter(document__in=list(sources))
        .annotate(start=Substr("text", 1, characters))
        .order_by("id")
        .values_list("document_id", "language", "start", "capture__source_id")
    )
    return [
        Opening(named[document], language, start, (sources[document], source_id))
        for document, language, start, source_id in editions
    ]


def documents_by(field: str) -> Mapping[str, int]:
    """How many documents there are by `source_id` or `mechanism`."""
    counted: dict[str, int] | None = cache.get(key := f"documents-by-{field}-{standing.key()}")
    if counted is None:
        # Counted from an index alone; filtering on `withdrawn` would read every row.
        total = Counter(_count_by(Document.objects.all(), field))
        total.subtract(
            source if field == "source_id" else mechanism for source, mechanism, _day in withdrawn()
        )
        counted = {value: count for value, count in total.items() if count > 0}
        cache.set(key, counted, COUNTED_FOR)
    return counted


def withdrawn() -> Sequence[tuple[str, str, dt.date | None]]:
    """Source, mechanism and first day, where it is known, of each document that is withdrawn."""
    key = f"withdrawn-of-{standing.key()}"
    found: list[tuple[str, str, dt.date | None]] | None = cache.get(key)
    if found is None:
        named = Withdrawal.objects.filter(undone_at=None).values("identifier")
        rows = Document.objects.filter(identifier__in=named, withdrawn=True)
        found = list(rows.values_list("source_id", "mechanism", "published_from"))
        cache.set(key, found, COUNTED_FOR)
    return found


def source_states() -> Mapping[str, SourceState]:
    """How every source that was ever looked at fares."""
    states: dict[str, SourceState] | None = cache.get(key := f"source-states-{standing.key()}")
    if states is None:
        states = _source_states()
        cache.set(key, states, COUNTED_FOR)
    return states


def newest_publications() -> Mapping[str, str]:
    """The date of the newest publication that each source gave, as far as it is known."""
    newest: dict[str, str] | None = cache.get(key := f"newest-publications-{standing.key()}")
    if newest is None:
        rows = newest_of_each("source_id", documents_by("source_id"))
        newest = {row.source_id: row.published for row in rows}
        cache.set(key, newest, COUNTED_FOR)
    return newest


def newest_of_each(field: str, values: Iterable[str]) -> list[Document]:
    """The newest dated document of each source or mechanism, the newest on top.

    One question for all, unless there are more of them than a database takes.
    """
    named = list(values)
    found: list[Document] = []
    for start in range(0, len(named), _AT_ONCE):
        each = Q()
        for value in named[start : start + _AT_ONCE]:
            rows = Document.objects.filter(
                **{field: value},
                withdrawn=False,
                described_version__gt=0,
                published_from__isnull=False,
            )
            each |= Q(pk=Subquery(rows.order_by("-published_from", "-id").values("pk")[:1]))
        found += Document.objects.filter(each)
    return sorted(found, key=lambda row: (row.published_from, row.pk), reverse=True)


def last_deposit(source_id: str) -> dt.datetime | None:
    """When the latest of the documents that people bring by hand arrived."""
    rows = Document.objects.filter(source_id=source_id, withdrawn=False)
    last: dt.datetime | None = rows.aggregate(last=Max("first_captured"))["last"]
    return last


def _source_states() -> dict[str, SourceState]:
    news = Max("finished_at", filter=Q(new__gt=0) | Q(changed__gt=0))
    rounds = {
        row["source_id"]: row
        for row in Round.objects.filter(finished_at__isnull=False)
        .values("source_id")
        .annotate(checked=Max("finished_at"), news=news, newest=Max("id"))
    }
    newest = Round.objects.in_bulk([row["newest"] for row in rounds.values()])
    documents = documents_by("source_id")
    states = {}
    for source_id in {*rounds, *documents}:
        told = rounds.get(source_id)
        last = newest[told["newest"]] if told is not None else None
        states[source_id] = SourceState(
            documents=documents.get(source_id, 0),
            last_checked=told["checked"] if told is not None else None,
            last_new=told["news"] if told is not None else None,
            failure=last.failure if last is not None else "",
            failure_detail=last.failure_detail if last is not None else "",
        )
    return states


def failing() -> Mapping[str, Mapping[str, int]]:
    """How many addresses of each source give nothing, or nothing readable, by failure class.

    `liaison status` counts the same.
    """
    counted: dict[str, Counter[str]] | None = cache.get("failing")
    if counted is None:
        counted = _failing()
        cache.set("failing", counted, _FAILING_COUNTED_FOR)
    return counted


def _failing() -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    fetching = Address.objects.filter(failure__gt="").values_list("source_id", "failure")
    reading = Capture.objects.filter(current=True, reading_failure__gt="")
    for rows in (fetching, reading.values_list("source_id", "reading_failure")):
        for source_id, failure, count in rows.annotate(count=Count("id")).order_by():
            found.setdefault(source_id, Counter())[failure] += count
    return found


def _count_by(rows: QuerySet[Document], field: str) -> dict[str, int]:
    counted = rows.order_by().values_list(F(field)).annotate(count=Count("id"))
    return dict(counted)
