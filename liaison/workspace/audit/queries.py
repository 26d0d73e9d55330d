"""Reading the log of the vault at hand."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db import models

from liaison.workspace.audit.chain import Flaw, Head, Row, flaws, moment
from liaison.workspace.audit.models import Entry

_COLUMNS = ("number", "at", "actor", "action", "subject", "detail", "before", "digest")
AT_ONCE = 100  # entries of a page
_AT_ONCE = 5_000


def head() -> Head:
    """The last entry; that of an empty log has the number 0."""
    last = Entry.objects.order_by("-number").values_list("number", "digest").first()
    return Head(last[0], bytes(last[1])) if last is not None else Head()


def rows() -> Iterator[Row]:
    """All of it, from the first on."""
    asked = Entry.objects.order_by("number").values_list(*_COLUMNS)
    for *said, before, digest in asked.iterator(chunk_size=_AT_ONCE):
        yield (*said, bytes(before), bytes(digest))


def verify(known: Iterable[Head] = ()) -> list[Flaw]:
    """What is wrong with the log; `known`: heads that others remember."""
    return list(flaws(rows(), known))


def page(*, before: int | None = None, action: str = "", actor: str = "") -> list[Entry]:
    """Entries, the newest first, from before one on; of one kind and one actor, if said."""
    found = Entry.objects.order_by("-number")
    if before is not None:
        found = found.filter(number__lt=before)
    if action:
        found = found.filter(action=action)
    if actor:
        found = found.filter(actor=actor)
    return list(found[:AT_ONCE])


def actions() -> list[str]:
    """The kinds of entries that there are."""
    return list(Entry.objects.order_by("action").values_list("action", flat=True).distinct())


def counts(actions: Iterable[str], *, since: dt.datetime) -> dict[str, int]:
    """How often each actor did one of these since a moment, by their reference."""
    found = (
        Entry.objects.filter(at__gte=moment(since), action__in=list(actions))
        .values_list("actor")
        .annotate(times=models.Count("number"))
    )
    return dict(found)


def count_about(actions: Iterable[str], *, reference: str, since: dt.datetime) -> int:
    """How often one of these was done since a moment, by whom or to whom a reference stands for."""
    of_them = models.Q(actor=reference) | models.Q(subject=reference)
    return Entry.objects.filter(of_them, at__gte=moment(since), action__in=list(actions)).count()


def count_of(action: str, *, since: dt.datetime) -> int:
    """How often something was done since a moment, by whomever."""
    return Entry.objects.filter(at__gte=moment(since), action=action).count()
