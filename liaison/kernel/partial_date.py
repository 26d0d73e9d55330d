"""Dates that say how much of them is known."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

EARLIEST = 1945  # the United Nations Charter: no mechanism published before it
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


class Precision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day: never more than was stated."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuses days that no calendar has, with ValueError."""
        dt.date(self.year, self.month or 1, self.day or 1)
        if self.day is not None and self.month is None:
            raise ValueError("a day without a month")

    @property
    def precision(self) -> Precision:
        """How much of it is known."""
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    def first_day(self) -> dt.date:
        """The earliest day that it may be: for sorting."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> dt.date:
        """The latest day that it may be."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def is_plausible(self, captured: dt.date) -> bool:
        """Whether something captured on that day can have been published then.

        One day of grace, because a page dated in Auckland can be captured in Geneva the day before.
        """
        return self.year >= EARLIEST and self.first_day() <= captured + dt.timedelta(days=1)

    def __str__(self) -> str:
        """ISO 8601 of the precision known: 2012, 2012-03 or 2012-03-15."""
        if self.month is None:
            return f"{self.year:04}"
        if self.day is None:
            return f"{self.year:04}-{self.month:02}"
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """The date that `str` wrote. Raises ValueError for anything else."""
        match = _ISO.match(text)
        if match is None:
            raise ValueError(f"not YYYY, YYYY-MM or YYYY-MM-DD: {text!r}")
        return cls(*(int(group) if group else None for group in match.groups()))  # type: ignore[arg-type]
