"""Since when and until when a State is a member, with as much as is known of it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from liaison.competence.months import months_later
from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary import Membership, Vocabulary

_OBSERVER = "observer"


class Known(StrEnum):
    """Whether something is so, as far as dates tell."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Period:
    """A row of memberships.csv as days. None: it is not known since when, or it has not ended.

    The day on which a membership ended belongs to neither side: rows do not say at which hour.
    """

    membership: Membership
    began: tuple[dt.date, dt.date] | None
    ended: tuple[dt.date, dt.date] | None

    def holds(self, first: dt.date, last: dt.date, *, begun: bool) -> Known:
        """Whether it held from `first` to `last`, both included.

        `begun`: take it that a membership without a beginning had begun.
        """
        if self.ended is not None and first > self.ended[1]:
            return Known.NO
        if self.began is not None and last < self.began[0]:
            return Known.NO
        since = begun if self.began is None else first >= self.began[1]
        until = self.ended is None or last < self.ended[0]
        return Known.YES if since and until else Known.UNSURE

    def longer(self, months: int) -> "Period":
        """As it binds where a State stays bound for some months after it left."""
        if self.ended is None or not months:
            return self
        first, last = (months_later(day, months) for day in self.ended)
        return Period(self.membership, self.began, (first, last))


def periods(
    known: Vocabulary, organisation: str, country: str, *, observers: bool
) -> tuple[Period, ...]:
    """The memberships of a State in an organisation, in the order of the file."""
    return tuple(
        period
        for period in _by_state(known).get((organisation, country), ())
        if observers or period.membership.status != _OBSERVER
    )


def holding(
    periods: Sequence[Period], first: dt.date, last: dt.date, *, begun: bool
) -> tuple[Known, Period | None]:
    """Whether one of these held from `first` to `last`, and the one that says so."""
    told = [(period.holds(first, last, begun=begun), period) for period in periods]
    for wanted in (Known.YES, Known.UNSURE):
        for found, period in told:
            if found is wanted:
                return found, period
    return Known.NO, periods[-1] if periods else None


@lru_cache(maxsize=4)
def _by_state(known: Vocabulary) -> Mapping[tuple[str, str], tuple[Period, ...]]:
    by_state: dict[tuple[str, str], tuple[Period, ...]] = {}
    for row in known.memberships:
        key = (row.organisation, row.iso3)
        period = Period(row, _days(row.since), _days(row.until))
        by_state[key] = (*by_state.get(key, ()), period)
    return by_state


def _days(written: str) -> tuple[dt.date, dt.date] | None:
    if not written:
        return None
    date = PartialDate.parse(written)
    return date.first_day(), date.last_day()
