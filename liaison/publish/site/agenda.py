"""The calendar: a month, a list, and both to take along."""

import csv
import datetime as dt
import io
import itertools
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Activity
from liaison.design.addresses import address
from liaison.design.written import weekdays, written_month
from liaison.kernel.clock import utc_now
from liaison.publish import agenda, dates, labels, schema_org, wording
from liaison.publish.agenda import FACETS, OF_FILE, OF_LIST, OF_MONTH, Asked
from liaison.publish.choices import Choice, choice
from liaison.publish.month import month_of
from liaison.publish.parameters import allow_only, whole_number
from liaison.publish.taking.answering import as_file, head_alone
from liaison.publish.taking.calendars import About, write_activities
from liaison.publish.taking.clean import harmless
from liaison.publish.taking.formats import BY_EXTENSION
from liaison.publish.taking.rows import Site, site_of

_PAGE = 50
_LAST_PAGE = 200
_BATCH = 500
_NAME = "liaison-calendar"
_COLUMNS = (
    "identifier",
    "kind",
    "status",
    "starts",
    "ends",
    "title",
    "title_language",
    "mechanisms",
    "countries",
    "place",
    "page",
)


def month_page(request: HttpRequest) -> HttpResponse:
    """`/en/calendar`: a month of visits, sessions, hearings, events and calls."""
    allow_only(request.GET, OF_MONTH)
    asked = agenda.read(request.GET)
    today = utc_now().date()
    language = get_language() or "en"
    first_weekday, names = weekdays(language)
    shown = month_of(asked, today, first_weekday)
    earlier, later = agenda.nearest(asked, shown.first) if shown.empty else ("", "")
    return render(
        request,
        "publish/calendar.html",
        {
            **_common(request, asked, _("Calendar")),
            "month": shown,
            "month_name": written_month(shown.first, language),
            "weekdays": names,
            "today": today,
            "this_month": f"{today:%Y-%m}" == shown.name,
            "before": _turned(asked, agenda.turned(shown.first, -1, today), language),
            "after": _turned(asked, agenda.turned(shown.first, 1, today), language),
            "present": asked.in_month("").query(),
            "earlier": _turned(asked, earlier, language),
            "later": _turned(asked, later, language),
        },
    )


def list_page(request: HttpRequest) -> HttpResponse:
    """`/en/calendar/list`: what is to come, the next first, or a span of dates."""
    allow_only(request.GET, OF_LIST)
    asked = agenda.read(request.GET)
    page = whole_number(request.GET, "page", default=1, highest=_LAST_PAGE)
    today = utc_now().date()
    rows = asked.rows_in_time(today)
    if not (asked.since or asked.until):
        rows = rows.filter(last_day__gte=today)
    first = (page - 1) * _PAGE
    found = list(rows[first : first + _PAGE + 1])
    query = asked.query()
    return render(
        request,
        "publish/calendar_list.html",
        {
            **_common(request, asked, _("Calendar as a list")),
            "dated_list": dates.told(found[:_PAGE]),
            "page_number": page,
            "previous": _on(query, page - 1) if page > 1 else "",
            "next": _on(query, page + 1) if len(found) > _PAGE and page < _LAST_PAGE else "",
        },
    )


def calendar_file(request: HttpRequest) -> HttpResponseBase:
    """`/en/calendar.ics`: the same to subscribe to; without dates, from a year ago on."""
    allow_only(request.GET, OF_FILE)
    asked = agenda.read(request.GET)
    form = BY_EXTENSION["ics"]
    if request.method == "HEAD":
        return head_alone(form, _NAME)
    site = site_of(request)
    rows = asked.rows_in_time(utc_now().date())
    about = About(
        name=_("Liaison: %(words)s") % {"words": _title(asked)},
        address=f"calendar?{asked.query()}",
        page=f"{site.origin}{_with(address('calendar'), asked.in_month(asked.month).query())}",
    )
    return as_file(form, lambda path: write_activities(_batches(rows), about, site, path), _NAME)


def calendar_table(request: HttpRequest) -> HttpResponse:
    """`/en/calendar.csv`: the same as a table; without dates, from a year ago on."""
    allow_only(request.GET, OF_FILE)
    asked = agenda.read(request.GET)
    site = site_of(request)
    rows = asked.rows_in_time(utc_now().date())
    out = io.StringIO()
    out.write("\ufeff")  # without it, Excel reads UTF-8 as something else
    table = csv.writer(out)
    table.writerow(_COLUMNS)
    for batch in _batches(rows):
        table.writerows(_cells(one, site) for one in dates.told(batch))
    answer = HttpResponse(out.getvalue(), content_type=BY_EXTENSION["csv"].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{_NAME}.csv"'
    return answer


def _cells(one: dates.Dated, site: Site) -> list[str]:
    values = (
        one.identifier,
        one.kind,
        one.status,
        one.starts,
        one.ends,
        one.title,
        one.title_language,
        "; ".join(one.mechanisms),
        "; ".join(one.countries),
        one.place,
        site.page(one.document),
    )
    return [harmless(value) for value in values]


def _batches(rows: QuerySet[Activity]) -> Iterator[list[Activity]]:
    """All of them, in memory that does not grow."""
    going = rows.iterator(_BATCH)
    while batch := list(itertools.islice(going, _BATCH)):
        yield batch


def _common(request: HttpRequest, asked: Asked, name: str) -> dict[str, Any]:
    narrowed = asked.in_month("")
    return {
        "described": schema_org.listing(request, name),
        "asked": asked,
        "title": _title(asked),
        "choices": _choices(asked),
        "all_dates": narrowed.query(),
        "as_month": _with(address("calendar"), narrowed.query()),
        "as_list": _with(address("calendar-list"), narrowed.query()),
        "ics": _with(address("calendar-ics"), narrowed.query()),
        "csv": _with(address("calendar-csv"), asked.query()),
        "in_api": _with(address("api-activities"), narrowed.query()),
    }


def _choices(asked: Asked) -> list[Choice]:
    language = get_language() or "en"
    offered = agenda.offered()
    return [
        choice(
            name,
            _("Kind") if name == "kind" else wording.facet(facet),
            facet,
            getattr(asked, name),
            offered[name],
            language,
        )
        for name, facet in FACETS.items()
    ]


def _title(asked: Asked) -> str:
    """What it is narrowed to, in words."""
    language = get_language() or "en"
    named = [
        labels.of(facet, value, language).text
        for name, facet in FACETS.items()
        if (value := getattr(asked, name))
    ]
    return " · ".join(named) or _("all dates")


def _turned(asked: Asked, month: str, language: str) -> tuple[str, str]:
    """The query and the name of another month; empty where there is none."""
    if not month:
        return "", ""
    name = written_month(dt.date.fromisoformat(f"{month}-01"), language)
    return asked.in_month(month).query(), name


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def _on(query: str, page: int) -> str:
    return f"{query}&page={page}" if query else f"page={page}"
