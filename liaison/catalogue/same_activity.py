"""Whether two documents tell of one activity, and what several say of it together. No database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from liaison.kernel.partial_date import PartialDate

_ADJACENT = dt.timedelta(days=3)  # a correction moves a visit by so little
_ANNOUNCED_BEFORE = dt.timedelta(days=400)
_ANNOUNCED_LATE = dt.timedelta(days=31)
_REPORTED_AFTER = dt.timedelta(days=120)
# Of these a mechanism has many at once: sharing its days does not make two of them one.
OF_A_CASE = ("trial", "trial_observation", "hearing")
_BY_TITLE = ("event", "call_for_input")
_TOGETHER = ("country_visit", "trial_observation", "hearing", "event")  # by several mechanisms
_ALIKE = 0.5  # share of the words of the shorter title
_OVER = ("done", "under_way")
OFF = ("postponed", "cancelled")
# Where one document says several, the one that says most.
STRENGTH = ("cancelled", "postponed", "done", "under_way", "confirmed", "planned", "tentative")


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says of an activity.

    `starts` and `ends` are partial dates or ""; `references` are the canonical keys that the
    document bears and cites, `words` those of its title, in lower case.
    """

    document: str
    kind: str
    mechanism: str
    country: str
    starts: str
    ends: str
    status: str
    told_on: dt.date
    seen_at: dt.datetime
    place: str = ""
    language: str = ""
    references: frozenset[str] = field(default_factory=frozenset)
    words: frozenset[str] = field(default_factory=frozenset)

    @property
    def first_day(self) -> dt.date | None:
        """The earliest day on which it may begin; of a deadline, that day."""
        said = self.starts or self.ends
        return PartialDate.parse(said).first_day() if said else None

    @property
    def last_day(self) -> dt.date | None:
        """The latest day on which it may end."""
        said = self.ends or self.starts
        return PartialDate.parse(said).last_day() if said else None

    @property
    def near_day(self) -> dt.date:
        """The day by which it is looked for."""
        return self.first_day or self.told_on


@dataclass(frozen=True, slots=True)
class Together:
    """What the documents of one activity say of it together."""

    starts: str
    ends: str
    status: str
    place: str
    first_day: dt.date | None = None
    last_day: dt.date | None = None


def window(one: Told) -> tuple[dt.date, dt.date]:
    """Between which near days another telling of the same activity lies."""
    if one.first_day is None:
        return one.told_on - _ANNOUNCED_BEFORE, one.told_on + _ANNOUNCED_BEFORE
    last = one.last_day or one.first_day
    return one.first_day - _ANNOUNCED_BEFORE, last + _REPORTED_AFTER


def same(one: Told, other: Told) -> bool:
    """Whether both tell of one activity: same kind, country and mechanism, and days that touch.

    Of a visit that several mechanisms make together, the days have to be the same. Of what a
    mechanism has many at once (trials, hearings), both documents have to bear or cite one
    reference; of events and calls, their titles in one language have to be alike.
    """
    if (one.kind, one.country) != (other.kind, other.country):
        return False
    if one.document == other.document:
        return _near(one, other) or one.status in OFF or other.status in OFF
    if not one.mechanism or one.mechanism != other.mechanism:
        together = one.kind in _TOGETHER and bool(one.country)
        if not together or not _same_days(one, other):
            return False
    if one.kind in OF_A_CASE and not one.references & other.references:
        return False
    if one.kind in _BY_TITLE and one.language == other.language and not _alike(one, other):
        return False
    return _near(one, other)


def _same_days(one: Told, other: Told) -> bool:
    days = (one.starts, one.ends)
    return days == (other.starts, other.ends) and all(len(day) == len("2012-03-15") for day in days)


def _alike(one: Told, other: Told) -> bool:
    shorter = min(len(one.words), len(other.words))
    return shorter > 0 and len(one.words & other.words) >= _ALIKE * shorter


def _near(one: Told, other: Told) -> bool:
    if one.first_day is None and other.first_day is None:
        return abs(one.told_on - other.told_on) <= _REPORTED_AFTER
    if one.first_day is None or other.first_day is None:
        undated, dated = (one, other) if one.first_day is None else (other, one)
        return _fits(undated, dated)
    first, last = one.first_day, one.last_day or one.first_day
    other_last = other.last_day or other.first_day
    return first <= other_last + _ADJACENT and other.first_day <= last + _ADJACENT


def _fits(undated: Told, dated: Told) -> bool:
    """Whether what is told without days can be what is told with them."""
    first, last = dated.near_day, dated.last_day or dated.near_day
    if undated.status in _OVER:
        return first <= undated.told_on <= last + _REPORTED_AFTER
    return -_ANNOUNCED_LATE <= first - undated.told_on <= _ANNOUNCED_BEFORE


def together(tellings: Sequence[Told]) -> Together:
    """Dates and status as told last. What a postponement puts off no longer counts as the dates.

    Days are kept where a later document names only their month or year, unless it was put off
    since. Raises ValueError for no telling at all.
    """
    ordered = sorted(tellings, key=lambda one: (one.told_on, one.seen_at, one.document))
    latest = [one for one in ordered if one.document == ordered[-1].document]
    status = min((one.status for one in latest), key=STRENGTH.index)
    dated = _dated(ordered)
    places = [one.place for one in ordered if one.place]
    return Together(
        starts=dated.starts if dated else "",
        ends=dated.ends if dated else "",
        status=status,
        place=places[-1] if places else "",
        first_day=dated.first_day if dated else None,
        last_day=dated.last_day if dated else None,
    )


def _dated(ordered: Sequence[Told]) -> Told | None:
    """The telling whose dates hold."""
    put_off = max(
        ((one.told_on, one.seen_at) for one in ordered if one.status == "postponed"), default=None
    )
    dated = [one for one in ordered if one.first_day is not None]
    since = [
        one
        for one in dated
        if one.status != "postponed" and (put_off is None or (one.told_on, one.seen_at) >= put_off)
    ]
    for some in (since, [one for one in dated if one.status != "cancelled"], dated):
        if some:
            precise = max(len(one.starts or one.ends) for one in some)
            return [one for one in some if len(one.starts or one.ends) == precise][-1]
    return None
