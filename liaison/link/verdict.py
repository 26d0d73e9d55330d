"""What two documents are to each other, how sure that is, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Relation(StrEnum):
    """Kinds of link. Of those marked →, `source` is what comes later and speaks of `target`."""

    SAME_DOCUMENT = "same_document"  # copies, re-posts, moved addresses
    NEAR_COPY = "near_copy"  # nearly the same words
    TRANSLATION_OF = "translation_of"  # the same text in two languages, neither known as first
    UPDATE_OF = "update_of"  # → a later text of the same chain
    REPLY_TO = "reply_to"  # → an answer to a communication
    CITES = "cites"  # → names the other's reference
    SAME_MATTER = "same_matter"  # the same people, arrest, trial, law or visit


class Outcome(StrEnum):
    """What is done with a verdict."""

    LINKED = "linked"
    PROPOSED = "proposed"  # an editor decides
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground of a verdict: a code that is translated where it is shown.

    `weight` is what it adds to the score's evidence, negative where it speaks against.
    `given` are parameters for the sentence, none of them personal: a count, a reference, a country.
    """

    code: str
    weight: float
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The relation of `source` to `target` (identifiers); `score` is between 0 and 1."""

    relation: Relation
    source: str
    target: str
    outcome: Outcome
    score: float
    reasons: tuple[Reason, ...]
