"""A month of a calendar: what takes place on each of its days."""

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish import dates
from liaison.publish.agenda import Asked
from liaison.publish.dates import Dated

MOST = 400  # activities of one month that a page shows
MOST_GOING_ON = 5  # of a day that began on another: more are counted
_MONTH = dt.timedelta(days=31)  # what lasts longer stands above the days, not on each of them
_OFF = ("cancelled", "postponed")  # nothing goes on


@dataclass(frozen=True, slots=True)
class GoingOn:
    """An activity on a later day than its first: on the day `number` of `total`, from 1."""

    one: Dated
    number: int
    total: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; `dated` begins on it, or on the first of the month goes on from before.

    `going_on` began earlier in the month; so do `more`, for which there is no room.
    """

    date: dt.date
    dated: Sequence[Dated]
    going_on: Sequence[GoingOn]
    more: int

    @property
    def free(self) -> bool:
        """Whether nothing takes place on it."""
        return not (self.dated or self.going_on)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its days, and what is known to take place in it, or in its year, on no known day.

    `long` lasts longer than a month, and is on no day. `column`: of its first day in a week that
    begins on the day of the page's language, from 1.
    """

    first: dt.date
    column: int
    days: Sequence[Day]
    long: Sequence[Dated]
    some_day: Sequence[Dated]
    some_month: Sequence[Dated]
    more: bool

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known for it."""
        vague = self.long or self.some_day or self.some_month
        return not (vague or any(day.dated for day in self.days))

    @property
    def name(self) -> str:
        """YYYY-MM."""
        return f"{self.first:%Y-%m}"


def month_of(asked: Asked, today: dt.date, first_weekday: int) -> Month:
    """The month that is asked for, or that of today. `first_weekday`: 0 is Monday."""
    wanted = asked if asked.month else asked.in_month(f"{today:%Y-%m}")
    first, last = wanted.span(today)
    rows = list(wanted.rows_in_time(today)[: MOST + 1])
    known = dates.told(rows[:MOST])
    exact = [one for one in known if one.exact and one.first_day is not None]
    vague = [one for one in known if not one.exact]
    count = calendar.monthrange(first.year, first.month)[1]
    return Month(
        first=first,
        column=(first.weekday() - first_weekday) % 7 + 1,
        days=_days(first, count, [one for one in exact if not _is_long(one)]),
        long=[one for one in exact if _is_long(one)],
        some_day=[one for one in vague if _within(one, first, last)],
        some_month=[one for one in vague if not _within(one, first, last)],
        more=len(rows) > MOST,
    )


def _days(first: dt.date, count: int, known: Sequence[Dated]) -> list[Day]:
    """The days of a month; what lasts several of them is on each, in full on the first of them."""
    days = [first + dt.timedelta(days=at) for at in range(count)]
    begins: dict[dt.date, list[Dated]] = {}
    goes_on: dict[dt.date, list[GoingOn]] = {}
    for one in known:
        start, end = _span_of(one)
        shown_from = max(start, first)
        begins.setdefault(shown_from, []).append(one)
        total = (end - start).days + 1
        for at in range(1, (min(end, days[-1]) - shown_from).days + 1):
            day = shown_from + dt.timedelta(days=at)
            goes_on.setdefault(day, []).append(GoingOn(one, (day - start).days + 1, total))
    return [
        Day(
            day,
            begins.get(day, ()),
            goes_on.get(day, ())[:MOST_GOING_ON],
            max(len(goes_on.get(day, ())) - MOST_GOING_ON, 0),
        )
        for day in days
    ]


def _span_of(one: Dated) -> tuple[dt.date, dt.date]:
    """Its first and last day; what was called off goes on on no other day."""
    start = one.first_day or dt.date.min
    end = start if one.status in _OFF else one.last_day or start
    return start, max(start, end)


def _is_long(one: Dated) -> bool:
    start, end = _span_of(one)
    return end - start >= _MONTH


def _within(one: Dated, first: dt.date, last: dt.date | None) -> bool:
    """Whether it takes place on some day of a month, rather than in some month."""
    starts = PartialDate.parse(one.starts or one.ends)
    return starts.precision is not Precision.YEAR and (
        one.first_day is not None and last is not None and first <= one.first_day <= last
    )
