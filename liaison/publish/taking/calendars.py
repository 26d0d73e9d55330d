"""iCalendar (RFC 5545, RFC 7986): the activities that the documents of a selection tell of.

A calendar program knows days and hours, not "in March 2012": what is known to the month or year
alone stands as an event of all its days that says so, takes up nobody's time, and whose summary
names the month or year. What has no date at all is a journal entry, which may stand without one.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, Journal, Timezone, TimezoneStandard

from liaison.catalogue.models import Activity, Telling
from liaison.design.written import comma, written_date
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish import labels
from liaison.publish.names import without_names
from liaison.publish.taking.clean import fit, one_line
from liaison.publish.taking.reference import rehearsal_words
from liaison.publish.taking.rows import Site, Taken
from liaison.publish.urns import identifier

_PAGES = 10  # documents that an event names
_DAY = dt.timedelta(days=1)
_SINCE = dt.datetime(1970, 1, 1)  # noqa: DTZ001 (RFC 5545 wants local time here)
# What a calendar program can be told; "planned" and what is not said stay unsaid.
_STATUS = {
    "cancelled": "CANCELLED",
    "postponed": "TENTATIVE",
    "tentative": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "under_way": "CONFIRMED",
    "done": "CONFIRMED",
}
_OFF = ("cancelled", "postponed")


@dataclass(frozen=True, slots=True)
class About:
    """The calendar as a whole: its name, its own address, that of the page."""

    name: str
    address: str
    page: str


@dataclass(slots=True)
class _Met:
    """Which rows were met, a bit each: a set of numbers would take hundreds of times more."""

    bits: bytearray = field(default_factory=bytearray)

    def add(self, row: int) -> bool:
        """Whether it is met for the first time."""
        at, bit = row >> 3, 1 << (row & 7)
        if at >= len(self.bits):
            self.bits.extend(bytes(at + 1 - len(self.bits)))
        fresh = not self.bits[at] & bit
        self.bits[at] |= bit
        return fresh


@dataclass(frozen=True, slots=True)
class _Told:
    """When an activity was last heard of, and who tells of it, the last told first."""

    seen_at: dt.datetime
    documents: Sequence[str]


def write_calendar(
    batches: Iterable[Sequence[Taken]],
    kinds: Collection[str],
    about: About,
    site: Site,
    path: Path,
) -> None:
    """Write the calendar of what these entries tell; of some `kinds` alone, where any are named.

    An activity that many documents tell of stands in it once.
    """
    met = _Met()
    fresh = ([row for row in _activities(batch, kinds) if met.add(row.pk)] for batch in batches)
    write_activities(fresh, about, site, path)


def write_activities(
    batches: Iterable[Sequence[Activity]], about: About, site: Site, path: Path
) -> None:
    """Write the calendar of these activities, a batch at a time."""
    head, end = _frame(about, site)
    with path.open("wb") as out:
        out.write(head)
        for rows in batches:
            told = _told(rows)
            out.writelines(
                _event(row, told[row.pk], site).to_ical() for row in rows if row.pk in told
            )
        out.write(end)


def _frame(about: About, site: Site) -> tuple[bytes, bytes]:
    """All that stands before the first event, and all after the last."""
    calendar = Calendar()
    name = f"{_('Rehearsal.')} {about.name}" if site.invented else about.name
    calendar.add("prodid", "-//Liaison//Liaison//EN")
    calendar.add("version", "2.0")
    calendar.add("uid", identifier(f"calendar {about.address}"))
    for key in ("name", "x-wr-calname"):
        calendar.add(key, one_line(name))
    if site.invented:
        for key in ("description", "x-wr-caldesc"):
            calendar.add(key, rehearsal_words())
    calendar.add("url", about.page)
    calendar.add("refresh-interval", _DAY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    # RFC 5545 knows no calendar without a component, and a selection may be empty.
    calendar.add_component(_utc())
    written = calendar.to_ical()
    end = b"END:VCALENDAR\r\n"
    return written.removesuffix(end), end


def _utc() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", _SINCE)
    standard.add("tzoffsetfrom", dt.timedelta())
    standard.add("tzoffsetto", dt.timedelta())
    zone.add_component(standard)
    return zone


def _activities(batch: Sequence[Taken], kinds: Collection[str]) -> list[Activity]:
    documents = [row.pk for one in batch for row in one.documents]
    told = Telling.objects.filter(document__in=documents).values("activity")
    rows = Activity.objects.filter(pk__in=told, shown=True)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return list(rows.order_by("-first_day", "-pk"))


def _told(rows: Sequence[Activity]) -> Mapping[int, _Told]:
    found: dict[int, tuple[list[dt.datetime], dict[str, None]]] = {}
    tellings = Telling.objects.filter(activity__in=rows, document__withdrawn=False)
    for pk, seen_at, document in tellings.order_by("activity", "-told_on", "-pk").values_list(
        "activity_id", "seen_at", "document__identifier"
    ):
        seen, documents = found.setdefault(pk, ([], {}))
        seen.append(seen_at)
        documents[document] = None
    return {
        pk: _Told(max(seen), list(documents)[:_PAGES]) for pk, (seen, documents) in found.items()
    }


def _event(row: Activity, told: _Told, site: Site) -> Component:
    event: Component = Event() if row.first_day is not None else Journal()
    kind = labels.activity(row.kind, site.language).text
    event.add("uid", identifier(f"activity {row.identifier}"))
    event.add("dtstamp", told.seen_at)
    event.add("last-modified", told.seen_at)
    if row.first_day is not None:
        event.add("dtstart", row.first_day)
        event.add("dtend", max(row.last_day or row.first_day, row.first_day) + _DAY)
        event.add("transp", "TRANSPARENT")
    event.add("summary", _summary(row, kind, site))
    event.add("description", "\n".join(_description(row, told, site)))
    event.add("categories", [kind])
    if place := _place(row, site):
        event.add("location", place)
    if row.status in _STATUS and (row.first_day is not None or row.status == "cancelled"):
        event.add("status", _STATUS[row.status])
    event.add("x-liaison-status", row.status)
    event.add("x-liaison-dates", f"{row.starts}/{row.ends}" if row.ends else row.starts)
    event.add("url", site.page(told.documents[0]))
    return event


def _summary(row: Activity, kind: str, site: Site) -> str:
    """What, where, and how sure: as much as is seen without opening it."""
    parts = (
        [f"{labels.activity_status(row.status, site.language).text}:"] if row.status in _OFF else []
    )
    parts.append(f"{kind}:" if row.title else kind)
    parts.append(one_line(without_names(row.title)))
    if row.first_day is not None and not _is_exact(row):
        parts.append(f"({_dates(row, site)})")
    if site.invented:
        parts.insert(0, _("Rehearsal."))
    return " ".join(part for part in parts if part)


def _description(row: Activity, told: _Told, site: Site) -> Iterator[str]:
    if site.invented:
        yield rehearsal_words()
    names = [labels.mechanism(code, site.language).text for code in row.mechanisms]
    if names:
        yield f"{comma(site.language)} ".join(map(one_line, names))
    yield labels.activity_status(row.status, site.language).text
    yield _dates(row, site) or _("date not known")
    if row.first_day is not None and not _is_exact(row):
        yield _("The day is not known: the event stands on all days that it may be.")
    yield from (site.page(document) for document in told.documents)


def _dates(row: Activity, site: Site) -> str:
    written = [
        written_date(PartialDate.parse(date), site.language)
        for date in (row.starts, row.ends)
        if date
    ]
    return " – ".join(dict.fromkeys(written))


def _is_exact(row: Activity) -> bool:
    known = [PartialDate.parse(date).precision for date in (row.starts, row.ends) if date]
    return bool(known) and all(precision is Precision.DAY for precision in known)


def _place(row: Activity, site: Site) -> str:
    names = [labels.country(code, site.language).text for code in row.countries]
    return fit(
        f"{comma(site.language)} ".join(filter(None, [one_line(without_names(row.place)), *names]))
    )
