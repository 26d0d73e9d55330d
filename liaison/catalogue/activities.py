"""Activities from what documents tell of them: every change to their tables.

A document's tellings are compared with those near in time of the same kind and country, found by
index: what it costs does not grow with the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet

from liaison.catalogue.models import Activity, Document, Telling
from liaison.catalogue.same_activity import Told, same, together, window
from liaison.catalogue.told import told_before, told_by
from liaison.kernel.identifier import activity_identifier

VERSION = 1
_LOOKED_AT = 25  # tellings of the same day, of later and of earlier days, compared with a new one
_SPEAKING = 30  # tellings, the last told, that settle an activity's dates and status
_LOCK = 0x61637469  # names the lock under which activities are joined


def join_activities(ids: Iterable[int]) -> None:
    """Join what these documents tell to activities, new or known. Call inside a transaction.

    What a document no longer tells leaves its activity; an activity that nobody tells of is gone.
    """
    _lock()
    documents = list(Document.objects.filter(pk__in=ids).order_by("first_captured", "identifier"))
    told = told_by(documents)
    fresh = {one.pk: _named(one.identifier, told.get(one.pk, ())) for one in documents}
    # What leaves goes first: then an identifier is free for whatever it names next.
    _settle(_take_out(fresh))
    joined: set[int] = set()
    for document in documents:
        joined |= _join(document, fresh[document.pk])
    _settle(joined)
    Document.objects.filter(pk__in=fresh).update(activities_version=VERSION)


def resettle_activities(document: str) -> None:
    """Say anew what the activities of a document are, now that it is withdrawn or shown again.

    `document` is its identifier. Call inside a transaction.
    """
    _lock()
    rows = Telling.objects.filter(document__identifier=document)
    _settle(rows.values_list("activity_id", flat=True))


def forget_activities() -> None:
    """Empty the tables, to be filled anew from the documents: the same identifiers come again.

    Call inside a transaction, and make every document pending.
    """
    for rows in (Telling.objects.all(), Activity.objects.all()):
        rows._raw_delete(rows.db)  # noqa: SLF001 (delete() would load every row)


def _lock() -> None:
    """One joins at a time, or two could found one activity twice.

    On SQLite the transaction itself keeps other writers out.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _named(document: str, told: Sequence[Told]) -> dict[str, Told]:
    """What a document tells, by the identifiers of its tellings."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    named = {}
    for one in sorted(told, key=lambda one: (one.near_day, one.starts, one.ends, one.status)):
        counts[one.kind, one.country] += 1
        number = counts[one.kind, one.country]
        named[activity_identifier(document, one.kind, one.country, number)] = one
    return named


_SAID = ("kind", "mechanism", "country", "place", "starts", "ends", "status", "told_on", "seen_at")


def _says(row: Telling, one: Told | None) -> bool:
    return one is not None and all(getattr(row, name) == getattr(one, name) for name in _SAID)


def _take_out(fresh: dict[int, dict[str, Told]]) -> set[int]:
    """Delete the tellings that no longer hold, leave in `fresh` those that are new.

    Gives back the activities that lost a telling.
    """
    left, gone = set(), []
    for row in Telling.objects.filter(document__in=fresh):
        if _says(row, fresh[row.document_id].get(row.identifier)):
            del fresh[row.document_id][row.identifier]
        else:
            gone.append(row.pk)
            left.add(row.activity_id)
    Telling.objects.filter(pk__in=gone).delete()
    return left


def _join(document: Document, fresh: Mapping[str, Told]) -> set[int]:
    """Add tellings to the activities they tell of; give back the rows of these activities."""
    joined: set[int] = set()
    for name, one in fresh.items():
        activities = _matching(one)
        activity = _merged(activities) if activities else _founded(name, one)
        joined.difference_update(activities)
        Telling.objects.create(
            activity_id=activity,
            document=document,
            identifier=name,
            first_day=one.first_day,
            last_day=one.last_day,
            near_day=one.near_day,
            **{field: getattr(one, field) for field in _SAID},
        )
        joined.add(activity)
    return joined


def _matching(one: Told) -> list[int]:
    """The activities that a telling may be of, the first seen first.

    Every look-up reads a stretch of an index and stops after some rows.
    """
    known = _with_documents(Telling.objects.filter(kind=one.kind, country=one.country))
    own, (first, last), day = known.filter(mechanism=one.mechanism), window(one), one.near_day
    later = own.filter(near_day__gt=day, near_day__lte=last).order_by("near_day")
    earlier = own.filter(near_day__lt=day, near_day__gte=first).order_by("-near_day")
    looked_up = [own.filter(near_day=day), later, earlier]
    if one.country:  # others take part on the very same days only
        looked_up.append(known.filter(near_day=day))
    rows = [row for some in looked_up for row in some[:_LOOKED_AT]]
    found: dict[int, datetime] = {}
    for row, other in told_before(rows):
        if same(one, other):
            found[row.activity_id] = min(row.seen_at, found.get(row.activity_id, row.seen_at))
    return sorted(found, key=lambda pk: (found[pk], pk))


def _with_documents(rows: QuerySet[Telling]) -> QuerySet[Telling]:
    """Tellings with what comparing needs of their documents."""
    needed = ("identifier", "mechanism", "title", "title_language", "published_from")
    return rows.select_related("document").only(
        *_SAID, "identifier", "activity", *(f"document__{name}" for name in needed)
    )


def _founded(name: str, one: Told) -> int:
    row = Activity.objects.create(
        identifier=name, kind=one.kind, mechanism=one.mechanism, status=one.status
    )
    return int(row.pk)


def _merged(activities: Sequence[int]) -> int:
    """The first of the activities, with the tellings of the others, which are gone then."""
    first, *others = activities
    if others:
        Telling.objects.filter(activity__in=others).update(activity=first)
        Activity.objects.filter(pk__in=others).delete()
    return first


def _settle(pks: Iterable[int]) -> None:
    """Say anew what these activities are, from the first and the last of their tellings."""
    for row in Activity.objects.filter(pk__in=set(pks)).order_by("pk"):
        tellings = _with_documents(row.tellings.all())
        first = tellings.order_by("seen_at", "identifier").first()
        if first is None:
            row.delete()
            continue
        row.identifier, row.mechanism = first.identifier, first.mechanism
        shown = tellings.filter(document__withdrawn=False)
        _say(row, shown.order_by("seen_at", "identifier").first(), shown)
        row.save()


def _say(row: Activity, first: Telling | None, shown: QuerySet[Telling]) -> None:
    """What is shown of an activity; nothing where all that tell of it are withdrawn."""
    row.shown = first is not None
    if first is None:
        row.title = row.title_language = row.place = row.starts = row.ends = ""
        row.mechanisms, row.countries, row.first_day, row.last_day = [], [], None, None
        return
    last = [one for _, one in told_before(list(shown.order_by("-told_on", "-pk")[:_SPEAKING]))]
    said = together(last)
    row.title, row.title_language = first.document.title, first.document.title_language
    row.starts, row.ends, row.status, row.place = said.starts, said.ends, said.status, said.place
    row.first_day, row.last_day = said.first_day, said.last_day
    row.countries = [first.country] if first.country else []
    telling = {one.mechanism for one in last} | {first.mechanism}
    row.mechanisms = sorted(telling - {""})
