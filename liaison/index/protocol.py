"""What every search engine must do, in words that belong to none of them.

An engine is opened for reading by each web worker and for writing by one process. Whoever writes
calls `add` and `remove` as often as needed and then `commit`; readers see a commit within a second.

Every call raises HomeUnusable where the index cannot be used as it is (corrupt, of another version,
written by another process, on a full disk), saying what to do. No document is lost by that: the
catalogue has them, and feeds them again.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from liaison.index.asked import Asked, Way
from liaison.index.facets import Facet

__all__ = [
    "AS_TYPED",
    "FURTHEST",
    "Entry",
    "Facet",
    "Fragment",
    "Hit",
    "Reader",
    "Result",
    "Selection",
    "Sort",
    "Stretch",
    "Writer",
]

FURTHEST = 10_000  # offset plus limit of a selection


class Sort(StrEnum):
    """The order of a result."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    CHANGED = "changed"  # the latest change first: for those who follow a selection


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of publishing as the index knows it: a document with its copies and translations.

    `identifier` is the document that stands for all; `members` are all that it stands for, itself
    included (empty: itself alone). `titles` and `bodies` are by language code ("" = unknown); an
    engine keeps no copy of them that could be read back. `symbols` are the references that it
    bears itself, `references` all that it bears or cites. Where `facets` names no year, that of
    `published` is taken. `changed` is when it last changed, which no digest counts.
    """

    identifier: str
    titles: Mapping[str, str]
    bodies: Mapping[str, str]
    references: Sequence[str] = ()
    published: dt.date | None = None
    facets: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    symbols: Sequence[str] = ()
    members: Sequence[str] = ()
    changed: dt.datetime | None = None

    def facet_values(self) -> Mapping[Facet, Sequence[str]]:
        """The facets with the year filled in."""
        if self.published is None or Facet.YEAR in self.facets:
            return self.facets
        return {**self.facets, Facet.YEAR: (f"{self.published.year:04}",)}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a reader asked for.

    `words` as typed on a page in `language` (`liaison.index.grammar` says how they are understood).
    A reference finds the documents that bear it, then those that cite it, before all others. Words
    are also looked for in other ways (`liaison.index.widening`), below every exact match and but
    for the ways whose keys are in `as_typed`; with "*" among them, in no other way at all.
    Where no document has all of the words, and of long questions, those with most of them are found
    (`liaison.index.most`; `Asked.is_most` of a result says so), but not where it is `strict`.
    No words selects everything, newest first where no other order is asked for.
    Values of one facet are alternatives; facets narrow each other. A facet with an empty choice
    is not narrowed. `since` and `until` are days, both inclusive; a document without a date is
    outside of any such span, and comes last when sorted by date. `without` are identifiers whose
    entries are in no answer and no count, whether or not they were taken out of the index already.
    """

    words: str = ""
    chosen: Mapping[Facet, Sequence[str]] = field(default_factory=dict)
    since: dt.date | None = None
    until: dt.date | None = None
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    without: Collection[str] = ()
    language: str = "en"
    as_typed: Collection[str] = ()
    strict: bool = False  # only what has all of the words


AS_TYPED = "*"  # among `Selection.as_typed`: nothing is widened


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry of a result. The score orders hits and means nothing else."""

    identifier: str
    score: float
    members: Sequence[str] = ()  # the documents that it stands for


@dataclass(frozen=True, slots=True)
class Result:
    """What a selection gave.

    `counts[facet]` is most frequent first (then by value) and counts the whole result, as if
    nothing were chosen of that facet itself, so that a reader sees what else there is.
    `asked` is how the words were understood: what of them could not be searched is in `ignored`
    (where nothing else was typed, nothing is found), and its `ways` are those that the index has
    anything for.
    """

    total: int
    hits: Sequence[Hit]
    counts: Mapping[Facet, Sequence[tuple[str, int]]]
    asked: Asked = field(default_factory=Asked)
    ways: Sequence[Way] = ()

    @property
    def ignored(self) -> Sequence[str]:
        """The pieces of the words that could not be searched."""
        return self.asked.ignored


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of a passage; `matched` says whether the reader asked for it."""

    text: str
    matched: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some entries of a walk, and the mark where it goes on; None at its end."""

    hits: Sequence[Hit]
    onward: int | None


class Reader(Protocol):
    """An index open for questions. Safe to share between the threads of one process."""

    def search(self, selection: Selection, facets: Sequence[Facet] = ()) -> Result:
        """The documents of a selection. Any words whatever give an answer, perhaps an empty one.

        Raises MistakenInput for an offset or limit below zero, or further down than FURTHEST.
        """

    def every(self, selection: Selection) -> Iterator[Hit]:
        """Every entry of a selection, newest first, however many; those without a date come last.

        All of one state of the index, in memory that does not grow with them. `sort`, `offset`
        and `limit` say nothing here.
        """

    def stretch(self, selection: Selection, mark: int | None = None) -> Stretch:
        """The next entries of a walk over a selection, from a mark that an earlier one gave.

        By day, the newest first, or the oldest where `sort` says so; those without a date come
        last. `limit` of them, and a few more where they have no order among themselves; `offset`
        says nothing here. Whoever follows the marks meets every entry whose day stays what it is
        exactly once, whatever comes, goes or is merged on the disk meanwhile. Any number is a mark.

        Raises MistakenInput for a limit below one, or above FURTHEST.
        """

    def similar(
        self, texts: Mapping[str, str], limit: int = 5, without: Collection[str] = ()
    ) -> Sequence[Hit]:
        """The entries with most of the telling words of these texts (by language), best first."""

    def suggest(self, selection: Selection) -> Sequence[str]:
        """Other spellings of the words of a selection that find more, the nearest first.

        Words that stand nowhere (or hardly anywhere) are replaced by words of the index spelt
        alike; nothing where there are none, or where the words are found often.
        """

    def understand(self, selection: Selection) -> Asked:
        """How the words of a selection are understood, with every other way to say them."""

    def passage(
        self, asked: Asked, texts: Mapping[str, str], length: int = 280
    ) -> Sequence[Fragment]:
        """The best passage, of about `length` characters, of a document's text by language.

        `asked` is how a selection was understood (`Result.asked`).

        The fragments together are a piece of one of the texts as it stands: the one with most of
        the words, the first such in the order of `texts`. Empty where none stands in any of them.
        """

    def count(self) -> int:
        """How many documents can be found."""

    def checksum(self) -> str:
        """A digest over everything indexed, by which two indexes of the same record agree.

        The same for the same documents in whatever order they came and however they are stored
        (`liaison.index.digest`).
        """


class Writer(Protocol):
    """An index open for change, by one process at a time.

    After HomeUnusable a writer is of no more use than to be closed.
    """

    @property
    def fresh(self) -> bool:
        """Whether the index was missing and was made just now: then feed it everything."""

    def add(self, entries: Iterable[Entry]) -> None:
        """Add documents; one whose identifier is known takes the old one's place."""

    def remove(self, identifiers: Iterable[str]) -> None:
        """Take documents out, at the next commit: nothing finds them any more.

        An engine may keep their words, unreachable, in its files until it tidies up; after a
        rebuild nothing of them is left.
        """

    def commit(self) -> None:
        """Make everything since the last commit visible and lasting."""

    def close(self) -> None:
        """Let go; what was not committed is lost."""
