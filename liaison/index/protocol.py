"""What every search engine must do, in words that belong to none of them.

An engine is opened for reading by each web worker and for writing by one process. Whoever writes
calls `add` and `remove` as often as needed and then `commit`; readers see a commit within a second.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


class Facet(StrEnum):
    """What a selection can be narrowed by, and counted by."""

    MECHANISM = "mechanism"
    SOURCE = "source"
    KIND = "kind"
    COUNTRY = "country"
    LANGUAGE = "language"
    YEAR = "year"


class Sort(StrEnum):
    """The order of a result."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Entry:
    """One document as the index knows it. `titles` and `bodies` are by language code ("" = unknown)."""

    identifier: str
    titles: Mapping[str, str]
    bodies: Mapping[str, str]
    references: Sequence[str] = ()
    published: dt.date | None = None
    facets: Mapping[Facet, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asked for. Values of one facet are alternatives; facets narrow each other.

    `since` and `until` are days, both inclusive. No words selects everything.
    """

    words: str = ""
    chosen: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """One document of a result. The score orders hits and means nothing else."""

    identifier: str
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """What a selection gave. `counts[facet]` is most frequent first and counts the whole result,
    as if nothing were chosen of that facet itself, so that a reader sees what else there is."""

    total: int
    hits: Sequence[Hit]
    counts: Mapping[Facet, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a passage; `matched` says whether the reader asked for it."""

    text: str
    matched: bool


class Reader(Protocol):
    """An index open for questions. Safe to share between the threads of one process."""

    def search(self, selection: Selection, facets: Sequence[Facet] = ()) -> Result:
        """The documents of a selection. Any words whatever give an answer, perhaps an empty one.

        Raises HomeUnusable where the index cannot be read, saying what to do.
        """

    def passage(self, words: str, texts: Mapping[str, str], length: int = 280) -> Sequence[Fragment]:
        """The best passage, of about `length` characters, of a document's text by language.

        Empty where none of the words stands in any of the texts.
        """

    def count(self) -> int:
        """How many documents can be found."""

    def checksum(self) -> str:
        """A digest over everything indexed, the same for the same documents in whatever order they
        came and however the engine stored them: two indexes of the same record agree."""


class Writer(Protocol):
    """An index open for change, by one process at a time."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add documents; one whose identifier is known takes the old one's place."""

    def remove(self, identifiers: Iterable[str]) -> None:
        """Take documents out."""

    def commit(self) -> None:
        """Make everything since the last commit visible and lasting."""

    def close(self) -> None:
        """Let go; what was not committed is lost."""
