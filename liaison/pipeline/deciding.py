"""What a person decided, put into effect at once: description, links and index, in this order.

The decision itself is one transaction and stands whatever happens after it. Where another process
writes the index, that one takes the change in within seconds: meanwhile pages, feeds and data read
the catalogue, and searches leave out what is withdrawn.
"""

import contextlib
from collections.abc import Iterator, Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.utils import DatabaseError, InterfaceError

from liaison import vocabulary
from liaison.catalogue import correcting, decisions
from liaison.catalogue.actions import describe_documents
from liaison.catalogue.description import TITLE
from liaison.catalogue.hidden import hidden_names
from liaison.catalogue.models import (
    Correction,
    Document,
    Edition,
    Finding,
    LinkDecision,
    Withdrawal,
    WithdrawnName,
)
from liaison.catalogue.naming import document_named
from liaison.catalogue.queries import standing_decisions
from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable, MistakenInput
from liaison.kernel.relation import Relation
from liaison.pipeline.declared import known_sources
from liaison.pipeline.indexing import feed, open_index
from liaison.pipeline.process import database_gone
from liaison.pipeline.steps import run_file, run_join, run_link
from liaison.pipeline.sweeping import Report, sweep

_SHOWN = 10


def correct(
    document: str, *, kind: str, action: str, value: str, why: str, by: str, clock: Clock
) -> tuple[Correction, str]:
    """Correct a document; give back the row, and what its effect still waits for ("" for nothing).

    Raises MistakenInput for a document, kind, value or reason that cannot be, HomeUnusable where
    the record cannot be written.
    """
    with _writing():
        _refuse_names(value, why, by)
        now = clock()
        known = correcting.Known(
            vocabulary.load(),
            {source.mechanism for source in known_sources(settings.HOME.kind()).values()},
            now.date(),
        )
        value = correcting.checked(kind, action, value, known)
        identifier = document_named(document)
        if action == "remove":
            _require_said(identifier, kind, value)
        row = decisions.correct(
            identifier, kind=kind, action=action, value=value, why=why, by=by, now=now
        )
    return row, take_effect([identifier], clock)


def undo_correction(number: int, *, by: str, clock: Clock) -> tuple[Correction, str]:
    """Take a correction back. Raises as `correct` does."""
    with _writing():
        row = decisions.undo_correction(number, by=by, now=clock())
    return row, take_effect([row.identifier], clock)


def withdraw(document: str, *, why: str, by: str, clock: Clock) -> tuple[Withdrawal, str]:
    """Take a document out of reach. Raises as `correct` does."""
    with _writing():
        _refuse_names(why, by)
        row = decisions.withdraw(document_named(document), why=why, by=by, now=clock())
    return row, take_effect([row.identifier], clock)


def undo_withdrawal(number: int, *, by: str, clock: Clock) -> tuple[Withdrawal, str]:
    """Show a document again. Raises as `correct` does."""
    with _writing():
        row = decisions.undo_withdrawal(number, by=by, now=clock())
    return row, take_effect([row.identifier], clock)


def decide_link(
    documents: tuple[str, str],
    *,
    relation: Relation,
    linked: bool,
    why: str,
    by: str,
    clock: Clock,
) -> tuple[LinkDecision, str]:
    """Decide how two documents stand to each other. Raises as `correct` does."""
    with _writing():
        _refuse_names(why, by)
        first, second = map(document_named, documents)
        row = decisions.decide_link(
            first, second, relation=relation, linked=linked, why=why, by=by, now=clock()
        )
    return row, take_effect([first, second], clock)


def undo_link_decision(number: int, *, by: str, clock: Clock) -> tuple[LinkDecision, str]:
    """Take a decision on a link back. Raises as `correct` does."""
    with _writing():
        row = decisions.undo_link_decision(number, by=by, now=clock())
    return row, take_effect([row.first, row.second], clock)


def withdraw_name(
    name: str, *, why: str, by: str, clock: Clock, report: Report
) -> tuple[WithdrawnName, int, str]:
    """Take a name out of search and display; give back in how many documents it stood, too.

    Raises as `correct` does, never with the name in its words.
    """
    with _writing():
        row = decisions.withdraw_name(
            name, secret=settings.HOME.secret(), why=why, by=by, now=clock()
        )
    return row, *_sweep(clock, report)


def undo_withdrawn_name(
    number: int, *, by: str, clock: Clock, report: Report
) -> tuple[WithdrawnName, int, str]:
    """Show a name again. Raises as `correct` does."""
    with _writing():
        row = decisions.undo_withdrawn_name(number, by=by, now=clock())
    return row, *_sweep(clock, report)


def _sweep(clock: Clock, report: Report) -> tuple[int, str]:
    try:
        with _writing():
            found = sweep(clock, report)
        with contextlib.closing(open_index(settings.HOME.index)) as writer, _writing():
            feed(writer, found)
    except HomeUnusable as error:
        return 0, error.what
    return len(found), ""


def also_held_in(identifier: str) -> list[str]:
    """The documents still shown that hold what a document holds: an edition's address or bytes."""
    own = Edition.objects.filter(document__identifier=identifier)
    others = Edition.objects.exclude(document__identifier=identifier).filter(
        Q(address_key__in=own.values("address_key"))
        | Q(capture__sha256__in=own.values("capture__sha256")),
        document__withdrawn=False,
    )
    return sorted(set(others.values_list("document__identifier", flat=True)[:_SHOWN]))


def take_effect(identifiers: Sequence[str], clock: Clock) -> str:
    """Do these documents anew from their description on, and tell the index; "" once all is done.

    Where something cannot be written now, gives back why, in words: it is pending then.
    """
    rows = Document.objects.filter(identifier__in=identifiers).order_by("pk")
    try:
        with _writing():
            stale = list(rows.filter(described_version=0).values_list("pk", flat=True))
            with transaction.atomic():
                describe_documents(stale, clock())
            ids = list(rows.values_list("pk", flat=True))
            for step in (run_join, run_file, run_link):
                step(ids, clock)
        with contextlib.closing(open_index(settings.HOME.index)) as writer, _writing():
            feed(writer, identifiers)
    except HomeUnusable as error:
        return error.what
    return ""


def _require_said(identifier: str, kind: str, value: str) -> None:
    """Raise MistakenInput where a document says nothing that could be removed."""
    if kind == TITLE:
        return
    found = set(
        Finding.objects.filter(edition__document__identifier=identifier, kind=kind).values_list(
            "value", flat=True
        )
    )
    said = standing_decisions([identifier]).get(identifier, [])
    found |= {one.value for one in said if one.kind == kind and one.action != "remove"}
    if value not in found:
        listed = ", ".join(sorted(found)[:_SHOWN])
        raise MistakenInput(
            f"{identifier} has no {kind} {value!r}",
            f"it has {listed}" if listed else "there is nothing of that kind to remove",
        )


def _refuse_names(*said: str) -> None:
    """Raise MistakenInput where a withdrawn name would be kept with a decision."""
    if hidden_names(settings.HOME.secret).stand_in("\n".join(said)):
        raise MistakenInput("this holds a withdrawn name", "say it without: decisions are kept")


@contextlib.contextmanager
def _writing() -> Iterator[None]:
    """A database that is away, full or read-only is told in one line."""
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise database_gone(error) from error
