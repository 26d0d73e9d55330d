"""Languages and the words they write dates with."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Language:
    """A language that documents are written in. `code`: ISO 639-1, or 639-3 where it has none."""

    code: str
    endonym: str
    names: Mapping[str, str]
    scripts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month as one language writes it, case forms and abbreviations included."""

    month: int
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class LanguageMarks:
    """What a language is told by beside its sequences of letters.

    `letters` are those beyond the plain Latin ones that its spelling uses, `words` its commonest,
    in lower case. `seldom`: hardly any mechanism publishes in it, so it needs more to be believed.
    `like`: a language near to it, where the library that tells languages does not know this one.
    """

    language: str
    seldom: bool
    like: str
    letters: str
    words: tuple[str, ...]


class DateWordKind(StrEnum):
    """What a word says of a date in its sentence, or of when it is."""

    EVENT = "event"  # something took place then
    SEQUEL = "sequel"  # something took place then that follows on another: a charge, a release
    HEARING = "hearing"
    DEADLINE = "deadline"
    BY = "by"  # right before a date: up to it
    REQUEST = "request"  # something is asked for, up to a date
    ANNOUNCED = "announced"  # what is told is still to come
    WEEKDAY = "weekday"  # value: 1 (Monday) to 7
    DAY = "day"  # value: days from the day of publication
    MONTH = "month"  # value: months from that of publication
    YEAR = "year"  # value: years from that of publication
    NEXT = "next"  # beside a weekday: the coming one
    IN = "in"  # before a month or year that stands alone
    ON = "on"  # before or behind a weekday


@dataclass(frozen=True, slots=True)
class DateWord:
    """Words of one language, folded; one that ends with a star is the beginning of a word."""

    language: str
    kind: DateWordKind
    value: int
    words: tuple[str, ...]
