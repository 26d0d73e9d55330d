"""When a person is erased here: nothing of them stays in what was written, and others are asked."""

import contextlib
import datetime as dt

from django.db import transaction

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.envelopes.actions.answering import ERASURE
from liaison.workspace.envelopes.actions.drafting import wipe
from liaison.workspace.envelopes.actions.sealing import Said, move, say
from liaison.workspace.envelopes.actions.sending import RECALLABLE, ask_to_delete
from liaison.workspace.envelopes.models import Envelope
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.peers.errors import NotPinned
from liaison.workspace.vault import opened


def person_erased(identifier: str, now: dt.datetime) -> int:
    """Wipe what was to be sent of them, and ask whoever has something to delete it; how many.

    Twice is as once: what was asked for is not asked for again.
    """
    asked = 0
    with transaction.atomic(using=opened.current().alias):
        rows = Envelope.objects.filter(about=About.PERSON, about_reference=identifier)
        for row in rows:
            if row.state in (State.DRAFT, State.WAITING):
                move(row, State.DISCARDED, now)
            elif row.state in RECALLABLE:
                asked += _ask(row, now)
            elif row.state == State.RECALLED and row.answer != "deleted":
                asked += _ask_again(row, now)
            wipe(row)
            row.about_reference, row.subject = "", {}
            row.save(update_fields=["about_reference", "subject"])
            subject = reference("envelope", row.identifier)
            log("envelope.wiped", subject=subject, state=row.state)
    return asked


def _ask(row: Envelope, now: dt.datetime) -> int:
    try:
        with transaction.atomic(using=opened.current().alias):
            ask_to_delete(row, ERASURE, now, None)
    except NotPinned:  # it can be asked by another way alone: the page of the envelope says so
        move(row, State.RECALLED, now, "not-asked")
        row.parcels.filter(done=None).update(sealed=b"", next_try=None)
        return 0
    return 1


def _ask_again(row: Envelope, now: dt.datetime) -> int:
    with contextlib.suppress(NotPinned), transaction.atomic(using=opened.current().alias):
        say(Said(ERASURE, row.recipient, row.identifier), now)
        return 1
    return 0
