"""What documents tell of activities: from findings, corrections and what a depositor stated."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache

from django.db.models import Min

from liaison.archive.models import Capture
from liaison.catalogue.description import Decision
from liaison.catalogue.kept_tellings import Kept
from liaison.catalogue.models import Document, Edition, Finding
from liaison.catalogue.queries import standing_decisions
from liaison.catalogue.same_activity import OF_A_CASE, OFF, STRENGTH, Told
from liaison.kernel.finding import FindingKind
from liaison.kernel.partial_date import PartialDate

_LONGEST_KIND = 20  # characters
_SHORT = 3  # letters of words that say nothing in a title


def told_by(documents: Sequence[Document]) -> dict[int, list[Told]]:
    """What each document tells, by its row's number. What a depositor states goes before findings.

    A finding or correction that is none (`kind;country;from/until;status`) is passed over.
    """
    found = _found(documents)
    stated = _stated(documents)
    speaking = [one for one in documents if one.pk in found or one.pk in stated]
    seen = _first_seen(speaking)
    told: dict[int, list[Told]] = {}
    for document in speaking:
        plain = _plain(document, seen.get(document.identifier, document.first_captured))
        if document.pk in stated:
            told[document.pk] = [_from_deposit(plain, stated[document.pk])]
        else:
            values = (_from_value(plain, value) for value in sorted(found[document.pk]))
            told[document.pk] = _without_vague([one for one in values if one is not None])
    return _with_references(told)


def told_before(rows: Sequence[Kept], known: dict[int, frozenset[str]]) -> list[tuple[Kept, Told]]:
    """Tellings that were kept, as they are compared.

    `known` holds the references of documents that were asked for before, and gets the others.
    """
    of_a_case = {row.document for row in rows if row.kind in OF_A_CASE}
    if missing := of_a_case - known.keys():
        known |= dict.fromkeys(missing, frozenset()) | _references(missing)
    return [
        (
            row,
            Told(
                document=row.said_by,
                kind=row.kind,
                mechanism=row.mechanism,
                country=row.country,
                starts=row.starts,
                ends=row.ends,
                status=row.status,
                told_on=row.told_on,
                seen_at=row.seen_at,
                place=row.place,
                language=row.title_language,
                references=known[row.document] if row.kind in OF_A_CASE else frozenset(),
                words=_words(row.title),
            ),
        )
        for row in rows
    ]


def _plain(document: Document, seen_at: datetime) -> Told:
    """What is known of a document whatever it tells."""
    return Told(
        document=document.identifier,
        kind="",
        mechanism=document.mechanism,
        country="",
        starts="",
        ends="",
        status="planned",
        told_on=document.published_from or seen_at.date(),
        seen_at=seen_at,
        language=document.title_language,
        words=_words(document.title),
    )


@lru_cache(maxsize=1_000)
def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in title.lower().split() if len(word) > _SHORT)


def _found(documents: Sequence[Document]) -> dict[int, set[str]]:
    values: dict[int, set[str]] = defaultdict(set)
    findings = Finding.objects.filter(
        kind=FindingKind.ACTIVITY, edition__document__in=documents
    ).values_list("edition__document_id", "value")
    for pk, value in findings:
        values[pk].add(value)
    decisions = standing_decisions([one.identifier for one in documents])
    for document in documents:
        for decision in decisions.get(document.identifier, ()):
            if decision.kind == FindingKind.ACTIVITY:
                _apply(values, document.pk, decision)
    return values


def _apply(values: dict[int, set[str]], pk: int, decision: Decision) -> None:
    if decision.action == "remove":
        values[pk].discard(decision.value)
    else:
        values[pk] = {decision.value} | (values[pk] if decision.action == "add" else set())


def _from_value(plain: Told, value: str) -> Told | None:
    kind, _, rest = value.partition(";")
    country, _, rest = rest.partition(";")
    days, _, status = rest.partition(";")
    starts, _, ends = days.partition("/")
    one = replace(plain, kind=kind, country=country, starts=starts, ends=ends, status=status)
    known = 0 < len(kind) <= _LONGEST_KIND and len(country) in (0, len("TCD"))
    return one if known and status in STRENGTH and _is_dated(starts) and _is_dated(ends) else None


def _is_dated(written: str) -> bool:
    try:
        return not written or PartialDate.parse(written) is not None
    except ValueError:
        return False


def _stated(documents: Sequence[Document]) -> dict[int, Mapping[str, str]]:
    rows = Edition.objects.filter(
        document__in=documents, capture__stated__has_key="activity"
    ).values_list("document_id", "capture__stated")
    return dict(rows.order_by("pk"))


def _from_deposit(plain: Told, stated: Mapping[str, str]) -> Told:
    told = replace(
        plain,
        kind=stated["activity"],
        country=stated.get("country", ""),
        place=stated.get("place", ""),
        starts=stated.get("starts", ""),
        ends=stated.get("ends", ""),
    )
    over = told.last_day is not None and told.last_day < plain.seen_at.date()
    return replace(told, status=stated.get("status") or ("done" if over else "planned"))


def _first_seen(documents: Sequence[Document]) -> dict[str, datetime]:
    """When the own address of each document was first captured: no rebuild changes it."""
    rows = Capture.objects.filter(address_key__in=[one.identifier for one in documents])
    return dict(rows.values_list("address_key").annotate(Min("fetched_at")).order_by())


def _without_vague(told: Sequence[Told]) -> list[Told]:
    """Without what is told without days beside the same with days, unless it puts it off."""
    dated = {(one.kind, one.country) for one in told if one.first_day is not None}
    return [
        one
        for one in told
        if one.first_day is not None or one.status in OFF or (one.kind, one.country) not in dated
    ]


def _with_references(told: Mapping[int, list[Told]]) -> dict[int, list[Told]]:
    wanted = {pk for pk, some in told.items() if any(one.kind in OF_A_CASE for one in some)}
    references = _references(wanted)
    return {
        pk: [replace(one, references=references.get(pk, frozenset())) for one in some]
        for pk, some in told.items()
    }


def _references(pks: Collection[int]) -> dict[int, frozenset[str]]:
    """The keys that documents bear and cite."""
    if not pks:
        return {}
    keys: dict[int, set[str]] = defaultdict(set)
    rows: Iterable[tuple[int, str]] = Finding.objects.filter(
        kind__in=(FindingKind.SYMBOL, FindingKind.REFERENCE), edition__document__in=pks
    ).values_list("edition__document_id", "value")
    for pk, key in rows:
        keys[pk].add(key)
    return {pk: frozenset(some) for pk, some in keys.items()}
