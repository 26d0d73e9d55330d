"""What two documents are to each other, how sure that is, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from liaison.kernel.relation import Relation, ordered


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
    """How `first` stands to `second` (identifiers), read as `liaison.kernel.relation` says.

    In a relation that is mutual they stand in alphabetical order; `score` is between 0 and 1.
    """

    relation: Relation
    first: str
    second: str
    outcome: Outcome
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """The scores from which two documents are linked, or proposed to an editor."""

    linked: float
    proposed: float

    def verdict(
        self, relation: Relation, first: str, second: str, score: float, reasons: Iterable[Reason]
    ) -> Verdict:
        """The verdict that a score comes to."""
        outcome = Outcome.NOT
        if score >= self.linked:
            outcome = Outcome.LINKED
        elif score >= self.proposed:
            outcome = Outcome.PROPOSED
        first, second = ordered(first, second, relation)
        return Verdict(relation, first, second, outcome, round(score, 3), tuple(reasons))
