"""Letting envelopes go: by their author, with a second member, and after an offer was accepted.

What may leave is judged whenever something is sealed, never before only: a consent may be
withdrawn in between.
"""

import contextlib
import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes.actions.sealing import Said, move, say, seal_parcel
from liaison.workspace.envelopes.models import Envelope, Parcel, Review
from liaison.workspace.envelopes.queries import holding, sent
from liaison.workspace.envelopes.states import Reviewed, Stage, State
from liaison.workspace.members import queries as members
from liaison.workspace.members.actions import of
from liaison.workspace.peers.errors import NotPinned
from liaison.workspace.policy.errors import NotCovered, NotThere, Refused
from liaison.workspace.policy.leaving import REVIEW
from liaison.workspace.policy.members import SENDING, Act, Who, check_may, facets, may
from liaison.workspace.policy.terms import Level
from liaison.workspace.vault import opened

RECALLABLE = (State.QUEUED, State.OFFERED, State.ACCEPTED, State.DELIVERED)


def submit(*, identifier: str, now: dt.datetime, by: Who) -> State:
    """Let a draft go, or hand it to a second member where the rules want one.

    Raises NotCovered where a consent is missing, Refused, NotThere, NotPinned, MistakenInput.
    """
    with transaction.atomic(using=opened.current().alias):
        row = _row(identifier, State.DRAFT)
        if row.author != by.number:
            raise NotThere
        check_may(by, SENDING[Level(row.level)])
        sent.row_of(identifier, by)
        _check_in_time(row, now)
        _check_may_leave(row, now)
        if not holding.judged(row, now).second:
            return _queue(row, now, by)
        move(row, State.WAITING, now)
        log("envelope.submitted", actor=of(by), subject=reference("envelope", identifier))
        return State.WAITING


def approve(*, identifier: str, now: dt.datetime, by: Who) -> State:
    """Agree as the second member: it goes. Raises Refused for its author, and as `submit`."""
    with transaction.atomic(using=opened.current().alias):
        row = _for_second(identifier, by)
        _check_in_time(row, now)
        _check_may_leave(row, now)
        row.second = by.number
        row.save(update_fields=["second"])
        log("envelope.approved", actor=of(by), subject=reference("envelope", identifier))
        return _queue(row, now, by)


def send_back(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Do not agree: it is a draft again. Raises Refused for its author, NotThere."""
    with transaction.atomic(using=opened.current().alias):
        row = _for_second(identifier, by)
        move(row, State.DRAFT, now, "sent-back")
        log("envelope.sent-back", actor=of(by), subject=reference("envelope", identifier))


def seal_accepted(*, now: dt.datetime) -> int:
    """Seal what recipients have accepted and nobody sealed yet; give back how many.

    Where a consent no longer covers it nothing goes, and both sides are told.
    """
    waiting = Envelope.objects.filter(state=State.ACCEPTED).exclude(parcels__stage=Stage.CONTENTS)
    done = 0
    for identifier in list(waiting.values_list("identifier", flat=True)):
        with transaction.atomic(using=opened.current().alias):
            row = waiting.filter(identifier=identifier).first()
            if row is not None:
                _seal_contents(row, now)
                done += 1
    return done


def stopped(parcel: Parcel, now: dt.datetime) -> bool:
    """Whether what a parcel holds may not leave any more: then it does not, and both are told.

    Within the caller's transaction, each time before it is tried.
    """
    row = parcel.envelope
    if row.vital or not holding.uncovered(row, now):
        return False
    tried, stage = parcel.tries > 0, parcel.stage
    row.parcels.filter(done=None).update(sealed=b"", next_try=None, problem="not-covered")
    move(row, State.STOPPED, now, "not-covered")
    log("envelope.stopped", subject=reference("envelope", row.identifier), why="not-covered")
    if tried or stage == Stage.CONTENTS:
        kind = "recall" if tried else "withdrawn"  # nobody knows whether it has arrived
        with contextlib.suppress(NotPinned), transaction.atomic(using=opened.current().alias):
            say(Said(kind, row.recipient, row.identifier), now)
    return True


def recall(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """Take back what went out, and ask to delete it: nobody can force that. Raises NotThere."""
    with transaction.atomic(using=opened.current().alias):
        row = Envelope.objects.filter(identifier=identifier, state__in=RECALLABLE).first()
        if row is None or row.level not in SENDING:
            raise NotThere
        sent.row_of(identifier, by)
        check_may(by, SENDING[Level(row.level)])
        ask_to_delete(row, "recall", now, by.number)
        log("envelope.recalled", actor=of(by), subject=reference("envelope", identifier))


def ask_to_delete(row: Envelope, kind: str, now: dt.datetime, author: int | None) -> None:
    """Drop what nobody has, and ask for what somebody may have; `kind` of the envelope that asks.

    Within the caller's transaction.
    """
    tried = row.parcels.exclude(tries=0, done=None).exists()
    unsent = Parcel.objects.filter(envelope=row, done=None)
    unsent.update(sealed=b"", next_try=None, problem="recalled")
    move(row, State.RECALLED, now)
    if tried:
        say(Said(kind, row.recipient, row.identifier, author=author), now)


def review(*, identifier: str, outcome: Reviewed, remark: str, now: dt.datetime, by: Who) -> None:
    """Look again at what went out without consent. Raises Refused, NotThere."""
    check_may(by, Act.APPROVE_SENDING)
    with transaction.atomic(using=opened.current().alias):
        sent.row_of(identifier, by)
        found = Review.objects.filter(envelope__identifier=identifier, done=None).first()
        if found is None:
            raise NotThere
        found.done, found.done_by = now, by.number
        found.outcome, found.remark = outcome, remark.strip()
        found.save()
        log(
            "envelope.reviewed",
            actor=of(by),
            subject=reference("envelope", identifier),
            outcome=outcome,
        )


def _row(identifier: str, state: State) -> Envelope:
    row = Envelope.objects.filter(identifier=identifier, state=state).first()
    if row is None:
        raise NotThere
    return row


def _for_second(identifier: str, by: Who) -> Envelope:
    """What waits for a second member, if `by` can be that one."""
    check_may(by, Act.APPROVE_SENDING)
    sent.row_of(identifier, by)
    row = _row(identifier, State.WAITING)
    if row.author == by.number:
        raise Refused(
            _("You wrote this yourself."), _("Another member has to agree: ask a colleague.")
        )
    if not holding.asked_of(row) <= facets(by):
        raise NotThere
    return row


def _check_in_time(row: Envelope, now: dt.datetime) -> None:
    """Raise MistakenInput for what has expired before it left."""
    if row.expires <= now:
        raise MistakenInput(_("It has expired meanwhile."), _("Choose a later day."))


def _check_may_leave(row: Envelope, now: dt.datetime) -> None:
    judged = holding.judged(row, now)
    if judged.uncovered and not row.vital:
        raise NotCovered(
            _("No consent covers all of it for this recipient, purpose and use."),
            _("Leave out what is not covered, or ask the person."),
        )
    if judged.names_somebody and row.level == Level.NOTICE:
        raise MistakenInput(
            _("This notice names the person."), _("A notice names nobody: leave the name out.")
        )


def _queue(row: Envelope, now: dt.datetime, by: Who) -> State:
    """Seal the first parcel: all of it, or of a full envelope its offer alone."""
    reader = _author(row) or by
    contents, offered = holding.as_first_sent(row, by=reader)
    seal_parcel(row, Stage.OFFER if offered else Stage.WHOLE, contents, offered, now)
    move(row, State.QUEUED, now)
    log("envelope.sent", actor=of(by), subject=reference("envelope", row.identifier))
    if row.vital:
        Review.objects.get_or_create(envelope=row, defaults={"due": now + REVIEW})
    return State.QUEUED


def _seal_contents(row: Envelope, now: dt.datetime) -> None:
    author = _author(row)
    problem = "author-gone" if author is None else ""
    try:
        if author is not None:
            _check_may_leave(row, now)
            with transaction.atomic(using=opened.current().alias):
                contents = holding.contents_of(row, by=author)
                seal_parcel(row, Stage.CONTENTS, contents, None, now)
    except NotPinned:
        return  # it waits until the keys were compared again
    except NotCovered:
        problem = "not-covered"
    except NotThere:
        problem = "not-there"
    except MistakenInput:
        problem = "not-sealed"
    if problem:
        move(row, State.STOPPED, now, problem)
        log("envelope.stopped", subject=reference("envelope", row.identifier), why=problem)
        with contextlib.suppress(NotPinned), transaction.atomic(using=opened.current().alias):
            say(Said("withdrawn", row.recipient, row.identifier), now)


def _author(row: Envelope) -> Who | None:
    """Who wrote it, if they still may send it; else who agreed to it."""
    for number in (row.author, row.second):
        who = members.who_is(number) if number is not None else None
        if who is not None and may(who, SENDING[Level(row.level)]):
            return who
    return None
