"""Counting right, wrong and missing answers, by question, set and language."""

import multiprocessing
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from liaison.link.facts import Facts
from liaison.measure.quality.alone import alone
from liaison.measure.quality.answers import Answered, Answers, answers
from liaison.measure.quality.cases import GROUPED, Case, Question
from liaison.measure.quality.causes import causes
from liaison.measure.quality.grouped import Member, Partners, partners

ALL = ""  # in place of a language: all of them
_CHUNK = 16  # cases that a process takes at once


@dataclass(slots=True)
class Counts:
    """Answers to one question over some cases.

    `right` are answers that are expected, `wrong` those that are not, `missed` those expected and
    not given; `whole` counts cases answered without fault, `empty` cases that have an answer and
    were given none.
    """

    cases: int = 0
    right: int = 0
    wrong: int = 0
    missed: int = 0
    whole: int = 0
    empty: int = 0
    causes: Counter[str] = field(default_factory=Counter)

    def add(self, expected: frozenset[str], found: frozenset[str]) -> None:
        """Count one case."""
        self.cases += 1
        self.right += len(found & expected)
        self.wrong += len(found - expected)
        self.missed += len(expected - found)
        self.whole += found == expected
        self.empty += bool(expected) and not found

    def add_pairs(
        self, expected: frozenset[int], found: frozenset[int], again: frozenset[int]
    ) -> None:
        """Count one document and its partners, but for those that were counted from their side."""
        self.cases += 1
        self.right += len((found & expected) - again)
        self.wrong += len(found - expected - again)
        self.missed += len(expected - found - again)
        self.whole += found == expected
        self.empty += bool(expected) and not found

    @property
    def precision(self) -> float:
        """Right among those given; 1 where none was given."""
        return _share(self.right, self.wrong)

    @property
    def recall(self) -> float:
        """Given among those expected; 1 where none was expected."""
        return _share(self.right, self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return _share(2 * self.right, self.wrong + self.missed)

    @property
    def silent(self) -> bool:
        """Whether there were answers to give and none was given: a failure, not a gap."""
        return self.empty > 0 and not self.right and not self.wrong


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; `language` is ALL for the whole set.

    `alone` counts what a library answers by itself, where there is one for the question.
    """

    question: Question
    set: str
    language: str
    counts: Counts
    alone: Counts | None = None


def measure(cases: Iterable[Case], workers: int) -> list[Row]:
    """Answer every case on that many processes; give back the table, ordered."""
    counted: dict[tuple[Question, str, str], Counts] = defaultdict(Counts)
    by_library: dict[tuple[Question, str, str], Counts] = defaultdict(Counts)
    members: dict[tuple[Question, str], list[Member]] = defaultdict(list)
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        for case, answered, library in pool.imap(_answered, cases, chunksize=_CHUNK):
            for question in case.expected:
                expected = case.right(question)
                if question in GROUPED:
                    one = Member(case.language, expected, answered.facts or Facts(""))
                    members[question, case.set].append(one)
                    continue
                for language in {ALL, case.language}:
                    found = answered.answers[question]
                    counted[question, case.set, language].add(expected, found)
                    if question in library:
                        by_library[question, case.set, language].add(expected, library[question])
                counted[question, case.set, ALL].causes.update(causes(question, expected, found))
    for (question, name), some in members.items():
        for language, counts in _in_pairs(partners(question, some)).items():
            counted[question, name, language] = counts
    order = sorted(counted, key=lambda key: (list(Question).index(key[0]), *key[1:]))
    return [Row(*key, counted[key], by_library.get(key)) for key in order]


def _in_pairs(found: Sequence[Partners]) -> dict[str, Counts]:
    """By language: pairs right, wrong and missed, each once; cases are documents."""
    counted: dict[str, Counts] = defaultdict(Counts)
    for at, one in enumerate(found):
        for language in {ALL, one.language}:
            # A pair within the language is met from both its ends: it counts from the first.
            again = frozenset(
                other
                for other in one.expected | one.found
                if other < at and language in (ALL, found[other].language)
            )
            counted[language].add_pairs(one.expected, one.found, again)
        counted[ALL].causes.update(
            _pair(one, found[other], missed=other in one.expected)
            for other in one.expected ^ one.found
            if other > at
        )
    return counted


def _pair(one: Partners, other: Partners, *, missed: bool) -> str:
    languages = "one language" if one.language == other.language else "two languages"
    return f"a pair in {languages} {'missed' if missed else 'too many'}"


def silent(rows: Sequence[Row]) -> list[Row]:
    """The rows that have answers to give and none given."""
    return [row for row in rows if row.counts.silent]


def _answered(case: Case) -> tuple[Case, Answered, Answers]:
    return case, answers(case), alone(case)


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0
