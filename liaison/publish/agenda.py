"""A calendar as it is asked for: which visits, sessions, hearings, events and calls, and when."""

import calendar
import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Activity, Telling
from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.kernel.partial_date import EARLIEST, PartialDate, Precision
from liaison.publish import dates, labels
from liaison.publish.counting import kept
from liaison.publish.dates import Dated
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.parameters import one_of, one_value, with_values
from liaison.publish.question import check_span, read_date
from liaison.publish.sentences import isolated

SELECTING = ("kind", "mechanism", "country")
OF_MONTH = (*SELECTING, "month")
OF_LIST = (*SELECTING, "since", "until", "page")
OF_FILE = (*SELECTING, "month", "since", "until")
MOST = 400  # activities of one month that a page shows
AHEAD = 5  # years that a calendar can be turned forward
_LONGEST = dt.timedelta(days=400)  # that anything is taken to last
_LOOK_BACK = dt.timedelta(days=366)  # where nobody says since when
FACETS = {"kind": Facet.ACTIVITY, "mechanism": Facet.MECHANISM, "country": Facet.COUNTRY}


@dataclass(frozen=True, slots=True)
class Asked:
    """A selection of activities: of a kind, mechanism or country, in a month or a span of dates.

    "" does not narrow; `month` is YYYY-MM, `since` and `until` are ISO 8601, both included.
    """

    kind: str = ""
    mechanism: str = ""
    country: str = ""
    month: str = ""
    since: str = ""
    until: str = ""

    def query(self) -> str:
        """The query string that is read as this."""
        return with_values(dataclasses.asdict(self))

    def in_month(self, month: str) -> "Asked":
        """The same kind, mechanism and country, in a month; "" for the present one."""
        return dataclasses.replace(self, month=month, since="", until="")

    @property
    def is_narrowed(self) -> bool:
        """Whether it is of a kind, mechanism or country."""
        return bool(self.kind or self.mechanism or self.country)

    def rows(self) -> QuerySet[Activity]:
        """All of its kind, mechanism and country, whenever."""
        rows = dates.of_country(self.country) if self.country else dates.shown()
        if self.kind:
            rows = rows.filter(kind=self.kind)
        return dates.of_mechanism(rows, self.mechanism) if self.mechanism else rows

    def rows_in_time(self, today: dt.date) -> QuerySet[Activity]:
        """Those in its month or span; from a year ago on where it names none. The first first."""
        first, last = self.span(today)
        rows = self.rows().filter(last_day__gte=first, first_day__gte=first - _LONGEST)
        if last is not None:
            rows = rows.filter(first_day__lte=last)
        return rows.order_by("first_day", "pk")

    def span(self, today: dt.date) -> tuple[dt.date, dt.date | None]:
        """Its first and last day."""
        if self.month:
            known = PartialDate.parse(self.month)
            return known.first_day(), known.last_day()
        first = PartialDate.parse(self.since).first_day() if self.since else today - _LOOK_BACK
        return first, PartialDate.parse(self.until).last_day() if self.until else None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month; `dated` begins on it, or on the first of the month goes on from before."""

    date: dt.date
    dated: Sequence[Dated]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its days, and what is known to take place in it, or in its year, on no known day.

    `column`: of its first day in a week that begins on the day of the page's language, from 1.
    """

    first: dt.date
    column: int
    days: Sequence[Day]
    some_day: Sequence[Dated]
    some_month: Sequence[Dated]
    more: bool

    @property
    def empty(self) -> bool:
        """Whether nothing at all is known for it."""
        return not (self.some_day or self.some_month or any(day.dated for day in self.days))

    @property
    def name(self) -> str:
        """YYYY-MM."""
        return f"{self.first:%Y-%m}"


def read(given: QueryDict) -> Asked:
    """The selection of an address. Raises MistakenQuery for what cannot be understood."""
    language = get_language() or "en"
    said: dict[str, str] = {}
    for name, facet in FACETS.items():
        if value := one_value(given, name):
            said[name] = one_of(
                name,
                value,
                labels.values_of(facet),
                lambda code, facet=facet: labels.of(facet, code, language).text,  # type: ignore[misc]
            )
    month, since, until = _month(given), read_date(given, "since"), read_date(given, "until")
    check_span(since, until)
    if month and (since or until):
        raise MistakenQuery(
            _("A month and a span of dates are asked for at once."),
            _("Keep one of them."),
            offers=[Offer({"since": (), "until": ()}), Offer({"month": ()})],
            parameter="month",
        )
    return Asked(**said, month=month, since=since, until=until)


def month(asked: Asked, today: dt.date, first_weekday: int) -> Month:
    """The month that is asked for, or that of today. `first_weekday`: 0 is Monday."""
    wanted = asked if asked.month else asked.in_month(f"{today:%Y-%m}")
    first, last = wanted.span(today)
    rows = list(wanted.rows_in_time(today)[: MOST + 1])
    known = dates.told(rows[:MOST])
    by_day: dict[dt.date, list[Dated]] = {}
    for one in known:
        if one.exact and one.first_day is not None:
            by_day.setdefault(max(one.first_day, first), []).append(one)
    vague = [one for one in known if not one.exact]
    count = calendar.monthrange(first.year, first.month)[1]
    days = [first + dt.timedelta(days=at) for at in range(count)]
    return Month(
        first=first,
        column=(first.weekday() - first_weekday) % 7 + 1,
        days=[Day(day, by_day.get(day, ())) for day in days],
        some_day=[one for one in vague if _within(one, first, last)],
        some_month=[one for one in vague if not _within(one, first, last)],
        more=len(rows) > MOST,
    )


def nearest(asked: Asked, first: dt.date) -> tuple[str, str]:
    """The months nearest to one, before and after, in which something begins; "" where none is."""
    rows = asked.rows()
    before = rows.filter(first_day__lt=first).order_by("-first_day").values_list("first_day")
    after = rows.filter(first_day__gte=_following(first)).order_by("first_day")
    found = [before.first(), after.values_list("first_day").first()]
    earlier, later = (f"{row[0]:%Y-%m}" if row else "" for row in found)
    return earlier, later


def turned(first: dt.date, by: int, today: dt.date) -> str:
    """The month before (-1) or after (1); "" beyond what a calendar can be turned to."""
    other = _following(first) if by > 0 else (first - dt.timedelta(days=1)).replace(day=1)
    return f"{other:%Y-%m}" if EARLIEST <= other.year <= today.year + AHEAD else ""


def offered() -> Mapping[str, Sequence[str]]:
    """The kinds, mechanisms and countries that something is known of."""
    return kept("calendar-values", _offered)


def _offered() -> dict[str, list[str]]:
    told = Telling.objects.filter(document__withdrawn=False)
    found = {}
    for name in SELECTING:
        values = told.exclude(**{name: ""}).order_by(name).values_list(name, flat=True)
        found[name] = list(values.distinct())
    return found


def _within(one: Dated, first: dt.date, last: dt.date | None) -> bool:
    """Whether it takes place on some day of a month, rather than in some month."""
    starts = PartialDate.parse(one.starts or one.ends)
    return starts.precision is not Precision.YEAR and (
        one.first_day is not None and last is not None and first <= one.first_day <= last
    )


def _following(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)


def _month(given: QueryDict) -> str:
    value = read_date(given, "month")
    if not value:
        return ""
    known = PartialDate.parse(value)
    highest = utc_now().year + AHEAD
    if known.precision is Precision.MONTH and EARLIEST <= known.first_day().year <= highest:
        return value
    raise MistakenQuery(
        _("“%(value)s” is not a month that this calendar has.") % {"value": isolated(value)},
        _("Write it as %(month)s.") % {"month": isolated("2012-03")},
        offers=[Offer({"month": ()})],
        parameter="month",
    )
