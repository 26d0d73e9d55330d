"""Languages and the words they write dates with."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language that documents are written in. `code`: ISO 639-1."""

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
