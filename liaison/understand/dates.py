"""Dates as people write them, in many languages: found in a folded text, with where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from liaison.kernel.partial_date import PartialDate
from liaison.understand.folding import folded
from liaison.vocabulary import Vocabulary

_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<![\d/.])(?:19|20|21|22)\d\d(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_REACH = 40  # characters before or after a year in which its month and day stand
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?:"
    r"(?P<y1>(?:19|2\d)\d\d)(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<s2>[-/.])(?P<b>\d{1,2})(?P=s2)(?P<y2>(?:19|2\d)\d\d)(?!\d)"
    r"|(?P<y3>(?:19|2\d)\d\d)年(?P<m3>\d{1,2})月(?:(?P<d3>\d{1,2})日)?"
    r"|(?P<y4>(?:19|2\d)\d\d)-(?P<m4>\d\d)(?![\d-])"
    r")"
)
_BETWEEN = frozenset((",", ".", "de", "del", "of", "do", "da", "d", "\u2019", "к"))
_ORDINAL = ("st", "nd", "rd", "th")
_AFTER_DAY = frozenset(
    ("st", "nd", "rd", "th", "er", "го", "º", "ª", "°", ".", "de", "of", "d", "\u2019", "-")
)
_ARABIC_TWO_WORDS = frozenset(("الاول", "الثاني"))
_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date at `start` to `end` (exclusive) of the folded text.

    `ambiguous`: day and month may be the other way round. `ends_range`: it closes a stretch
    of days ("8-19 February"), which is when something took place.
    """

    date: PartialDate
    start: int
    end: int
    ambiguous: bool = False
    ends_range: bool = False


@lru_cache(maxsize=2)
def _months(vocabulary: Vocabulary) -> Mapping[str, int]:
    return {folded(name.name).lower(): name.month for name in vocabulary.months}


def dates_in(text: str, vocabulary: Vocabulary, *, month_first: bool = False) -> list[WrittenDate]:
    """The dates in a folded text, in order. Years alone are left out, and so are other calendars.

    `month_first` reads 3/4/2012 as 4 March; without it as 3 April.
    """
    lower = text.lower()
    found = [
        *_numeric(_at_numbers(_NUMERIC, lower), month_first=month_first),
        *_in_words(lower, _months(vocabulary)),
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[WrittenDate] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _at_numbers(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Where a pattern that begins with a number matches: most of a text need not be tried."""
    end = 0
    for digits in _DIGITS.finditer(text):
        if digits.start() >= end and (match := pattern.match(text, digits.start())) is not None:
            end = match.end()
            yield match


def _numeric(matches: Iterable[re.Match[str]], *, month_first: bool) -> Iterator[WrittenDate]:
    for match in matches:
        group = match.groupdict()
        ambiguous = False
        if group["a"] is not None:
            day, month = int(group["a"]), int(group["b"])
            # With points the day stands first wherever dates are written so.
            ambiguous = day != month and max(day, month) <= _LAST_MONTH and group["s2"] != "."
            if month > _LAST_MONTH or (ambiguous and month_first):
                day, month = month, day
            date = _date(group["y2"], month, day)
        elif group["y4"] is not None:
            date = _date(group["y4"], int(group["m4"]), None)
        else:
            number = "1" if group["y1"] is not None else "3"
            day_written = group[f"d{number}"]
            date = _date(
                group[f"y{number}"],
                int(group[f"m{number}"]),
                None if day_written is None else int(day_written),
            )
        if date is not None:
            yield WrittenDate(date, match.start(), match.end(), ambiguous)


def _date(year: str | int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(int(year), month, day)
    except ValueError:
        return None


def _in_words(text: str, months: Mapping[str, int]) -> Iterator[WrittenDate]:
    """Dates whose month is a word, found from their year backwards."""
    for year in _at_numbers(_YEAR, text):
        tokens = list(_TOKEN.finditer(text, max(0, year.start() - _REACH), year.start()))
        found = _before_year(tokens, months)
        if found is None:
            continue
        month, day, first = found
        date = _date(year.group(), month, day)
        if date is not None:
            yield WrittenDate(
                date, first, year.end(), ends_range=_ends_range(text, first, day is not None)
            )


def _ends_range(text: str, first: int, has_day: bool) -> bool:  # noqa: FBT001 (one caller, beside it)
    before = text[max(0, first - 3) : first].rstrip()
    return has_day and before.endswith("-") and len(before) > 1 and before[-2].isalnum()


def _before_year(
    tokens: list[re.Match[str]], months: Mapping[str, int]
) -> tuple[int, int | None, int] | None:
    """Month, day and start of what stands before a year, or None where that is no date."""
    at = len(tokens) - 1
    while at >= 0 and tokens[at].group() in _BETWEEN:
        at -= 1
    if at > 0 and tokens[at].group() in _ORDINAL and tokens[at - 1].group().isdecimal():
        at -= 1
    if at < 0:
        return None
    if tokens[at].group().isdecimal():
        return _month_then_day(tokens, at, months)
    month, at = _month(tokens, at, months)
    if month is None:
        return None
    start = tokens[at].start()
    before = at - 1
    while before >= 0 and tokens[before].group() in _AFTER_DAY:
        before -= 1
    if before >= 0 and tokens[before].group().isdecimal() and len(tokens[before].group()) <= 2:  # noqa: PLR2004 (digits of a day)
        if before == at - 1 or tokens[at - 1].group() != "-":
            return month, int(tokens[before].group()), tokens[before].start()
        return None
    return month, None, start


def _month_then_day(
    tokens: list[re.Match[str]], at: int, months: Mapping[str, int]
) -> tuple[int, int | None, int] | None:
    """Month, day and start of "March 15, 2012", where the day stands next to the year."""
    day = tokens[at].group()
    month, first = _month(tokens, at - 1, months)
    if month is None or len(day) > 2:  # noqa: PLR2004 (digits of a day)
        return None
    return month, int(day), tokens[first].start()


def _month(
    tokens: list[re.Match[str]], at: int, months: Mapping[str, int]
) -> tuple[int | None, int]:
    """The month whose last word is token `at`, and its first token.

    Arabic writes months in two words, and often under two names with a slash between.
    """
    while at >= 0 and tokens[at].group() in (".", *_ORDINAL):
        at -= 1
    if at < 0:
        return None, at
    word = tokens[at].group()
    first = at
    if word in _ARABIC_TWO_WORDS and at > 0:
        first = at - 1
        word = f"{tokens[first].group()} {word}"
    month = months.get(word)
    if month is not None and first > 1 and tokens[first - 1].group() == "/":
        other, other_first = _month(tokens, first - 2, months)
        if other == month:
            return month, other_first
    return month, first
