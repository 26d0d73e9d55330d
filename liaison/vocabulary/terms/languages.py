"""Languages and the words they write dates with."""

from collections.abc import Mapping
from dataclasses import dataclass


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
