"""Mechanisms and their mandates."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison.vocabulary.terms.evidence import Certainty, Evidence


@dataclass(frozen=True, slots=True)
class MandateText:
    """One link in the chain of texts that a mandate stands on."""

    text: str
    year: int | None
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a mandate, from and until when (ISO 8601 partial dates, or "")."""

    name: str
    since: str
    until: str
    certainty: Certainty
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkingMethod:
    """How a mechanism works, or how cases come to it, in English."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism or programme that protects human rights defenders.

    `geographic`, `thematic`, `limits` and `sessions` say in English what it covers and when it
    meets, `methods` how it works, `submission` how cases come to it beside what the rules of
    admissibility say. What is empty is not entered yet.
    """

    code: str
    names: Mapping[str, str]
    kind: str
    parent: str  # code of an organisation
    membership: str  # code of the organisation whose members it covers; "" for all the world
    membership_note: str
    month_first: bool  # whether it writes numeric dates in English as 3/15/2012
    mandate: tuple[MandateText, ...]
    holders: tuple[Holder, ...]
    outputs: tuple[str, ...]
    references: tuple[str, ...]  # ids of reference patterns
    geographic: str
    thematic: str
    limits: tuple[str, ...]
    sessions: str
    methods: tuple[WorkingMethod, ...]
    submission: tuple[WorkingMethod, ...]
    notes: tuple[str, ...]
    evidence: Evidence
