"""Activities from what documents tell of them: every change to their tables.

A document's tellings are compared with those near in time of the same kind and country, found by
index: what it costs does not grow with the record.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import connection

from liaison.catalogue.actions import owe_to_index
from liaison.catalogue.kept_tellings import (
    SAID,
    Kept,
    first_seen,
    keep,
    last_told,
    near,
    speaking,
)
from liaison.catalogue.models import Activity, Document, Telling
from liaison.catalogue.same_activity import Told, same, together
from liaison.catalogue.told import told_before, told_by
from liaison.kernel.identifier import activity_identifier

VERSION = 1
_References = dict[int, frozenset[str]]  # of documents that were looked at, by row
_LOCK = 0x61637469  # names the lock under which activities are joined


def join_activities(ids: Iterable[int]) -> None:
    """Join what these documents tell to activities, new or known. Call inside a transaction.

    What a document no longer tells leaves its activity; an activity that nobody tells of is gone.
    """
    _lock()
    documents = list(Document.objects.filter(pk__in=ids).order_by("first_captured", "identifier"))
    told = told_by(documents)
    fresh = {one.pk: _named(one.identifier, told.get(one.pk, ())) for one in documents}
    before = _kinds(fresh)
    # What leaves goes first: then an identifier is free for whatever it names next.
    known: _References = {}
    _settle(_take_out(fresh), known)
    joined: set[int] = set()
    for document in documents:
        joined |= _join(document, fresh[document.pk], known)
    _settle(joined, known)
    Document.objects.filter(pk__in=fresh).update(activities_version=VERSION)
    differ = {pk for pk, _kind in before ^ _kinds(fresh)}
    owe_to_index(one.identifier for one in documents if one.pk in differ)


def resettle_activities(document: str) -> None:
    """Say anew what the activities of a document are, now that it is withdrawn or shown again.

    `document` is its identifier. Call inside a transaction.
    """
    _lock()
    rows = Telling.objects.filter(document__identifier=document)
    _settle(rows.values_list("activity_id", flat=True), {})


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


_SETTLED = [one.name for one in Activity._meta.concrete_fields if one.name not in ("id", "kind")]


def _kinds(pks: Iterable[int]) -> set[tuple[int, str]]:
    """What kinds of activities documents tell of: they are counted under them."""
    return set(Telling.objects.filter(document__in=pks).values_list("document_id", "kind"))


def _says(row: Telling, one: Told | None) -> bool:
    return one is not None and all(getattr(row, name) == getattr(one, name) for name in SAID)


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


def _join(document: Document, fresh: Mapping[str, Told], known: _References) -> set[int]:
    """Add tellings to the activities they tell of; give back the rows of these activities."""
    joined: set[int] = set()
    for name, one in fresh.items():
        activities = _matching(one, known)
        activity = _merged(activities) if activities else _founded(name, one)
        joined.difference_update(activities)
        keep(activity, document.pk, name, one)
        joined.add(activity)
    return joined


def _matching(one: Told, known: _References) -> list[int]:
    """The activities that a telling may be of, the first seen first."""
    found: dict[int, datetime] = {}
    for row, other in told_before(near(one), known):
        if same(one, other):
            found[row.activity] = min(row.seen_at, found.get(row.activity, row.seen_at))
    return sorted(found, key=lambda pk: (found[pk], pk))


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


def _settle(pks: Iterable[int], known: _References) -> None:
    """Say anew what these activities are, from the first and the last of their tellings."""
    rows = list(Activity.objects.filter(pk__in=set(pks)).order_by("pk"))
    tellings = speaking([row.pk for row in rows])
    settled = []
    for row in rows:
        first = first_seen(tellings.get(row.pk, ()))
        if first is None:
            row.delete()
            continue
        row.identifier, row.mechanism = first.identifier, first.mechanism
        _say(row, [one for one in tellings[row.pk] if not one.withdrawn], known)
        settled.append(row)
    # An upsert of rows that exist: one statement, where an update of many rows is a long CASE.
    Activity.objects.bulk_create(
        settled, update_conflicts=True, unique_fields=["id"], update_fields=_SETTLED
    )


def _say(row: Activity, shown: Sequence[Kept], known: _References) -> None:
    """What is shown of an activity; nothing where all that tell of it are withdrawn."""
    first = first_seen(shown)
    row.shown = first is not None
    if first is None:
        row.title = row.title_language = row.place = row.starts = row.ends = ""
        row.mechanisms, row.countries, row.first_day, row.last_day = [], [], None, None
        return
    last = [one for _, one in told_before(last_told(shown), known)]
    said = together(last)
    row.title, row.title_language = first.title, first.title_language
    row.starts, row.ends, row.status, row.place = said.starts, said.ends, said.status, said.place
    row.first_day, row.last_day = said.first_day, said.last_day
    row.countries = [first.country] if first.country else []
    telling = {one.mechanism for one in last} | {first.mechanism}
    row.mechanisms = sorted(telling - {""})
