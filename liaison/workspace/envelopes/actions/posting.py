"""Parcels on their way: who takes one, what came of it, what is too late."""

import datetime as dt
import random
from dataclasses import dataclass

from django.db import transaction

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.actions import answering, heads, sending
from liaison.workspace.envelopes.actions.sealing import move
from liaison.workspace.envelopes.errors import Code
from liaison.workspace.envelopes.limits import SKEW
from liaison.workspace.envelopes.models import Envelope, Parcel
from liaison.workspace.envelopes.states import Stage, State
from liaison.workspace.peers import queries as peers
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.vault import opened

_LEASE = dt.timedelta(minutes=5)
_FIRST = dt.timedelta(seconds=20)
_LAST = dt.timedelta(hours=6)
_MOST_DOUBLINGS = 12


@dataclass(frozen=True, slots=True)
class Leaving:
    """A parcel that somebody is to deliver now."""

    number: int
    recipient: str
    address: str
    certificate: bytes
    sealed: bytes


def due(now: dt.datetime) -> list[int]:
    """The numbers of parcels that are to be tried, the one that waits longest first."""
    found = Parcel.objects.filter(next_try__lte=now, done=None).order_by("next_try", "pk")
    return list(found.values_list("pk", flat=True))


def claim(number: int, now: dt.datetime) -> Leaving | None:
    """Take a parcel to deliver it; None where another took it, or nothing may go there now.

    It counts as tried from here on: nobody knows whether what was begun has arrived.
    """
    with transaction.atomic(using=opened.current().alias):
        row = (
            Parcel.objects.filter(pk=number, next_try__lte=now, done=None, expires__gt=now - SKEW)
            .select_related("envelope")
            .first()
        )
        if row is None:
            return None
        peer = peers.by_identifier(row.envelope.recipient)
        if peer is None or peer.standing != peers.PINNED:
            row.next_try, row.problem = now + _LEASE, "not-pinned"
            row.save(update_fields=["next_try", "problem"])
            return None
        if sending.stopped(row, now):
            return None
        row.tries += 1
        row.next_try = now + _LEASE
        row.save(update_fields=["tries", "next_try"])
        return Leaving(
            row.pk, peer.identifier, peer.address, bytes(peer.certificate), bytes(row.sealed)
        )


def failed(number: int, problem: str, now: dt.datetime) -> None:
    """It did not arrive, or nobody knows: try again later, each time after a longer while."""
    with transaction.atomic(using=opened.current().alias):
        row = Parcel.objects.filter(pk=number, done=None).first()
        if row is not None and row.next_try is not None:
            wait = min(_FIRST * 2 ** min(row.tries, _MOST_DOUBLINGS), _LAST)
            row.next_try = now + wait * random.uniform(0.5, 1.5)  # noqa: S311 (so that many do not come at once)
            row.problem = problem
            row.save(update_fields=["next_try", "problem"])


def by_hand(now: dt.datetime) -> list[Leaving]:
    """All that is on its way, to be carried in files; the log says so.

    It stays in the queue until its receipt is here.
    """
    with transaction.atomic(using=opened.current().alias):
        waiting = Parcel.objects.filter(done=None, next_try__isnull=False, expires__gt=now)
        found = []
        for row in waiting.select_related("envelope").order_by("pk"):
            peer = peers.by_identifier(row.envelope.recipient)
            if peer is None or peer.standing != peers.PINNED:
                continue
            if sending.stopped(row, now):
                continue
            row.tries += 1
            row.save(update_fields=["tries"])
            log("envelope.exported", subject=reference("envelope", row.envelope.identifier))
            found.append(Leaving(row.pk, peer.identifier, "", b"", bytes(row.sealed)))
    return found


def acknowledged(text: str | bytes, now: dt.datetime) -> bool:
    """Take a receipt: whether it is one of a parcel of ours. Twice is as once.

    Raises NoStatement for what is no receipt, or is not signed by the parcel's recipient.
    """
    receipt, key = receipts.read(text)
    with transaction.atomic(using=opened.current().alias):
        row = Parcel.objects.filter(identifier=receipt.envelope).select_related("envelope").first()
        if row is None or bytes(row.sha256) != receipt.sealed:
            return False
        peer = peers.by_identifier(row.envelope.recipient)
        if peer is None or bytes(peer.key) != key:
            raise NoStatement(
                "this receipt is not signed by who the envelope was for",
                "ask them for their latest card",
            )
        heads.remember(
            peer=peer.identifier, theirs=receipt.head, ours=receipt.remembered, at=receipt.at
        )
        if row.done is None:
            _done(row, receipt.refused, now)
    return True


def expire(now: dt.datetime) -> int:
    """Give up what nobody took in time; give back how many.

    The recipient's clock may be late, so ours waits a little longer.
    """
    late = Envelope.objects.filter(
        state__in=(State.QUEUED, State.OFFERED, State.ACCEPTED), expires__lte=now - SKEW
    )
    done = 0
    for number in list(late.values_list("pk", flat=True)):
        with transaction.atomic(using=opened.current().alias):
            row = late.filter(pk=number).first()
            if row is None:
                continue
            _drop_parcels(row)
            move(row, State.EXPIRED, now)
            log("envelope.expired", subject=reference("envelope", row.identifier))
            done += 1
    return done + answering.expire_offers(now)


def _done(row: Parcel, refused: Code | None, now: dt.datetime) -> None:
    row.done, row.next_try, row.sealed, row.problem = now, None, b"", refused or ""
    row.save()
    envelope = row.envelope
    subject = reference("envelope", envelope.identifier)
    if refused is not None:
        log("envelope.refused-there", subject=subject, code=refused, stage=row.stage)
        if envelope.state in (State.QUEUED, State.ACCEPTED):
            move(envelope, State.REFUSED, now, refused)
        answering.refused_there(envelope, refused, now)
        return
    log("envelope.delivered", subject=subject, stage=row.stage)
    if row.stage == Stage.OFFER and envelope.state == State.QUEUED:
        move(envelope, State.OFFERED, now)
    elif row.stage != Stage.OFFER and envelope.state in (State.QUEUED, State.ACCEPTED):
        move(envelope, State.DELIVERED, now)


def _drop_parcels(row: Envelope) -> None:
    Parcel.objects.filter(envelope=row, done=None).update(sealed=b"", next_try=None)
