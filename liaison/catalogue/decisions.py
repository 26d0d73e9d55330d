"""What people decide: corrections, withdrawals, links. Each can be undone, none is overwritten.

Every decision is a row with its author, moment and reason, keyed by public identifiers, so that a
catalogue rebuilt from the archive meets it again. Two editors who decide at once are taken one
after the other: each decision locks the rows of its documents.
"""

import re
from collections.abc import Collection
from datetime import datetime
from typing import TypeVar

from django.db import models, transaction

from liaison.catalogue.activities import resettle_activities
from liaison.catalogue.correcting import check_length
from liaison.catalogue.following import note_around
from liaison.catalogue.models import (
    Correction,
    Document,
    IndexTask,
    LinkDecision,
    Withdrawal,
    WithdrawnName,
)
from liaison.kernel.errors import MistakenInput
from liaison.kernel.relation import Relation, ordered
from liaison.names import find_withdrawn, withdrawn_digests

LONGEST_NAME = 120  # characters, of whoever decides
LONGEST_REASON = 2_000  # characters
# Spaces of other widths, and signs without any that languages are written with.
_WRITTEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff\xa0\u202f\u2009\u3000]")
_Decided = TypeVar("_Decided", bound=models.Model)


@transaction.atomic
def correct(
    identifier: str, *, kind: str, action: str, value: str, why: str, by: str, now: datetime
) -> Correction:
    """Record a person's word on a document; it wins over every finding, now and after every re-run.

    The value as `liaison.catalogue.correcting.checked` gives it. Raises MistakenInput where the
    document, the action or the reason is missing, where the document is withdrawn, or where the
    same stands already.
    """
    if action not in dict(Correction.ACTIONS):
        raise MistakenInput(f"no such correction: {action!r}", "say add, remove or replace")
    _check_author(why, by, "correction")
    check_length(kind, value)
    _refuse_withdrawn(_locked(identifier))
    _refuse_same(identifier, kind, action, value)
    row = Correction.objects.create(
        identifier=identifier, kind=kind, action=action, value=value, by=by, why=why, made_at=now
    )
    _make_stale([identifier])
    return row


@transaction.atomic
def undo_correction(number: int, *, by: str, now: datetime) -> Correction:
    """Take a correction back: what was found, or an earlier correction, stands again.

    Raises MistakenInput where there is no such correction or it was undone before.
    """
    row: Correction = _undone(Correction, number, by, now)
    _make_stale([row.identifier])
    return row


@transaction.atomic
def withdraw(identifier: str, *, why: str, by: str, now: datetime) -> Withdrawal:
    """Take a document out of reach at once and leave a tombstone that says why.

    Raises MistakenInput where there is no such document or no reason, or where it is withdrawn.
    """
    _check_author(why, by, "withdrawal")
    _refuse_withdrawn(_locked(identifier))
    row = Withdrawal.objects.create(identifier=identifier, by=by, why=why, made_at=now)
    Document.objects.filter(identifier=identifier).update(
        withdrawn=True, changed_at=now, filed_version=0
    )
    resettle_activities(identifier)
    note_around(identifier)
    IndexTask.objects.create(identifier=identifier)
    return row


@transaction.atomic
def undo_withdrawal(number: int, *, by: str, now: datetime) -> Withdrawal:
    """Show a document again, unless another withdrawal of it stands.

    Raises MistakenInput where there is no such withdrawal or it was undone before.
    """
    row: Withdrawal = _undone(Withdrawal, number, by, now)
    if not Withdrawal.objects.filter(identifier=row.identifier, undone_at=None).exists():
        Document.objects.filter(identifier=row.identifier).update(
            withdrawn=False, changed_at=now, filed_version=0
        )
        resettle_activities(row.identifier)
        note_around(row.identifier)
        IndexTask.objects.create(identifier=row.identifier)
    return row


@transaction.atomic
def withdraw_name(name: str, *, secret: bytes, why: str, by: str, now: datetime) -> WithdrawnName:
    """Keep a name out of sight from now on, in every spelling that its digests cover.

    The name itself is stored nowhere. Raises MistakenInput where the reason or who decides is
    missing or holds the name, where there is no word in it, or where the same is withdrawn.
    """
    _check_author(why, by, "withdrawal")
    digests = withdrawn_digests(name, secret)
    if not digests:
        raise MistakenInput("there is no name to withdraw", "give it as it stands in a text")
    if any(find_withdrawn(f"{by}\n{why}", digests, secret)):
        raise MistakenInput("the reason holds the name", "say why without it: the reason is kept")
    kept = sorted(digests)
    if any(row.digests == kept for row in WithdrawnName.objects.filter(undone_at=None)):
        raise MistakenInput("this name is withdrawn", "nothing is left to withdraw")
    return WithdrawnName.objects.create(digests=kept, by=by, why=why, made_at=now)


@transaction.atomic
def undo_withdrawn_name(number: int, *, by: str, now: datetime) -> WithdrawnName:
    """Show a name again, unless another withdrawal covers it.

    Raises MistakenInput where there is no such withdrawal or it was undone before.
    """
    row = _undone(WithdrawnName, number, by, now)
    WithdrawnName.objects.filter(pk=number).update(swept_at=None)  # its documents change again
    return row


@transaction.atomic
def decide_link(
    first: str, second: str, *, relation: Relation, linked: bool, why: str, by: str, now: datetime
) -> LinkDecision:
    """Record a person's yes or no on a relation; it wins over every score, now and for good.

    Both documents are described anew, and with that linked anew. Raises MistakenInput where a
    document or the reason is missing, where one is withdrawn or both are the same, and where the
    same was decided already.
    """
    _check_author(why, by, "decision on a link")
    if first == second:
        raise MistakenInput(f"{first} is one document", "name two")
    first, second = ordered(first, second, relation)
    for identifier in sorted((first, second)):  # in one order, or two editors could deadlock
        _refuse_withdrawn(_locked(identifier))
    same = LinkDecision.objects.filter(first=first, second=second, relation=relation)
    last = same.filter(undone_at=None).order_by("-pk").first()
    if last is not None and last.linked == linked:
        raise MistakenInput(
            f"{last} was decided on {last.made_at:%Y-%m-%d} (number {last.pk})",
            "nothing is left to decide",
        )
    row = LinkDecision.objects.create(
        first=first, second=second, relation=relation, linked=linked, by=by, why=why, made_at=now
    )
    _make_stale([first, second])
    return row


@transaction.atomic
def undo_link_decision(number: int, *, by: str, now: datetime) -> LinkDecision:
    """Take a decision on a link back: the score, or an earlier decision, counts again.

    Raises MistakenInput where there is no such decision or it was undone before.
    """
    row: LinkDecision = _undone(LinkDecision, number, by, now)
    _make_stale([row.first, row.second])
    return row


def _undone(model: type[_Decided], number: int, by: str, now: datetime) -> _Decided:
    """The row, marked as undone: by one of two who undo it at once, and never a second time."""
    if not by.strip() or len(by) > LONGEST_NAME or not _is_text(by):
        raise MistakenInput("whoever undoes a decision needs a name", "say who")
    rows = model._default_manager.filter(pk=number)
    changed = rows.filter(undone_at=None).update(undone_at=now, undone_by=by)
    row = rows.first()
    what = str(model._meta.verbose_name)
    if row is None:
        raise MistakenInput(f"no {what} {number}", "`liaison decisions` lists them")
    if not changed:
        raise MistakenInput(f"{what} {number} was undone before", "nothing is left to undo")
    return row


def _locked(identifier: str) -> Document:
    row = Document.objects.select_for_update().filter(identifier=identifier).first()
    if row is None:
        raise MistakenInput(
            f"no document {identifier}", "its identifier is the last part of its page's address"
        )
    return row


def _refuse_withdrawn(row: Document) -> None:
    standing = Withdrawal.objects.filter(identifier=row.identifier, undone_at=None).first()
    if standing is not None:
        raise MistakenInput(
            f"{row.identifier} is withdrawn since {standing.made_at:%Y-%m-%d} "
            f"(number {standing.pk})",
            f"`liaison withdraw --undo {standing.pk}` shows it again",
        )


def _refuse_same(identifier: str, kind: str, action: str, value: str) -> None:
    """Raise MistakenInput where the correction would change nothing of what people said before.

    Undoing one of two alike would leave the other standing, and seem to do nothing.
    """
    standing = Correction.objects.filter(identifier=identifier, kind=kind, undone_at=None)
    for row in standing.order_by("-pk"):
        if row.value == value and row.action == action:
            raise MistakenInput(
                f"{action} {kind} {value} was decided on {row.made_at:%Y-%m-%d} (number {row.pk})",
                "nothing is left to decide",
            )
        if action == "replace" or row.action == "replace" or row.value == value:
            return


def _make_stale(identifiers: Collection[str]) -> None:
    """Queue documents for describing; locked in one order, or two workers could deadlock."""
    rows = Document.objects.filter(identifier__in=identifiers)
    list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
    rows.update(described_version=0)


def _is_text(said: str) -> bool:
    """Whether there are letters and signs alone: no controls, which a terminal would obey."""
    return all(sign.isprintable() or sign in "\n\t" for sign in _WRITTEN.sub("", said))


def _check_author(why: str, by: str, what: str) -> None:
    if not _is_text(why + by):
        raise MistakenInput(f"the words of this {what} hold signs that are no text", "type them")
    if not why.strip() or not by.strip():
        raise MistakenInput(f"a {what} needs its reason and its author", "say who and why")
    if len(by) > LONGEST_NAME or len(why) > LONGEST_REASON:
        raise MistakenInput(
            f"too long for a {what}",
            f"keep the reason under {LONGEST_REASON:,} characters and the name under "
            f"{LONGEST_NAME}",
        )
