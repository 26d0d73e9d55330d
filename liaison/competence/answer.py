"""What is answered: a verdict for each rule, and every ground that it stands on."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from liaison.competence.codes import Condition, Reason, Verdict
from liaison.vocabulary import AdmissibilityRule, Certainty, Evidence

_NEVER = "never"


class Outcome(StrEnum):
    """How one ground stands."""

    MET = "met"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Figures:
    """What a code is about, where its words need it.

    `about`: codes of subjects, criteria, procedures, a consent, a country or the field of a rule.
    `since` and `until`: of a membership, ISO 8601 partial dates. `last_day`: the last day of a time
    limit, and where a partial date leaves several, the first of these; `latest_day` is the last.
    """

    about: tuple[str, ...] = ()
    organisation: str = ""
    since: str = ""
    until: str = ""
    months: int | None = None
    last_day: dt.date | None = None
    latest_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that was looked at.

    `basis` is the text of the rule as it is cited, or "" where that is not entered; `evidence` of
    the rule first, then of the facts it was applied to.
    """

    code: Condition | Reason
    outcome: Outcome
    basis: str
    evidence: tuple[Evidence, ...]
    figures: Figures = Figures()

    @property
    def certainty(self) -> Certainty:
        """That of the least sure of its evidence."""
        return _least(one.certainty for one in self.evidence)

    @property
    def checked(self) -> str:
        """The day since when all of its evidence stands compared, or "never"."""
        days = [one.checked for one in self.evidence]
        return _NEVER if _NEVER in days else min(days)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one rule says of the case. Its channel, languages and publicity are in `rule`."""

    rule: AdmissibilityRule
    grounds: tuple[Ground, ...]

    @property
    def verdict(self) -> Verdict:
        """Barred by a single reason; competent where no condition is open either."""
        if self.reasons:
            return Verdict.BARRED
        return Verdict.COMPETENT_IF if self.conditions else Verdict.COMPETENT

    @property
    def met(self) -> tuple[Ground, ...]:
        """The conditions that are met by what is known."""
        return self._that_are(Outcome.MET)

    @property
    def conditions(self) -> tuple[Ground, ...]:
        """The conditions that are open."""
        return self._that_are(Outcome.OPEN)

    @property
    def reasons(self) -> tuple[Ground, ...]:
        """What stands in the way."""
        return self._that_are(Outcome.FAILED)

    @property
    def certainty(self) -> Certainty:
        """How sure the verdict is: a bar as its surest reason, else as its least sure ground."""
        if self.reasons:
            sure = any(ground.certainty is Certainty.SEEN for ground in self.reasons)
            return Certainty.SEEN if sure else Certainty.TO_BE_CHECKED
        return _least(ground.certainty for ground in self.grounds)

    def _that_are(self, outcome: Outcome) -> tuple[Ground, ...]:
        return tuple(ground for ground in self.grounds if ground.outcome is outcome)


def _least(certainties: Iterable[Certainty]) -> Certainty:
    sure = all(certainty is Certainty.SEEN for certainty in certainties)
    return Certainty.SEEN if sure else Certainty.TO_BE_CHECKED
