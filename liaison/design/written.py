"""Dates, numbers and names of languages, as the language of a page writes them (CLDR)."""

import datetime as dt
import functools
import re
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

from liaison.kernel.partial_date import PartialDate, Precision

# Of the forms of English, the one that writes the day before the month, as the mechanisms do.
_FORMS = {"en": "en_GB"}
_SIZES = ("byte", "kilobyte", "megabyte", "gigabyte")
_YEAR = re.compile(r"\s?г\.$")


@functools.lru_cache(maxsize=16_384)
def written_date(date: PartialDate, language: str) -> str:
    """15 March 2012, March 2012 or 2012: as much as is known, the month in words."""
    locale = _locale(language)
    if date.precision is Precision.DAY:
        return written_day(date.first_day(), language)
    skeleton = "yMMMM" if date.precision is Precision.MONTH else "y"
    return _whole(format_skeleton(skeleton, date.first_day(), locale=locale))


def written_day(day: dt.date, language: str) -> str:
    """15 March 2012."""
    return _whole(format_date(day, "long", locale=_locale(language)))


def written_month(day: dt.date, language: str) -> str:
    """March 2012."""
    return written_date(PartialDate.parse(f"{day:%Y-%m}"), language)


@functools.cache
def weekdays(language: str) -> tuple[int, tuple[str, ...]]:
    """The day on which a week begins (0 is Monday), and the short names of its days from there."""
    locale = _locale(language)
    first = locale.first_week_day
    names = locale.days["stand-alone"]["abbreviated"]
    return first, tuple(names[(first + at) % 7] for at in range(7))


@functools.lru_cache(maxsize=4_096)
def written_weekday(day: dt.date, language: str) -> str:
    """Thu 15 March, as the language writes a day of a known year."""
    return format_skeleton("MMMEd", day, locale=_locale(language))


def month_alone(month: int, language: str) -> str:
    """March, of any year."""
    return format_date(dt.date(2000, month, 1), "LLLL", locale=_locale(language))


def written_moment(moment: dt.datetime, language: str) -> str:
    """15 March 2012, 14:05 UTC."""
    utc = moment.astimezone(dt.UTC)
    time = format_time(utc, "HH:mm", tzinfo=dt.UTC, locale=_locale(language))
    return f"{written_day(utc.date(), language)}{comma(language)} {time} UTC"


def comma(language: str) -> str:
    """What parts the items of a list."""
    return "،" if direction(language) == "rtl" else ","


@functools.lru_cache(maxsize=4_096)
def written_number(number: int, language: str) -> str:
    """12,345 with the separator of the language."""
    return format_decimal(number, locale=_locale(language))


def written_size(size: int, language: str) -> str:
    """12.3 MB of so many bytes, as the language writes it."""
    step = min(max((len(str(size)) - 1) // 3, 0), len(_SIZES) - 1)
    value = round(size / 1000**step, 1 if step else 0)
    unit = f"digital-{_SIZES[step]}"
    if step == 0 and unit not in (said := _unit(value, unit, "long", language)):
        return said  # the short form has no plural; not every language has the long one
    return _unit(value, unit, "short", language)


def _unit(value: float, unit: str, length: Literal["long", "short"], language: str) -> str:
    return format_unit(value, unit, length=length, locale=_locale(language))


@functools.lru_cache(maxsize=4_096)
def language_name(code: str, language: str) -> str:
    """What the page's language calls a language; the code itself where it has no name."""
    return str(_locale(language).languages.get(code.replace("-", "_"), code))


@functools.cache
def known_languages() -> frozenset[str]:
    """Every language code that has a name."""
    return frozenset(str(code).replace("_", "-") for code in _locale("en").languages)


@functools.lru_cache(maxsize=256)
def direction(code: str) -> str:
    """`ltr`, `rtl`, or `auto` where the language is not known."""
    try:
        return Locale.parse(code, sep="-").text_direction
    except (UnknownLocaleError, ValueError):
        return "auto"


def _whole(date: str) -> str:
    """The Russian abbreviation of "year" in full: its point would end a sentence twice."""
    return _YEAR.sub(" года", date)


@functools.cache
def _locale(language: str) -> Locale:
    return Locale.parse(_FORMS.get(language, language), sep="-" if "-" in language else "_")
