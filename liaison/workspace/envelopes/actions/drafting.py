"""Writing envelopes that do not go out yet."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes import groups, material
from liaison.workspace.envelopes.actions.sealing import move, new_identifier
from liaison.workspace.envelopes.models import Envelope
from liaison.workspace.envelopes.queries import came
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.envelopes.wishes import Wish, check_form
from liaison.workspace.members.actions import of
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import SENDING, Act, Who, check_may, facets
from liaison.workspace.policy.terms import Level, Use, within
from liaison.workspace.vault import opened


def draft(*, wish: Wish, now: dt.datetime, by: Who) -> str:
    """Write it down, a row for each recipient; give back what they have in common, the batch.

    Nothing leaves before `submit`. Raises Refused, NotThere, NotPinned, MistakenInput.
    """
    _check(wish, now, by)
    with transaction.atomic(using=opened.current().alias):
        return _written(wish, new_identifier(), now, by)


def redraft(*, batch: str, wish: Wish, now: dt.datetime, by: Who) -> str:
    """The same in place of an earlier draft. The same errors; NotThere where it is none."""
    _check(wish, now, by)
    with transaction.atomic(using=opened.current().alias):
        discard(batch=batch, now=now, by=by)
        return _written(wish, new_identifier(), now, by)


def discard(*, batch: str, now: dt.datetime, by: Who) -> None:
    """Drop what did not go out. Raises NotThere."""
    with transaction.atomic(using=opened.current().alias):
        rows = Envelope.objects.filter(batch=batch, state__in=(State.DRAFT, State.WAITING))
        mine = [row for row in rows if row.author == by.number]
        if not mine:
            raise NotThere
        for row in mine:
            wipe(row)
            move(row, State.DISCARDED, now)
            log("envelope.discarded", actor=of(by), subject=reference("envelope", row.identifier))


def wipe(row: Envelope) -> None:
    """Forget what it said; that it was there stays."""
    row.text, row.facets, row.files, row.body, row.vital = "", [], [], {}, ""
    row.save(update_fields=["text", "facets", "files", "body", "vital"])


def _check(wish: Wish, now: dt.datetime, by: Who) -> None:
    """All that can be said before it is written."""
    check_may(by, SENDING[wish.level])
    check_form(wish, now)
    wanted = wish.wanted
    if not wanted.facets <= facets(by):
        raise NotThere
    for recipient in wish.recipients:
        peers.check_pinned(recipient)
    _check_told(wish)
    if wanted.about is About.PERSON:
        material.of_person(wanted.reference, by=by)
    elif wanted.about is About.RECEIVED:
        _check_forward(wish, by)
    material.check_files(wanted, by=by)
    if wish.level is Level.NOTICE and material.names_somebody(wanted, wanted.text):
        raise MistakenInput(
            _("This notice names the person."), _("A notice names nobody: leave the name out.")
        )


def _check_told(wish: Wish) -> None:
    if wish.tell_others and not groups.may_be_told(wish.recipients):
        raise MistakenInput(
            _("Some of them are in a sealed circle together, and may not learn of one another."),
            _("Do not tell them who else gets it."),
        )


def check_may_be_passed_on(card: came.Card) -> None:
    """Raise NotThere for what is not here to be read, Refused where its terms do not allow it."""
    if not card.held:
        raise NotThere
    if not card.may_forward:
        raise Refused(
            _("Its sender does not allow it to be passed on."),
            _("Ask them, or tell them who asks."),
        )


def _check_forward(wish: Wish, by: Who) -> None:
    """What came may go on if its sender allowed it, under terms that are no wider."""
    card = came.one(wish.wanted.reference, by=by)
    check_may_be_passed_on(card)
    if (wish.level, wish.purpose) != (card.level, card.purpose):
        raise MistakenInput(
            _("It is passed on as what it came as, and for what it came for."),
            _("Choose its level and its purpose."),
        )
    if card.sender in wish.recipients:
        raise MistakenInput(_("It came from there."), _("Choose another organisation."))
    if not within(wish.use, Use(card.use)):
        raise MistakenInput(
            _("Its sender allows less than that use."), _("Choose the use under which it came.")
        )


def _written(wish: Wish, batch: str, now: dt.datetime, by: Who) -> str:
    wanted = wish.wanted
    check_may(by, Act.READ_EXCHANGE)
    for recipient in wish.recipients:
        row = Envelope.objects.create(
            identifier=new_identifier(),
            contents_identifier=new_identifier(),
            batch=batch,
            kind=wish.kind,
            level=wish.level,
            recipient=recipient,
            use=wish.use,
            purpose=wish.purpose,
            may_forward=wish.may_forward,
            tell_others=wish.tell_others and len(wish.recipients) > 1,
            expires=wish.expires,
            subject={
                "what": wish.subject.what,
                "country": wish.subject.country,
                "period": wish.subject.period,
                "urgency": wish.subject.urgency,
            },
            about=wanted.about,
            about_reference=wanted.reference,
            facets=sorted(wanted.facets),
            files=list(wanted.files),
            text=wanted.text.strip(),
            vital=wish.vital.strip(),
            author=by.number,
            made=now,
            state=State.DRAFT,
            state_at=now,
        )
        log(
            "envelope.drafted",
            actor=of(by),
            subject=reference("envelope", row.identifier),
            level=row.level,
            to=reference("peer", recipient),
            facets=",".join(row.facets),
        )
    return batch
