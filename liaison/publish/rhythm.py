"""When a source published what the record has of it: year by year, and its silences.

Dates are known to the day, the month or the year. A silence is a time in which surely nothing dated
was published: a document of 2019, no more is known, may stand on any day of that year.
"""

import datetime as dt
import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from liaison.catalogue.models import Document
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish import queries
from liaison.publish.counting import kept

SHOWN = 5  # silences, the longest
TIMES = 3  # as long as nine in ten intervals: far longer than usual
SHORTEST = dt.timedelta(days=30)  # that is called a silence where no other limit is declared
_FEWEST = 10  # intervals that tell what is usual


@dataclass(frozen=True, slots=True)
class Silence:
    """A time without a publication in the record; at least so many days long.

    `since` and `until` are the dates of the publications around it, as precise as they are known;
    `until` is "" where nothing newer is in the record.
    """

    since: str
    until: str
    days: int

    @property
    def length(self) -> dt.timedelta:
        """Its days as a length of time."""
        return dt.timedelta(days=self.days)

    @property
    def exact(self) -> bool:
        """Whether both dates are known to the day: then it is no longer than its days."""
        known = (PartialDate.parse(date).precision for date in (self.since, self.until) if date)
        return all(precision is Precision.DAY for precision in known)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`years`: documents by year, without the `undated`. `silences`: the longest of `count`, first.

    They are longer than `limit`; None where none is declared and too little is known to say what
    is usual. `usual`: days that nine in ten intervals between two days of publication do not
    exceed, None where a limit is declared. `newest`: the last date known, "" without any.
    """

    years: Mapping[int, int]
    undated: int
    limit: dt.timedelta | None
    usual: int | None
    silences: Sequence[Silence]
    count: int
    newest: str

    @property
    def missing(self) -> list[tuple[int, int]]:
        """Years without a document between the first and the last: first and last of each run."""
        known = sorted(self.years)
        pairs = itertools.pairwise(known)
        return [(year + 1, onward - 1) for year, onward in pairs if onward - year > 1]

    def going_on(self, today: dt.date) -> Silence | None:
        """The silence since its newest publication, where it is longer than `limit`."""
        if self.limit is None or not self.newest:
            return None
        passed = today - PartialDate.parse(self.newest).last_day()
        return Silence(self.newest, "", passed.days) if passed > self.limit else None


def rhythm(source_id: str, quiet_after: dt.timedelta | None) -> Rhythm:
    """How a source published; `quiet_after` is what its file declares.

    At most two questions however many documents it gave, the first answered from an index alone.
    """
    limit = "" if quiet_after is None else int(quiet_after.total_seconds())
    return kept(f"rhythm-{source_id}-{limit}", lambda: _made(source_id, quiet_after))


def _made(source_id: str, quiet_after: dt.timedelta | None) -> Rhythm:
    counts = _by_day(source_id)
    days = {day: count for day, count in counts.items() if day is not None}
    years: Counter[int] = Counter()
    for day, count in days.items():
        years[day.year] += count
    known = sorted(_as_published(source_id, days), key=_place)
    spans = list(_spans(known))
    usual = None if quiet_after is not None else _usual(spans)
    limit = quiet_after if usual is None else max(SHORTEST, dt.timedelta(days=TIMES * usual))
    silences = [
        Silence(str(since), str(until), length.days)
        for since, until in spans
        if limit is not None and (length := until.first_day() - since.last_day()) > limit
    ]
    return Rhythm(
        years=dict(sorted(years.items())),
        undated=counts.get(None, 0),
        limit=limit,
        usual=usual,
        silences=sorted(silences, key=lambda one: -one.days)[:SHOWN],
        count=len(silences),
        newest=str(max(known, key=lambda one: (one.last_day(), _place(one)))) if known else "",
    )


def _by_day(source_id: str) -> dict[dt.date | None, int]:
    """Documents by the first day that each may be of; None: no date is known."""
    # From the index alone, as documents are counted elsewhere; the few withdrawn are taken off.
    rows = Document.objects.filter(source_id=source_id).order_by().values_list("published_from")
    counts: Counter[dt.date | None] = Counter(dict(rows.annotate(documents=Count("id"))))
    counts.subtract(day for source, _mechanism, day in queries.withdrawn() if source == source_id)
    return {day: count for day, count in counts.items() if count > 0}


def _as_published(source_id: str, days: Iterable[dt.date]) -> Iterator[PartialDate]:
    """The dates that begin on these days; a month or a year begins on the first of a month."""
    firsts = []
    for day in days:
        if day.day == 1:
            firsts.append(day)
        else:
            yield PartialDate(day.year, day.month, day.day)
    rows = Document.objects.filter(source_id=source_id, published_from__in=firsts, withdrawn=False)
    for said in rows.order_by().values_list("published", flat=True).distinct():
        yield PartialDate.parse(said)


def _spans(known: Sequence[PartialDate]) -> Iterator[tuple[PartialDate, PartialDate]]:
    """The dates around each time in which surely nothing was published."""
    ended: PartialDate | None = None
    for one in known:
        if ended is not None and one.first_day() > ended.last_day():
            yield ended, one
        if ended is None or one.last_day() >= ended.last_day():
            ended = one


def _usual(spans: Iterable[tuple[PartialDate, PartialDate]]) -> int | None:
    """Days that nine in ten intervals between days of publication do not exceed."""
    lengths = sorted(
        (until.first_day() - since.last_day()).days
        for since, until in spans
        if since.precision is until.precision is Precision.DAY
    )
    return lengths[math.ceil(len(lengths) * 0.9) - 1] if len(lengths) >= _FEWEST else None


def _place(date: PartialDate) -> tuple[dt.date, dt.timedelta]:
    """What begins first, and of what begins on a day, what is known less exactly."""
    first, last = date.first_day(), date.last_day()
    return first, first - last
