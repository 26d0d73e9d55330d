"""What an envelope would hold now, and what the rules say of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes import material, wishes
from liaison.workspace.envelopes.format import EMPTY, Contents
from liaison.workspace.envelopes.limits import MOST_FILE_BYTES
from liaison.workspace.envelopes.manifest import Offered
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.models import Envelope
from liaison.workspace.envelopes.queries import came
from liaison.workspace.envelopes.states import About
from liaison.workspace.envelopes.wishes import Wish
from liaison.workspace.policy import leaving
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import CLOSE, Facet, Level, Purpose, Use


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of an envelope. `uncovered`: facets that no consent covers."""

    uncovered: frozenset[Facet]
    close: frozenset[Facet]
    second: bool
    names_somebody: bool


def wanted_of(row: Envelope) -> Wanted:
    """What was ticked."""
    return Wanted(
        About(row.about),
        row.about_reference,
        frozenset(map(Facet, row.facets)),
        tuple(row.files),
        row.text,
    )


def asked_of(row: Envelope) -> frozenset[Facet]:
    """The facets that leave with it, those of its files among them."""
    wanted = wanted_of(row)
    if wanted.about is About.RECEIVED:
        return came.facets_of(wanted.reference)
    return material.facets_asked(wanted)


def uncovered(row: Envelope, now: dt.datetime) -> frozenset[Facet]:
    """The facets that no consent covers at this moment."""
    wanted = wanted_of(row)
    if wanted.about is not About.PERSON:
        return frozenset()
    asked = material.facets_asked(wanted)
    needed = wishes.facets_that_need_consent(Level(row.level), asked, wanted.about)
    sending = leaving.Sending(needed, row.recipient, Purpose(row.purpose), Use(row.use))
    return leaving.uncovered(sending, material.consents_of(wanted), now)


def judged(row: Envelope, now: dt.datetime) -> Judged:
    """What the rules say of it at this moment."""
    wanted, asked = wanted_of(row), asked_of(row)
    return Judged(
        uncovered(row, now),
        asked & CLOSE,
        leaving.needs_second(asked, vital=bool(row.vital)),
        bool(wanted.text) and material.names_somebody(wanted, wanted.text),
    )


def gaps(wish: Wish, now: dt.datetime) -> dict[str, frozenset[Facet]]:
    """For each recipient the facets that no consent covers; those for whom all is are left out."""
    asked = material.facets_asked(wish.wanted)
    needed = wishes.facets_that_need_consent(wish.level, asked, wish.wanted.about)
    consents = material.consents_of(wish.wanted)
    found = {
        one: leaving.uncovered(leaving.Sending(needed, one, wish.purpose, wish.use), consents, now)
        for one in wish.recipients
    }
    return {recipient: missing for recipient, missing in found.items() if missing}


def contents_of(row: Envelope, *, by: Who) -> Contents:
    """All that it would hold, read anew. Raises NotThere for what `by` may not read, or is gone."""
    wanted = wanted_of(row)
    material.check_known(wanted, by=by)
    if wanted.about is About.RECEIVED:
        return came.contents(wanted.reference, by=by)
    found = material.contents_of(wanted, by=by)
    return Contents({**row.body, **found.body}, found.facets, found.attachments)


def offered_of(row: Envelope, *, by: Who) -> Offered:
    """What its offer would say. Raises NotThere, MistakenInput for more than anybody takes."""
    found = contents_of(row, by=by)
    if sum(len(one.content) for one in found.attachments) > MOST_FILE_BYTES:
        raise MistakenInput(
            _("The files are more than one envelope takes."), _("Send them in several.")
        )
    return Offered(
        tuple(sorted(found.facets)),
        tuple((one.media_type, len(one.content)) for one in found.attachments),
    )


def as_first_sent(row: Envelope, *, by: Who) -> tuple[Contents, Offered | None]:
    """What the first parcel holds: of a full envelope, its offer and nothing else."""
    if row.level != Level.FULL:
        return contents_of(row, by=by), None
    return EMPTY, offered_of(row, by=by)


def subject_of(row: Envelope) -> Mapping[str, str]:
    """What it is about, in codes."""
    found: Mapping[str, str] = row.subject
    return found
