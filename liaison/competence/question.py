"""What is asked: closed choices and dates, and no word of the case itself."""

import datetime as dt
from dataclasses import dataclass

from liaison.competence.codes import Asker, Remedies
from liaison.kernel.errors import MistakenInput
from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary import Vocabulary
from liaison.vocabulary.terms.admissibility import Procedure, Subject


class UnknownChoice(MistakenInput):
    """A country or violation that the vocabulary does not have."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who can act, for whom, after what. What is not known is None, UNKNOWN or empty.

    `country`: ISO 3166-1 alpha-3, of the State that would have to answer. `asked_on`: the day of
    the question. `facts`: when it happened. `violations`: codes of violation_types.csv; `subjects`:
    what and whom it is about, all that apply. `pending`: where the same matter is, or was, before
    another body: an empty set says nowhere. `final_ruling`: of the last court or authority of the
    country; where a rule counts from its notification, the day of that.
    """

    country: str
    asked_on: dt.date
    facts: PartialDate | None = None
    violations: frozenset[str] = frozenset()
    subjects: frozenset[Subject] = frozenset()
    asker: Asker | None = None
    pending: frozenset[Procedure] | None = None
    remedies: Remedies = Remedies.UNKNOWN
    final_ruling: PartialDate | None = None

    def refuse_unknown(self, known: Vocabulary) -> None:
        """Raises UnknownChoice for a code that the vocabulary does not have."""
        if self.country not in known.countries:
            raise UnknownChoice(f"no country {self.country!r}", "use an alpha-3 code")
        for code in sorted(self.violations):
            if code not in known.violation_types:
                raise UnknownChoice(
                    f"no violation {code!r}", "use a code of the vocabulary violation_types"
                )
