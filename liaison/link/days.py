"""The days that a text names, years left out or not: "(see our appeal of 26 May)"."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from liaison.vocabulary import Vocabulary

MOST = 16
_TOKEN = re.compile(r"(?<![\d/.,-])\d{1,4}(?![\d/-])|[^\W\d_]{3,}")
_BETWEEN = re.compile(r"(?: |\.|,|er|st|nd|rd|th|º|ª|-е|го| de | of | do | del )*")
_LONGEST_DAY = 31
_YEARS = range(1945, 2200)
_AHEAD = dt.timedelta(days=60)  # how far after its publication a text names a day without its year


@lru_cache(maxsize=2)
def _months(vocabulary: Vocabulary) -> Mapping[str, int]:
    return {one.name.lower().rstrip("."): one.month for one in vocabulary.months}


def days_named(text: str, published: dt.date | None, vocabulary: Vocabulary) -> list[dt.date]:
    """The days of the Gregorian calendar that a text names by a month's name, each once, in order.

    A day without a year is the last of that name before `published`, or soon after it, and the one
    a year before that: updates speak of what is older by its day alone. Without `published` it is
    left out.
    """
    months = _months(vocabulary)
    if months.keys().isdisjoint(map(str.lower, _TOKEN.findall(text))):
        return []
    tokens = list(_TOKEN.finditer(text))
    found: dict[dt.date, None] = {}
    for at, day, month in _written(text, tokens, months):
        year = _year(text, tokens, at)
        dates = [_date(year, month, day)] if year else _last(published, month, day)
        found |= dict.fromkeys(date for date in dates if date is not None)
        if len(found) >= MOST:
            break
    return list(found)[:MOST]


def _written(
    text: str, tokens: list[re.Match[str]], months: Mapping[str, int]
) -> Iterator[tuple[int, int, int]]:
    """Index of the last token, day and month of each day that is written."""
    for at, token in enumerate(tokens):
        month = months.get(token.group().lower())
        if month is None:
            continue
        if at and (day := _day(tokens[at - 1])) and _beside(text, tokens[at - 1], token):
            yield at, day, month
        elif (
            at + 1 < len(tokens)
            and (day := _day(tokens[at + 1]))
            and _beside(text, token, tokens[at + 1])
        ):
            yield at + 1, day, month


def _beside(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(text, first.end(), second.start()) is not None


def _day(token: re.Match[str]) -> int:
    """The day of a month that a token is, or 0."""
    digits = token.group()
    if not digits.isdecimal() or len(digits) > 2:  # noqa: PLR2004 (digits of a day)
        return 0
    return int(digits) if int(digits) <= _LONGEST_DAY else 0


def _year(text: str, tokens: list[re.Match[str]], at: int) -> int:
    """The year that follows a token, or 0."""
    if at + 1 == len(tokens) or not _beside(text, tokens[at], tokens[at + 1]):
        return 0
    digits = tokens[at + 1].group()
    return int(digits) if digits.isdecimal() and int(digits) in _YEARS else 0


def _last(published: dt.date | None, month: int, day: int) -> list[dt.date | None]:
    if published is None:
        return []
    this_year = _date(published.year, month, day)
    last = published.year
    if this_year is None or this_year > published + _AHEAD:
        last -= 1
    return [_date(last, month, day), _date(last - 1, month, day)]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
