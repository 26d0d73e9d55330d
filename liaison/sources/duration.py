"""Lengths of time as a source file writes them."""

import datetime as dt
import re

_SECONDS = {
    "minute": 60,
    "hour": 3_600,
    "day": 86_400,
    "week": 7 * 86_400,
    "month": 30 * 86_400,
    "year": 365 * 86_400,
}
_WORDS = re.compile(r"^(\d+) ?(minute|hour|day|week|month|year)s?$")
_ISO = re.compile(
    r"^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$"
)
_ISO_UNITS = ("year", "month", "week", "day", "hour", "minute")
_LONGEST = dt.timedelta(days=3_660)
HOW_TO_WRITE = "write a number and a unit, such as `1 day`, `6 hours` or `P1W`"


def parse_duration(text: str) -> dt.timedelta:
    """The length of `1 day`, `6 hours`, `2 weeks` or an ISO 8601 duration such as `P1W`.

    A month counts as 30 days and a year as 365. Raises ValueError for anything else, for
    nothing at all and for more than ten years.
    """
    length = dt.timedelta(seconds=min(_seconds(text.strip()), 10**12))
    if not dt.timedelta() < length <= _LONGEST:
        raise ValueError(f"{text!r} is not between a minute and ten years")
    return length


def describe_duration(length: dt.timedelta) -> str:
    """The same in words, in the largest unit that divides it: `2 weeks`, `36 hours`."""
    seconds = int(length.total_seconds())
    for unit in ("week", "day", "hour", "minute"):
        number, rest = divmod(seconds, _SECONDS[unit])
        if number and not rest:
            return f"{number} {unit}" + ("" if number == 1 else "s")
    return f"{seconds} seconds"


def _seconds(text: str) -> int:
    if words := _WORDS.match(text.lower()):
        return int(words[1]) * _SECONDS[words[2]]
    if iso := _ISO.match(text.upper()):
        return sum(
            int(number or 0) * _SECONDS[unit]
            for number, unit in zip(iso.groups(), _ISO_UNITS, strict=True)
        )
    raise ValueError(f"{text!r} is no length of time; {HOW_TO_WRITE}")
