"""What came, changed or was withdrawn → what is to be told to whom: once, whatever happens.

The index's outbox hands on to `Owed`. A round reads it, and writes its notices, what it saw and
that it is done in one transaction: one that is killed leaves everything as it was.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from liaison.alerts.models import Notice, Owed
from liaison.alerts.selecting import Selecting
from liaison.alerts.states import Standing, look, remember
from liaison.catalogue.groups import groups_around
from liaison.catalogue.models import Document
from liaison.index.protocol import Entry

_AT_ONCE = 200  # documents of a round
_FIRST = "0001_initial"

Group = Sequence[Document]
MakeEntries = Callable[[Sequence[Group]], Iterable[Entry]]
# Of these documents, those of which nothing is still to be read, described or linked.
Settled = Callable[[Collection[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Watch:
    """What a round stands on: how entries are made, and which documents are settled."""

    selecting: Selecting
    entries: MakeEntries
    settled: Settled
    began: dt.datetime  # a document that was captured before is known, and news to nobody


def owe(identifiers: Collection[str]) -> None:
    """Put documents into the outbox. Call it before their word leaves that of the index."""
    Owed.objects.bulk_create([Owed(identifier=one) for one in sorted(identifiers)])


def began() -> dt.datetime:
    """When this record began to keep what its documents say."""
    applied = MigrationRecorder(connection).applied_migrations()
    began: dt.datetime = applied["alerts", _FIRST].applied
    return began


def watch(watch: Watch, now: dt.datetime) -> int:
    """Work through the outbox; how many documents were done. What is not settled waits in it."""
    watch.selecting.prepare()
    done, after = 0, 0
    while owed := list(Owed.objects.filter(pk__gt=after).order_by("pk")[:_AT_ONCE]):
        after = owed[-1].pk
        ready = watch.settled({row.identifier for row in owed})
        rows = [row for row in owed if row.identifier in ready]
        if rows:
            _round(watch, {row.identifier for row in rows}, now, [row.pk for row in rows])
        done += len(rows)
    return done


def _round(watch: Watch, ready: set[str], now: dt.datetime, owed: Sequence[int]) -> None:
    groups = groups_around(ready)
    shown = {row.identifier for group in groups for row in group}
    standing = look(shown)
    notices = [
        *_withdrawals(ready - shown, now),
        *_news(watch, groups, standing, now),
    ]
    with transaction.atomic():
        remember(shown, standing)
        Notice.objects.bulk_create(notices, batch_size=_AT_ONCE, ignore_conflicts=True)
        Owed.objects.filter(pk__in=owed).delete()


def _withdrawals(gone: Collection[str], now: dt.datetime) -> Iterable[Notice]:
    """To those alone who were told of a document, that it is withdrawn."""
    withdrawn = Document.objects.filter(identifier__in=gone, withdrawn=True)
    for identifier in withdrawn.values_list("identifier", flat=True):
        told = Notice.objects.filter(identifier=identifier).exclude(kind="withdrawn")
        for saved in told.values_list("saved_id", flat=True).distinct():
            yield Notice(saved_id=saved, identifier=identifier, kind="withdrawn", made_at=now)


def _news(
    watch: Watch, groups: Sequence[Group], standing: Standing, now: dt.datetime
) -> Iterable[Notice]:
    """What is new or changed, for those whose selection holds it."""
    known = [[row for row in group if _is_known(watch, row, standing)] for group in groups]
    telling = [
        at
        for at, group in enumerate(groups)
        if len(known[at]) < len(group) or any(standing.has_changed(row.identifier) for row in group)
    ]
    held = watch.selecting.holding(list(watch.entries([groups[at] for at in telling])))
    joined = [at for at in telling if known[at] and len(known[at]) < len(groups[at])]
    before = dict(
        zip(
            joined,
            watch.selecting.holding(list(watch.entries([known[at] for at in joined]))),
            strict=True,
        )
    )
    for at, saved in zip(telling, held, strict=True):
        group = groups[at]
        changed = [row for row in group if standing.has_changed(row.identifier)]
        if len(known[at]) < len(group):
            yield from _new(saved - before.get(at, set()), group, standing, now)
        for row in changed:
            state = standing.state(row.identifier)
            for one in sorted(saved):
                yield _notice(one, row, "changed", state, now)


def _new(
    saved: Collection[int], group: Group, standing: Standing, now: dt.datetime
) -> Iterable[Notice]:
    """Once for all copies and translations, whichever of them led the way before."""
    members = [row.identifier for row in group]
    told = set(
        Notice.objects.filter(saved__in=sorted(saved), identifier__in=members)
        .exclude(kind="withdrawn")
        .values_list("saved_id", flat=True)
        if saved
        else ()
    )
    for one in sorted(set(saved) - told):
        yield _notice(one, group[0], "new", standing.state(group[0].identifier), now)


def _notice(saved: int, row: Document, kind: str, state: str, now: dt.datetime) -> Notice:
    return Notice(saved_id=saved, identifier=row.identifier, kind=kind, state=state, made_at=now)


def _is_known(watch: Watch, row: Document, standing: Standing) -> bool:
    return standing.is_known(row.identifier) or row.first_captured < watch.began
