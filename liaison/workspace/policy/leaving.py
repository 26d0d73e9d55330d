"""What may leave: each facet by a consent that covers it, and the close ones by two members.

A consent covers a facet for a recipient, a purpose and uses up to the one it names,
from the day it was given until it ends or is withdrawn, whichever comes first.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from liaison.workspace.policy.errors import NotCovered
from liaison.workspace.policy.terms import CLOSE, Facet, Purpose, Use, within

REVIEW = dt.timedelta(hours=72)
"""How soon what was sent without consent, for a vital interest, is looked at again."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What somebody agreed to. `recipients`: identifiers of organisations, never "everybody"."""

    facets: frozenset[Facet]
    recipients: frozenset[str]
    purposes: frozenset[Purpose]
    use: Use
    since: dt.datetime
    until: dt.datetime
    withdrawn: dt.datetime | None = None

    def covers(self, facet: Facet, sending: "Sending", now: dt.datetime) -> bool:
        """Whether this facet may leave so at this moment; at its very end it may no more."""
        ended = self.until if self.withdrawn is None else min(self.until, self.withdrawn)
        return (
            facet in self.facets
            and sending.recipient in self.recipients
            and sending.purpose in self.purposes
            and within(sending.use, self.use)
            and self.since <= now < ended
        )


@dataclass(frozen=True, slots=True)
class Sending:
    """What is to leave: facets of one person or matter, to one organisation."""

    facets: frozenset[Facet]
    recipient: str
    purpose: Purpose
    use: Use


def uncovered(sending: Sending, consents: Iterable[Consent], now: dt.datetime) -> frozenset[Facet]:
    """The facets that no consent covers."""
    given = tuple(consents)
    return frozenset(
        facet
        for facet in sending.facets
        if not any(consent.covers(facet, sending, now) for consent in given)
    )


def check_covered(sending: Sending, consents: Iterable[Consent], now: dt.datetime) -> None:
    """Raise NotCovered, naming the facets."""
    missing = uncovered(sending, consents, now)
    if missing:
        raise NotCovered(
            f"no consent covers {', '.join(sorted(missing))} for this recipient, purpose and use",
            "leave it out, or ask the person",
        )


def needs_second(facets: frozenset[Facet], *, vital: bool) -> bool:
    """Whether another member has to agree; `vital`: sent for a vital interest without consent."""
    return vital or bool(facets & CLOSE)
