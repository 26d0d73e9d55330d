"""A calendar as it is asked for: which visits, sessions, hearings, events and calls, and when."""

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
from liaison.publish.errors import MistakenQuery, Offer
from liaison.publish.parameters import one_of, one_value, with_values
from liaison.publish.question import check_span, read_date
from liaison.publish.sentences import isolated

SELECTING = ("kind", "mechanism", "country")
OF_MONTH = (*SELECTING, "month")
OF_LIST = (*SELECTING, "since", "until", "page")
OF_FILE = (*SELECTING, "month", "since", "until")
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
        rows = self.rows().filter(last_day__gte=first, first_day__gte=_before(first))
        if last is not None:
            rows = rows.filter(first_day__lte=last)
        return rows.order_by("first_day", "pk")

    def span(self, today: dt.date) -> tuple[dt.date, dt.date | None]:
        """Its first and last day; without a first, all that was until the last."""
        if self.month:
            known = PartialDate.parse(self.month)
            return known.first_day(), known.last_day()
        last = PartialDate.parse(self.until).last_day() if self.until else None
        if self.since:
            return PartialDate.parse(self.since).first_day(), last
        return today - _LOOK_BACK if last is None else dt.date.min, last


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


def _following(first: dt.date) -> dt.date:
    return (first + dt.timedelta(days=31)).replace(day=1)


def _before(first: dt.date) -> dt.date:
    """The first day of whatever may last until this one; the first of all days has none before."""
    return first - _LONGEST if first - dt.date.min > _LONGEST else dt.date.min


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
