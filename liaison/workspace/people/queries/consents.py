"""Reading what people consented to."""

import datetime as dt
from dataclasses import dataclass

from liaison.workspace.people.codes import GivenBy, How
from liaison.workspace.people.models import Consent
from liaison.workspace.people.queries.persons import there
from liaison.workspace.people.sealing import consent_context, unsealed
from liaison.workspace.policy import leaving
from liaison.workspace.policy.members import Act, Who, facets
from liaison.workspace.policy.terms import Facet, Purpose, Use
from liaison.workspace.vault import making, opened
from liaison.workspace.vault.keys import Key


@dataclass(frozen=True, slots=True)
class Given:
    """A consent as a member reads it. `proxy`: who spoke for the person, for who may see them."""

    reference: str
    terms: leaving.Consent
    given_by: GivenBy
    how: How
    recorded_at: dt.datetime
    proxy: str = ""


def covering(identifier: str) -> list[leaving.Consent]:
    """Every consent of a person as the rules take it, ended and withdrawn ones too."""
    rows = Consent.objects.filter(person__reference=identifier, person__erased_at=None)
    return [terms_of(row) for row in rows.order_by("pk")]


def consents_of(identifier: str, *, by: Who) -> list[Given]:
    """The consents of a person, the latest first. Raises NotThere."""
    person, _readers = there(identifier, Act.READ_PEOPLE, by=by)
    key = making.keys_of(opened.current()).key_of(identifier)
    shown = Facet.IDENTITY in facets(by)
    rows = Consent.objects.filter(person=person).order_by("-recorded_at", "-pk")
    return [_given(row, key if shown else None) for row in rows]


def terms_of(row: Consent) -> leaving.Consent:
    """As the rules take it."""
    return leaving.Consent(
        facets=frozenset(map(Facet, row.facets)),
        recipients=frozenset(row.recipients),
        purposes=frozenset(map(Purpose, row.purposes)),
        use=Use(row.use),
        since=row.since,
        until=row.until,
        withdrawn=row.withdrawn_at,
    )


def _given(row: Consent, key: Key | None) -> Given:
    proxy = ""
    if row.proxy and key is not None:
        proxy = unsealed(key, bytes(row.proxy), consent_context(row.reference))["name"]
    return Given(
        row.reference,
        terms_of(row),
        GivenBy(row.given_by),
        How(row.how),
        row.recorded_at,
        proxy,
    )
