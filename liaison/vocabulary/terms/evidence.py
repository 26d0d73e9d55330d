"""How facts are known, and how names may be shown."""

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How a fact is known. What is not SEEN is shown as to be checked."""

    SEEN = "seen"  # read in the source named
    TO_BE_CHECKED = "to be checked"  # general knowledge, not yet compared with a source


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from. `checked` is an ISO 8601 day, or "never"."""

    source: str
    certainty: Certainty
    checked: str = "never"


@dataclass(frozen=True, slots=True)
class Label:
    """A name as it may be shown.

    `language` is that of the text: English, with `fallback` set, where there is no label in
    the language asked for. `reviewed` says that a reader of that language has read it; a
    label that is not must stand with its English beside it.
    """

    text: str
    language: str
    reviewed: bool
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class About:
    """What is said of one file of the vocabulary as a whole."""

    evidence: Evidence
    reviewed: tuple[str, ...]  # languages, in alphabetical order
