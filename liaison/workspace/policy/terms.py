"""The closed lists that the rules speak of: facets, levels, uses, purposes.

Their codes stand in envelopes (docs/reference/envelopes.md), and never change their meaning.
"""

from collections.abc import Iterable
from enum import StrEnum


class Facet(StrEnum):
    """What is known of a person or a matter, in parts that are consented to one by one."""

    IDENTITY = "identity"
    CONTACT = "contact"
    FAMILY = "family"
    HEALTH = "health"
    NARRATIVE = "narrative"
    SOURCE = "source"
    STRATEGY = "strategy"
    COMMUNICATIONS = "communications"
    REPLIES = "replies"
    DOCUMENTS = "documents"


CLOSE = frozenset({Facet.IDENTITY, Facet.SOURCE, Facet.CONTACT, Facet.HEALTH})
"""Facets that never leave by the word of one member alone."""


class Level(StrEnum):
    """How much an envelope says."""

    NOTICE = "notice"  # that there is something: country, period, kind, urgency
    SUMMARY = "summary"  # a text written for the recipient, which names nobody
    FULL = "full"  # the facets that were ticked, once the recipient has accepted them


class Urgency(StrEnum):
    """How soon somebody has to act."""

    A = "a"  # a life or liberty is at stake now
    B = "b"  # within days
    C = "c"  # no date presses


class Use(StrEnum):
    """What a recipient may do with what came, the strictest first."""

    KNOW_ONLY = "know-only"
    INTERNAL = "internal"
    UNATTRIBUTED = "unattributed"
    QUOTE = "quote"
    ADVOCACY = "advocacy"


class Purpose(StrEnum):
    """What something is passed on for, and what somebody consented to."""

    PROTECTION = "protection"  # emergency help: relocation, grants, accompaniment
    ACTION = "action"  # raising it with authorities
    LEGAL = "legal"  # help before courts, petitions
    MONITORING = "monitoring"  # documenting, statistics, reports
    ADVOCACY = "advocacy"  # telling the public


_STRICTNESS = {use: place for place, use in enumerate(Use)}


def within(use: Use, most: Use) -> bool:
    """Whether a use is as strict as another, or stricter."""
    return _STRICTNESS[use] <= _STRICTNESS[most]


def strictest(uses: Iterable[Use]) -> Use:
    """What is left to somebody who mixes things that came under several terms."""
    return min(uses, key=_STRICTNESS.__getitem__)
