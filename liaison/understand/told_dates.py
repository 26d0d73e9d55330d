"""Dates of what is told: of an event, of a hearing, by which something is asked for.

A date counts for what the words of its own sentence say; one of which they say nothing gives no
finding. What stands without a year ("on 5 March", "on Monday", "yesterday") is reckoned from the
day of publication, where that is known to the day. Nothing told of as past may lie after that day,
and no date of another calendar is turned into one of ours.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.understand.date_words import DateWords, date_words
from liaison.understand.dates import dates_in
from liaison.understand.read import Read
from liaison.vocabulary import DateWordKind

_SURE_ENOUGH = 0.55  # confidence of the published day from which others are reckoned from it
_FIRST_YEAR = 1900
_AHEAD = dt.timedelta(days=3 * 366)  # nothing is announced further ahead
_REACH = 160  # characters between a date and the words that say what it is of
_NEAR = 60
_BEFORE = 90  # characters before a date in which a deadline is named
_LEAD, _LATE = 3000, 0.2  # characters from which on a date is so much less what a text is about
_SEQUEL = 0.15  # what follows on an attack is less often what a text is about
_MOST = 20  # dates of a kind
_CONFIDENCE = {Precision.DAY: 0.8, Precision.MONTH: 0.7, Precision.YEAR: 0.45}
_EVENT, _HEARING, _DEADLINE = (
    FindingKind.EVENT_DATE,
    FindingKind.HEARING_DATE,
    FindingKind.DEADLINE,
)


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date in the folded text, and how sure its reading is."""

    date: PartialDate
    start: int
    end: int
    confidence: float
    method: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What dates are held against: the day of publication, and the last day that can be past."""

    published: dt.date | None
    latest: dt.date | None


def told_dates(read: Read, language: str, publication: Finding | None) -> Iterator[Finding]:
    """Findings of event dates, hearing dates and deadlines, in the order of the text.

    `language` is that of the text: one without words in date_words.csv gives none. Of each value
    of a kind the surest is given, of each kind the first twenty.
    """
    words = date_words(language, read.vocabulary)
    if words is None:
        return
    known = _known(read, publication)
    best: dict[tuple[FindingKind, str], tuple[float, _Dated]] = {}
    for one in _dated(read, language, words, known):
        told = _told(one, read, words, known)
        if told is None:
            continue
        kind, confidence = told
        key = kind, str(one.date)
        if key not in best or confidence > best[key][0]:
            best[key] = confidence, one
    for kind in (_EVENT, _HEARING, _DEADLINE):
        some = [(date, *told) for (of, date), told in best.items() if of is kind]
        for date, confidence, one in some[:_MOST]:
            span = read.span(Part.TEXT, one.start, one.end)
            yield read.finding(kind, date, span, f"told date: {one.method}", round(confidence, 2))


def _known(read: Read, publication: Finding | None) -> _Known:
    captured = read.context.captured[:10]
    latest = dt.date.fromisoformat(captured) if captured else None
    if publication is None or publication.confidence < _SURE_ENOUGH:
        return _Known(None, latest)
    published = PartialDate.parse(publication.value)
    day = published.first_day() if published.precision is Precision.DAY else None
    return _Known(day, published.last_day())


def _dated(read: Read, language: str, words: DateWords, known: _Known) -> Iterator[_Dated]:
    """Every date of the text, in order; where two overlap the one that begins first."""
    text, lower = read.text.text, read.text_words.text.lower()
    mechanism = read.vocabulary.mechanisms.get(read.context.mechanism)
    month_first = mechanism is not None and mechanism.month_first and language == "en"
    found = [
        _Dated(one.date, one.start, one.end, _CONFIDENCE[one.date.precision], "written")
        for one in dates_in(text, read.vocabulary, month_first=month_first)
        # In English 3/4/2012 may be either, unless it is known who writes.
        if not (one.ambiguous and language == "en" and mechanism is None)
    ]
    for year in words.year_alone.finditer(lower):
        date = PartialDate(int(year["year"]))
        found.append(_Dated(date, *year.span("year"), _CONFIDENCE[Precision.YEAR], "year"))
    if known.published is not None:
        found += _without_year(text, lower, words, known.published)
        found += _relative(lower, words, known.published)
    found.sort(key=lambda one: (one.start, -one.end))
    end = 0
    for one in found:
        if one.start >= end and one.date.year >= _FIRST_YEAR:
            end = one.end
            yield one


def _without_year(text: str, lower: str, words: DateWords, day: dt.date) -> Iterator[_Dated]:
    for match in words.day_and_month.finditer(lower):
        month = words.months[match["m1"] or match["m2"]]
        date = _nearest(day, month, int(match["d1"] or match["d2"]))
        if date is not None:
            yield _Dated(date, *match.span(), 0.65, "without year")
    for match in words.month_alone.finditer(lower):
        start, end = match.span("month")
        # "May" and "March" are months where they have a capital; languages without are not asked.
        if text[start:end].islower() and text[:end].isascii():
            continue
        month = words.months[match["month"]]
        year = day.year if month <= day.month else day.year - 1
        yield _Dated(PartialDate(year, month), start, end, 0.5, "month")


def _nearest(day: dt.date, month: int, number: int) -> PartialDate | None:
    """The day and month nearest to a day: half a year back or ahead."""
    around = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            around.append(dt.date(year, month, number))
        except ValueError:
            continue
    if not around:
        return None
    best = min(around, key=lambda one: abs((one - day).days))
    return PartialDate(best.year, best.month, best.day)


def _relative(lower: str, words: DateWords, day: dt.date) -> Iterator[_Dated]:
    for kind, pattern in words.relative.items():
        for match in pattern.finditer(lower):
            value = words.values[kind][match["word"]]
            if kind is DateWordKind.MONTH:
                at = day.year * 12 + day.month - 1 + value
                date, confidence = PartialDate(at // 12, at % 12 + 1), 0.5
            elif kind is DateWordKind.YEAR:
                date, confidence = PartialDate(day.year + value), 0.35
            else:
                other = day + dt.timedelta(days=value)
                if kind is DateWordKind.WEEKDAY:
                    other = _weekday(day, value, ahead=bool(words.ahead.search(match.group())))
                date, confidence = PartialDate(other.year, other.month, other.day), 0.6
            yield _Dated(date, *match.span("word"), confidence, "relative")


def _weekday(day: dt.date, number: int, *, ahead: bool) -> dt.date:
    """The last such day up to a day, or with `ahead` the next one after it."""
    back = (day.isoweekday() - number) % 7
    return day + dt.timedelta(days=7 - back) if ahead else day - dt.timedelta(days=back)


def _told(
    one: _Dated, read: Read, words: DateWords, known: _Known
) -> tuple[FindingKind, float] | None:
    """What a date is of by its sentence, and how sure that is; None where nothing says."""
    before, after = _around(read, one)
    ahead = known.latest is not None and one.date.first_day() > known.latest
    if ahead and known.latest is not None and one.date.first_day() > known.latest + _AHEAD:
        return None
    if words.deadline.search(before[-_BEFORE:]):
        return _DEADLINE, one.confidence
    sentence = f"{before} {after}"
    if words.by.search(before) and (ahead or words.cues[DateWordKind.REQUEST].search(sentence)):
        return (_DEADLINE, one.confidence - 0.1) if ahead else None
    event = _distance(before, after, words.cues[DateWordKind.EVENT])
    sequel = _distance(before, after, words.cues[DateWordKind.SEQUEL])
    weaker = sequel is not None and (event is None or sequel < event)
    event = sequel if weaker else event
    hearing = _distance(before, after, words.cues[DateWordKind.HEARING])
    announced = words.cues[DateWordKind.ANNOUNCED].search(sentence) is not None
    if hearing is not None and (event is None or hearing <= event or (ahead and announced)):
        return _HEARING, one.confidence - (0.1 if hearing > _NEAR else 0)
    if event is None or ahead:
        return None
    late = _LATE * min(one.start / _LEAD, 1)
    weak = (0.1 if event > _NEAR else 0) + (_SEQUEL if weaker else 0)
    return _EVENT, one.confidence - late - weak


def _around(read: Read, one: _Dated) -> tuple[str, str]:
    """The sentence of a date, small: what stands before it there and what after it."""
    worded = read.text_words
    at = max(0, bisect_right(worded.starts, one.start) - 1)
    first, behind = worded.sentence(at)
    start = max(worded.starts[first], one.start - _REACH)
    end = min(worded.ends[behind - 1], one.end + _REACH)
    return worded.text[start : one.start].lower(), worded.text[one.end : end].lower()


def _distance(before: str, after: str, cue: re.Pattern[str]) -> int | None:
    """How far from a date the nearest cue stands, or None where there is none."""
    last = None
    for match in cue.finditer(before):
        last = match
    behind = cue.search(after)
    distances = [] if last is None else [len(before) - last.end()]
    if behind is not None:
        distances.append(behind.start())
    return min(distances, default=None)
