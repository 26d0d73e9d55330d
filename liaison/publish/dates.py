"""Visits, sessions, hearings, events and calls as pages show them: what, when, where, who tells."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from liaison.catalogue.models import Activity, Telling
from liaison.design.written import written_date
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish.names import without_names
from liaison.vocabulary import load

VISIT = "country_visit"


@dataclass(frozen=True, slots=True)
class Dated:
    """One activity. `document` is the identifier of the one that told of it last.

    `starts` and `ends` are ISO 8601, as precise as they are known; `exact`: to the day.
    """

    identifier: str
    kind: str
    status: str
    title: str
    title_language: str
    mechanisms: Sequence[str]
    countries: Sequence[str]
    place: str
    starts: str
    ends: str
    first_day: dt.date | None
    last_day: dt.date | None
    exact: bool
    document: str

    def days(self, language: str) -> str:
        """2 April 2024 – 9 April 2024, April 2024, or "" where nothing is known."""
        known = [PartialDate.parse(date) for date in (self.starts, self.ends) if date]
        return " – ".join(dict.fromkeys(written_date(date, language) for date in known))


def shown() -> QuerySet[Activity]:
    """All that a document tells of which is not withdrawn."""
    return Activity.objects.filter(shown=True)


def of_country(code: str) -> QuerySet[Activity]:
    """Those that a document says take place in a country."""
    told = Telling.objects.filter(
        kind__in=list(load().activity_types), country=code, document__withdrawn=False
    )
    return shown().filter(pk__in=told.values("activity"))


def of_mechanism(rows: QuerySet[Activity], code: str) -> QuerySet[Activity]:
    """Those of some that a document of a mechanism tells of."""
    return rows.annotate(of=Cast("mechanisms", TextField())).filter(of__contains=f'"{code}"')


def ahead(rows: QuerySet[Activity], today: dt.date) -> QuerySet[Activity]:
    """What is still to come or under way of some, the next first."""
    return rows.filter(first_day__gte=today).order_by("first_day", "pk")


def begun(rows: QuerySet[Activity], today: dt.date) -> QuerySet[Activity]:
    """What has begun of some, the last first."""
    return rows.filter(first_day__lt=today).order_by("-first_day", "-pk")


def told(rows: Iterable[Activity]) -> list[Dated]:
    """With who tells of each; without those that nobody tells of any more."""
    return told_of_each(rows)[0]


def told_of_each(*lists: Iterable[Activity]) -> list[list[Dated]]:
    """The same of several lists at once."""
    found = [list(rows) for rows in lists]
    tellers = _tellers({row.pk for rows in found for row in rows})
    return [[_dated(row, tellers[row.pk]) for row in rows if row.pk in tellers] for rows in found]


def _tellers(pks: Collection[int]) -> Mapping[int, str]:
    rows = Telling.objects.filter(activity__in=pks, document__withdrawn=False)
    ordered = rows.order_by("told_on", "pk").values_list("activity_id", "document__identifier")
    return dict(ordered)


def _dated(row: Activity, document: str) -> Dated:
    known = [PartialDate.parse(date).precision for date in (row.starts, row.ends) if date]
    return Dated(
        identifier=row.identifier,
        kind=row.kind,
        status=row.status,
        title=without_names(row.title),
        title_language=row.title_language,
        mechanisms=row.mechanisms,
        countries=row.countries,
        place=without_names(row.place),
        starts=row.starts,
        ends=row.ends,
        first_day=row.first_day,
        last_day=row.last_day,
        exact=bool(known) and all(precision is Precision.DAY for precision in known),
        document=document,
    )
