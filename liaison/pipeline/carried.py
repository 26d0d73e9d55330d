"""People's decisions that a backup does not know yet, carried over when it is restored.

Restoring yesterday's backup must not show again what was withdrawn this morning. Only within one
record: a home and a backup that share their secret.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.utils import DatabaseError

from liaison.catalogue.models import (
    Correction,
    Document,
    Followed,
    LinkDecision,
    Withdrawal,
    WithdrawnName,
)

_TABLES: tuple[type[Model], ...] = (Correction, Withdrawal, LinkDecision, WithdrawnName)
# What may change of a decision, and what numbers it here.
_CHANGING = frozenset(("id", "undone_at", "undone_by", "swept_at"))


def standing_now() -> list[Model]:
    """All decisions of the record as it is; none where its database cannot be read."""
    try:
        with transaction.atomic():
            return [row for table in _TABLES for row in table._default_manager.order_by("pk")]
    except DatabaseError:
        return []


def carry(rows: Iterable[Model], alias: str) -> int:
    """Add to a restored database the decisions that it lacks; undo those undone since. How many.

    A decision that is added gets a number of its own.
    """
    known: dict[tuple[Any, ...], Model] = {
        _identity(row): row
        for table in _TABLES
        for row in table._default_manager.using(alias).order_by("pk")
    }
    carried = 0
    for row in rows:
        there: Any = known.get(_identity(row))
        now: Any = row
        if there is None:
            now.pk = None
            now._state.adding = True  # noqa: SLF001 (Django's own way to keep a row anew)
            now.save(using=alias, force_insert=True)
            carried += 1
        elif there.undone_at is None and now.undone_at is not None:
            there.undone_at, there.undone_by = now.undone_at, now.undone_by
            there.save(using=alias, update_fields=["undone_at", "undone_by"])
            carried += 1
    if carried:
        _apply(alias)
    return carried


def _apply(alias: str) -> None:
    """Have the documents follow: withdrawn or not, and described anew."""
    documents = Document.objects.using(alias)
    standing = Withdrawal.objects.using(alias).filter(undone_at=None)
    withdrawn = standing.values("identifier")
    back = documents.filter(withdrawn=True).exclude(identifier__in=withdrawn)
    back.update(withdrawn=False, filed_version=0)
    out = documents.filter(withdrawn=False, identifier__in=withdrawn)
    Followed.objects.using(alias).filter(document__in=out).delete()
    out.update(withdrawn=True, filed_version=0)
    corrected = Correction.objects.using(alias).values("identifier")
    documents.filter(identifier__in=corrected).update(described_version=0)


def _identity(row: Model) -> tuple[Any, ...]:
    fields = [field.attname for field in row._meta.concrete_fields]
    kept: Sequence[Any] = [getattr(row, name) for name in fields if name not in _CHANGING]
    return (row._meta.label, *map(_told, kept))


def _told(value: Any) -> str:  # noqa: ANN401 (of any column)
    """A value as a backup keeps it: times to the millisecond."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds")
    return repr(value)
