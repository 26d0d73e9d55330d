"""All that people decided, as one list: what stands and what was undone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import chain

from django.db.models import Q

from liaison.catalogue.models import Correction, LinkDecision, Withdrawal, WithdrawnName
from liaison.catalogue.queries import withdrawn_among


class DecisionKind(StrEnum):
    """What was decided on; each kind has numbers of its own."""

    CORRECTION = "correction"
    WITHDRAWAL = "withdrawal"
    LINK = "link"
    NAME = "name"  # a withdrawn name, of which nothing is known but that it is one


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision. `documents` are identifiers; `undone_at` is None while it stands."""

    kind: DecisionKind
    number: int
    made_at: datetime
    by: str
    documents: tuple[str, ...]
    what: str
    why: str
    undone_at: datetime | None
    undone_by: str


def decided(
    *, document: str = "", kind: DecisionKind | None = None, undone: bool = False
) -> list[Decided]:
    """The decisions on a document, or of a kind, or all; with `undone` only those taken back.

    The latest first. What a withdrawn document was corrected to say is left out. Reasons and values
    are as they were given: cover withdrawn names before they are shown.
    """
    kinds = {
        DecisionKind.CORRECTION: _corrections,
        DecisionKind.WITHDRAWAL: _withdrawals,
        DecisionKind.LINK: _links,
        DecisionKind.NAME: _names,
    }
    wanted = [kind] if kind is not None else list(kinds)
    rows = chain.from_iterable(kinds[one](document) for one in wanted)
    found = [row for row in rows if not undone or row.undone_at is not None]
    return sorted(found, key=lambda row: (row.made_at, row.kind, row.number), reverse=True)


def _corrections(document: str) -> Iterator[Decided]:
    rows = list(Correction.objects.filter(**_of(document)))
    hidden = withdrawn_among({row.identifier for row in rows})
    for row in rows:
        value = "" if row.identifier in hidden else f" {row.value}"
        what = f"{row.action} {row.kind}{value}"
        yield _decided(DecisionKind.CORRECTION, row, (row.identifier,), what)


def _withdrawals(document: str) -> Iterator[Decided]:
    for row in Withdrawal.objects.filter(**_of(document)):
        yield _decided(DecisionKind.WITHDRAWAL, row, (row.identifier,), "withdrawn")


def _links(document: str) -> Iterator[Decided]:
    rows = LinkDecision.objects.all()
    if document:
        rows = rows.filter(Q(first=document) | Q(second=document))
    for row in rows:
        what = f"{row.relation}: {'yes' if row.linked else 'no'}"
        yield _decided(DecisionKind.LINK, row, (row.first, row.second), what)


def _names(document: str) -> Iterator[Decided]:
    if not document:
        for row in WithdrawnName.objects.all():
            yield _decided(DecisionKind.NAME, row, (), "a name withdrawn")


def _of(document: str) -> dict[str, str]:
    return {"identifier": document} if document else {}


def _decided(
    kind: DecisionKind,
    row: Correction | Withdrawal | LinkDecision | WithdrawnName,
    documents: tuple[str, ...],
    what: str,
) -> Decided:
    return Decided(
        kind=kind,
        number=row.pk,
        made_at=row.made_at,
        by=row.by,
        documents=documents,
        what=what,
        why=row.why,
        undone_at=row.undone_at,
        undone_by=row.undone_by,
    )
