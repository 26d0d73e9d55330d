"""Recording what people consent to. A consent is never edited: withdrawn, and given anew."""

import datetime as dt
import secrets
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.people.codes import GivenBy, How
from liaison.workspace.people.models import Consent
from liaison.workspace.people.naming import tidy_name
from liaison.workspace.people.queries.persons import readers_of, there
from liaison.workspace.people.sealing import consent_context, sealed
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.leaving import Consent as Terms
from liaison.workspace.policy.members import Act, Who, check_sees
from liaison.workspace.vault import making, opened

LONGEST = dt.timedelta(days=3 * 366)
"""A consent is asked for again after three years."""


@dataclass(frozen=True, slots=True)
class Record:
    """How a consent was given. `proxy`: who spoke for the person, where it was not they."""

    given_by: GivenBy
    how: How
    proxy: str = ""


def give_consent(
    *, identifier: str, terms: Terms, record: Record, now: dt.datetime, by: Who
) -> str:
    """Record a consent; give back its reference. Raises NotThere, MistakenInput."""
    _require_whole(terms, record, now)
    made = secrets.token_hex(16)
    with transaction.atomic(using=opened.current().alias):
        person, _known = there(identifier, Act.WRITE_PEOPLE, by=by)
        key = making.keys_of(opened.current()).key_of(identifier)
        proxy = tidy_name(record.proxy)
        Consent.objects.create(
            reference=made,
            person=person,
            facets=sorted(terms.facets),
            recipients=sorted(terms.recipients),
            purposes=sorted(terms.purposes),
            use=terms.use,
            since=terms.since,
            until=terms.until,
            given_by=record.given_by,
            proxy=sealed(key, {"name": proxy}, consent_context(made)) if proxy else b"",
            how=record.how,
            recorded_at=now,
            recorded_by_id=by.number,
        )
        log(
            "consent.given",
            actor=of(by),
            subject=reference("person", identifier),
            facets=",".join(sorted(terms.facets)),
            recipients=len(terms.recipients),
            use=terms.use,
        )
    return made


def withdraw_consent(*, consent: str, now: dt.datetime, by: Who) -> str:
    """End a consent now; give back whose it was. Twice is as once. Raises NotThere."""
    with transaction.atomic(using=opened.current().alias):
        row = Consent.objects.filter(reference=consent).select_related("person").first()
        known = row is not None and row.person.erased_at is None
        check_sees(by, Act.WRITE_PEOPLE, readers_of(row.person) if row else frozenset())
        if row is None or not known:
            raise NotThere
        if row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by_id = now, by.number
            row.save(update_fields=["withdrawn_at", "withdrawn_by"])
            said = reference("person", row.person.reference)
            log("consent.withdrawn", actor=of(by), subject=said)
        return row.person.reference


def _require_whole(terms: Terms, record: Record, now: dt.datetime) -> None:
    """Raise MistakenInput for a consent that covers nothing, or could not be given like this."""
    if not (terms.facets and terms.recipients and terms.purposes):
        raise MistakenInput(
            _("This consent covers nothing."),
            _("Tick what may be sent, to whom, and what for."),
        )
    if terms.since > now:
        raise MistakenInput(
            _("A consent cannot begin later than today."), _("Write the day on which it was given.")
        )
    if not max(terms.since, now) < terms.until <= terms.since + LONGEST:
        raise MistakenInput(
            _("A consent ends after today, and within three years."),
            _("Choose an earlier day, and ask again then."),
        )
    if (record.given_by is GivenBy.SELF) == bool(record.proxy.strip()):
        raise MistakenInput(
            _("Say who spoke for the person, if it was not they; else leave it empty."),
            _("A consent given by somebody else needs that person's name."),
        )
