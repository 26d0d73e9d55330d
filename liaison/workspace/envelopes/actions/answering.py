"""Answers: to an offer, to a request to delete; and what such answers of others do here."""

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes.actions.sealing import Said, move, say
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.kinds import Arrival
from liaison.workspace.envelopes.limits import SKEW
from liaison.workspace.envelopes.models import Envelope, Received, Request, Seen
from liaison.workspace.envelopes.queries import came
from liaison.workspace.envelopes.states import Answer, Place, Reason, State
from liaison.workspace.members.actions import of
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.policy.terms import Purpose
from liaison.workspace.vault import making, opened

ACCEPT, DECLINE, WITHDRAWN = "accept", "decline", "withdrawn"
RECALL, RECALL_ANSWER = "recall", "recall-answer"
ERASURE, ERASURE_ANSWER = "erasure-request", "erasure-answer"
_ANSWERS = {RECALL: RECALL_ANSWER, ERASURE: ERASURE_ANSWER}


# -- what members here do


def accept(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Ask for what was offered, under its terms. Twice is as once.

    Raises Refused, NotThere, NotPinned, MistakenInput for one that has expired or was withdrawn.
    """
    check_may(by, Act.ANSWER)
    with transaction.atomic(using=opened.current().alias):
        row = _offer(identifier)
        if row.place in (Place.ACCEPTED, Place.KEPT):
            return
        _require_open(row, now)
        _move(row, Place.ACCEPTED, now, by)
        purpose = Purpose(row.purpose)
        say(Said(ACCEPT, row.sender, row.identifier, purpose=purpose, author=by.number), now)
        log("offer.accepted", actor=of(by), subject=reference("received", identifier))


def decline(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Do not want it. Twice is as once. The same errors."""
    check_may(by, Act.ANSWER)
    with transaction.atomic(using=opened.current().alias):
        row = _offer(identifier)
        if row.place == Place.DECLINED:
            return
        _require_open(row, now)
        _move(row, Place.DECLINED, now, by)
        purpose = Purpose(row.purpose)
        say(Said(DECLINE, row.sender, row.identifier, purpose=purpose, author=by.number), now)
        log("offer.declined", actor=of(by), subject=reference("received", identifier))


def delete(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Delete what came, for good. Raises Refused, NotThere."""
    check_may(by, Act.ANSWER)
    with transaction.atomic(using=opened.current().alias):
        row = Received.objects.filter(reference=identifier, place=Place.KEPT).first()
        if row is None:
            raise NotThere
        _erase(row, now, by)
    forget_key(identifier)


def answer_request(
    *, request: str, answer: Answer, reason: Reason, now: dt.datetime, by: Who
) -> None:
    """Say whether it is deleted; where it is, that is done first. Raises Refused, NotThere."""
    check_may(by, Act.ANSWER)
    if (answer == Answer.KEPT) != bool(reason) or answer == Answer.NOT_HERE:
        raise MistakenInput(_("No reason is given."), _("Say why it is kept."))
    with transaction.atomic(using=opened.current().alias):
        row = Request.objects.filter(reference=request, answered=None).first()
        if row is None:
            raise NotThere
        received = row.received
        if answer == Answer.DELETED:
            _erase(received, now, by)
            Request.objects.filter(received=received, answered=None).exclude(pk=row.pk).delete()
        row.answer, row.reason, row.answered = answer, reason, now
        row.answered_by = by.number
        row.save()
        body = {"answer": answer, "reason": reason}
        kind = _ANSWERS[row.kind]
        say(Said(kind, received.sender, row.identifier, body, author=by.number), now)
        subject = reference("received", received.reference)
        log("request.answered", actor=of(by), subject=subject, answer=answer)
    if answer == Answer.DELETED:
        forget_key(received.reference)


def expire_offers(now: dt.datetime) -> int:
    """Note which offers here were not accepted in time; give back how many."""
    late = Received.objects.filter(
        Q(place=Place.OFFERED, expires__lte=now) | Q(place=Place.ACCEPTED, expires__lte=now - SKEW)
    )
    if not late.exists():  # asked every few seconds: nobody waits for a lock for nothing
        return 0
    with transaction.atomic(using=opened.current().alias):
        done = late.update(place=Place.EXPIRED, place_at=now)
        log("offer.expired", count=done)
    return done


def forget_key(identifier: str) -> None:
    """Delete the key of what came: nothing of it can be read again, here or in a backup.

    After the transaction that says it is gone: killed in between, `sweep_keys` does it.
    """
    making.keys_of(opened.current()).erase(came.key_name(identifier))


def sweep_keys() -> None:
    """Delete the keys of what was deleted here. What is just arriving elsewhere keeps its own."""
    gone = Received.objects.filter(place=Place.DELETED).values_list("reference", flat=True)
    store = making.keys_of(opened.current())
    for name in store.keys_of(map(came.key_name, gone)):
        store.erase(name)


# -- what answers of others do; each within the transaction that takes them


def accepted_there(arrival: Arrival) -> None:
    """The recipient wants what we offered: it is sealed next. Twice is as once."""
    row = _answered(arrival)
    if row.state in (State.ACCEPTED, State.DELIVERED, State.STOPPED):
        return
    if row.state == State.EXPIRED or arrival.now >= row.expires + SKEW:
        raise NotTaken(Code.EXPIRED)
    if row.state not in (State.QUEUED, State.OFFERED):
        raise NotTaken(Code.NOT_ASKED_FOR)
    row.parcels.filter(done=None).update(sealed=b"", next_try=None, done=arrival.now)
    move(row, State.ACCEPTED, arrival.now)
    log("envelope.accepted", subject=reference("envelope", row.identifier))


def declined_there(arrival: Arrival) -> None:
    """The recipient does not want what we offered."""
    row = _answered(arrival)
    if row.state not in (State.QUEUED, State.OFFERED):
        return
    row.parcels.filter(done=None).update(sealed=b"", next_try=None, done=arrival.now)
    move(row, State.DECLINED, arrival.now)
    log("envelope.declined", subject=reference("envelope", row.identifier))


def withdrawn_there(arrival: Arrival) -> None:
    """The sender may not send what it offered any more."""
    row = _named(arrival)
    if row is not None and row.place in (Place.OFFERED, Place.ACCEPTED):
        _move(row, Place.WITHDRAWN, arrival.now, None)
        log("offer.withdrawn", subject=reference("received", row.reference))


def asked_to_delete(arrival: Arrival) -> None:
    """The sender asks to delete something: a member answers, unless nothing of it is here."""
    manifest = arrival.manifest
    row = _named(arrival)
    if row is not None and row.place == Place.KEPT:
        Request.objects.create(
            reference=secrets.token_hex(16),
            received=row,
            identifier=manifest.identifier,
            kind=manifest.kind,
            asked=arrival.now,
        )
        log("request.came", subject=reference("received", row.reference), kind=manifest.kind)
        return
    if row is None:  # it may be on its way still: then it is not taken any more
        Seen.objects.get_or_create(
            sender=arrival.sender,
            identifier=manifest.in_reply_to,
            defaults={"sha256": b"", "at": arrival.now},
        )
    elif row.place in (Place.OFFERED, Place.ACCEPTED):
        _move(row, Place.RECALLED, arrival.now, None)
        log("offer.recalled", subject=reference("received", row.reference))
    body = {"answer": Answer.NOT_HERE, "reason": Reason.NONE}
    say(Said(_ANSWERS[manifest.kind], arrival.sender, manifest.identifier, body), arrival.now)


def answered_there(arrival: Arrival) -> None:
    """What the recipient says to our request."""
    request = _answered(arrival)
    body = arrival.contents.body
    try:
        answer, reason = Answer(body.get("answer", "")), Reason(body.get("reason", ""))
    except ValueError as error:
        raise NotTaken(Code.NEWER_VERSION) from error
    about = Envelope.objects.filter(identifier=request.in_reply_to).first()
    for row in (request, about):
        if row is not None:
            row.answer, row.reason, row.answered = answer, reason, arrival.now
            row.save(update_fields=["answer", "reason", "answered"])
    subject = reference("envelope", request.in_reply_to)
    log("request.answered-there", subject=subject, answer=answer)


def refused_there(row: Envelope, code: Code, now: dt.datetime) -> None:
    """An answer of ours was not taken: an offer that we accepted too late is no offer any more."""
    if row.kind == ACCEPT:
        place = Place.EXPIRED if code == Code.EXPIRED else Place.WITHDRAWN
        Received.objects.filter(
            sender=row.recipient, identifier=row.in_reply_to, place=Place.ACCEPTED
        ).update(place=place, place_at=now)


def _offer(identifier: str) -> Received:
    row = Received.objects.filter(reference=identifier).exclude(offered=None).first()
    if row is None:
        raise NotThere
    return row


def _require_open(row: Received, now: dt.datetime) -> None:
    if row.place != Place.OFFERED or now >= row.expires:
        raise MistakenInput(
            _("This offer has ended."), _("Ask its sender, if you still need what it was about.")
        )


def _move(row: Received, place: Place, now: dt.datetime, by: Who | None) -> None:
    row.place, row.place_at = place, now
    row.decided_by = by.number if by else row.decided_by
    row.save(update_fields=["place", "place_at", "decided_by"])


def _erase(row: Received, now: dt.datetime, by: Who) -> None:
    row.files.all().delete()
    row.contents = b""
    row.save(update_fields=["contents"])
    _move(row, Place.DELETED, now, by)
    log("received.deleted", actor=of(by), subject=reference("received", row.reference))


def _answered(arrival: Arrival) -> Envelope:
    """The envelope of ours that an answer is to. Raises NotTaken."""
    row = Envelope.objects.filter(
        identifier=arrival.manifest.in_reply_to, recipient=arrival.sender
    ).first()
    if row is None or row.state in (State.DRAFT, State.WAITING, State.DISCARDED):
        raise NotTaken(Code.NOT_ASKED_FOR)
    return row


def _named(arrival: Arrival) -> Received | None:
    """What the sender speaks of, of its own."""
    return Received.objects.filter(
        identifier=arrival.manifest.in_reply_to, sender=arrival.sender
    ).first()
