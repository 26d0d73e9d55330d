"""Letters and appeals about a State, each with what the record knows of an answer.

Whom a letter is addressed to is not kept: what it is about stands for it. The numbers of letters of
the United Nations' special procedures name their addressee, and are read.
"""

import datetime as dt
import functools
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from liaison import vocabulary
from liaison.catalogue.models import Document
from liaison.index.protocol import Facet
from liaison.publish import due, followed, queries, search
from liaison.publish.counting import counted, kept
from liaison.publish.due import Due
from liaison.publish.followed import LETTERS
from liaison.publish.question import PAGE_SIZE, Question
from liaison.publish.search import Line
from liaison.vocabulary.reference_key import compiled

Answers = Mapping[str, int | None]  # days to the first reply, by the letter's identifier
_NUMBERS = "un.sp.communication"  # the pattern of numbers that name their addressee
_OTHER_ACTORS = "OTH"  # in the place of a State: companies, organisations, de facto authorities


class Addressee(StrEnum):
    """Whom a letter is addressed to, as far as its number says."""

    STATE = "state"  # the one that is asked for
    ANOTHER = "another"  # another State
    NO_STATE = "no_state"
    NOT_SAID = ""


class Reply(StrEnum):
    """Which letters are asked for."""

    KNOWN = "known"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Asked:
    """Letters about a country; of a mechanism, with or without a reply, where not ""."""

    country: str
    mechanism: str = ""
    reply: str = ""
    page: int = 1

    @property
    def question(self) -> Question:
        """The same for the search page and its files, which know of no replies."""
        chosen = {Facet.COUNTRY: (self.country,), Facet.KIND: tuple(sorted(LETTERS))}
        if self.mechanism:
            chosen[Facet.MECHANISM] = (self.mechanism,)
        return Question(chosen=chosen)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter with its copies and translations, and the replies to any of them, oldest first.

    `days` lie between it and the first of them; None where that is not known.
    """

    line: Line
    addressee: Addressee
    replies: Sequence[Document] = ()
    days: int | None = None
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of letters; `sent` and `answered` count all that are asked for, whatever the reply."""

    letters: Sequence[Letter]
    sent: int
    answered: int
    days: Sequence[int]  # from each letter to its first reply, where known
    pages: int


@dataclass(frozen=True, slots=True)
class OfCountry:
    """How many letters about a country there are, and how many documents of them have a reply."""

    country: str
    sent: int
    answered: int


def listed(asked: Asked, today: dt.date) -> Listed:
    """The letters that are asked for, newest first. Raises HomeUnusable without an index."""
    entries, answers = kept(
        f"letters-{asked.country}-{asked.mechanism}", lambda: _all(asked.question)
    )
    answered = [members for members in entries if _answers(members, answers)]
    shown: Sequence[tuple[str, ...]] = answered
    if asked.reply != Reply.KNOWN:
        without = {*answered} if asked.reply == Reply.NONE else set()
        shown = [members for members in entries if members not in without]
    first = (asked.page - 1) * PAGE_SIZE
    firsts = [_answers(members, answers)[0] for members in answered]
    return Listed(
        _letters(shown[first : first + PAGE_SIZE], answers, asked.country, today),
        sent=len(entries),
        answered=len(answered),
        days=[days for days in firsts if days is not None],
        pages=-(-len(shown) // PAGE_SIZE),
    )


def _all(question: Question) -> tuple[list[tuple[str, ...]], Answers]:
    """The documents of every letter that is asked for, and those of them with a reply."""
    entries = [tuple(members) for members in search.every(question)]
    return entries, followed.answered([one for members in entries for one in members])


def by_country() -> list[OfCountry]:
    """Every country that letters are about, in no order. Raises HomeUnusable without an index."""
    sent = kept("letters-by-country", lambda: counted({Facet.KIND: LETTERS}, [Facet.COUNTRY]))
    answered = kept("answered-by-country", followed.answered_by_country)
    return [
        OfCountry(code, count, min(answered.get(code, 0), count))
        for code, count in sent.of[Facet.COUNTRY].items()
        if count
    ]


def addressee(symbol: str, country: str) -> Addressee:
    """Whom the number of a letter names, for those who ask for letters to a country."""
    found = _numbers().fullmatch(symbol)
    if found is None:
        return Addressee.NOT_SAID
    target = found["target"]
    if target == country:
        return Addressee.STATE
    if target == _OTHER_ACTORS:
        return Addressee.NO_STATE
    known = target in vocabulary.load().countries
    return Addressee.ANOTHER if known else Addressee.NOT_SAID


@functools.cache
def _numbers() -> re.Pattern[str]:
    return compiled(vocabulary.load().reference_patterns[_NUMBERS])


def _answers(members: Sequence[str], answers: Answers) -> list[int | None]:
    return [answers[one] for one in members if one in answers]


def _letters(
    entries: Sequence[tuple[str, ...]],
    answers: Answers,
    country: str,
    today: dt.date,
) -> list[Letter]:
    named = {one for members in entries for one in members}
    replies = followed.replies_to(named & {*answers})
    all_named = named.union(*replies.values())
    rows = {row.identifier: row for row in queries.documents_named(sorted(all_named))}
    lines = [_line([rows[one] for one in members if one in rows]) for members in entries]
    known = [line for line in lines if line is not None]
    days = {one.letter.pk: one for one in due.due([line.row for line in known], today)}
    return [
        _letter(
            line, _answers(_members(line), answers), _replies(line, replies, rows), country, days
        )
        for line in known
    ]


def _line(rows: Collection[Document]) -> Line | None:
    """What is a letter itself before what is a copy or translation of it."""
    ordered = sorted(rows, key=lambda row: row.kind not in LETTERS)
    return Line(ordered[0], None, ordered[1:]) if ordered else None


def _members(line: Line) -> list[str]:
    return [line.row.identifier, *(one.identifier for one in line.others)]


def _replies(
    line: Line, replies: Mapping[str, Sequence[str]], rows: Mapping[str, Document]
) -> list[Document]:
    named = dict.fromkeys(reply for one in _members(line) for reply in replies.get(one, ()))
    found = [rows[one] for one in named if one in rows]
    return sorted(found, key=lambda row: (not row.published, row.published))


def _letter(
    line: Line,
    answers: Sequence[int | None],
    replies: Sequence[Document],
    country: str,
    days: Mapping[int, Due],
) -> Letter:
    to = addressee(line.row.symbol, country)
    due_by = None if to is Addressee.NO_STATE else days.get(line.row.pk)
    return Letter(line, to, replies, answers[0] if answers else None, due_by)
