"""Instruments that protect human rights defenders, and what their provisions are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.vocabulary.terms.evidence import Evidence

# How far an instrument binds, the furthest first.
FORCES = (
    "binding",
    "political commitment",
    "soft",
    "guidelines",
    "interpretation",
    "report",
    "civil society standard",
    "draft",
)
# Whom a provision speaks to.
ADDRESSEES = (
    "states",
    "third states",  # States and unions of States, for defenders in other countries
    "organisation",  # the bodies of the organisation that adopted it
    "mechanisms",
    "national institutions",  # of human rights
    "business",
    "everyone",
)


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of an instrument, and the rights that it is about.

    `code` is one of its instrument's; `label` says in every language how it is cited (`art. 9(1)`);
    `headings` what it is about, by language, in words of this vocabulary and not of the text.
    `addressees` are those of the instrument where the provision names no others, and empty where
    they have not been entered.
    """

    code: str
    label: str
    headings: Mapping[str, str]
    rights: tuple[str, ...]  # codes of rights.csv
    addressees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, declaration, resolution or set of guidelines.

    `symbol` is the reference under which it is cited; `system` the code of the organisation that it
    belongs to; `adopted`, `in_force`, `revised` and `launched` are ISO 8601 partial dates, or "";
    `official_text` is an address, or "" where none has been entered. The evidence is that of the
    entry and of how it is cut into provisions; until it was `checked`, addressees and address are
    to be checked too.
    """

    code: str
    symbol: str
    names: Mapping[str, str]
    system: str
    adopted: str
    in_force: str
    revised: str
    launched: str
    force: str
    addressees: tuple[str, ...]
    official_text: str
    provisions: tuple[Provision, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """What an article says, in a few words of this vocabulary: no text of the instrument.

    `code` is "udhrd/art-9"; `label` how the article is cited; `names` the summary by language.
    """

    code: str
    label: str
    names: Mapping[str, str]
    evidence: Evidence


class Stands(StrEnum):
    """How one provision stands to another."""

    EQUIVALENT_TO = "equivalent_to"
    STRONGER_THAN = "stronger_than"
    NARROWER_THAN = "narrower_than"
    INTERPRETS = "interprets"


@dataclass(frozen=True, slots=True)
class ProvisionRelation:
    """A person's judgement of how a provision stands to another, each as "udhrd/art-9-1".

    `author` answers for it; `judged` is an ISO 8601 day.
    """

    code: str
    provision: str
    stands: Stands
    other: str
    author: str
    judged: str
    note: str
