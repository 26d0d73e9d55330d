"""Questions that are asked of a whole set at once: which of its documents belong together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from liaison.kernel.relation import Relation
from liaison.link.engine import link_all
from liaison.link.facts import Facts
from liaison.link.grouping import Edge, group
from liaison.link.verdict import Outcome, Verdict
from liaison.measure.quality.cases import Question

_RELATIONS = {
    Question.NEAR_COPY: Relation.SAME_DOCUMENT,
    Question.TRANSLATION: Relation.TRANSLATION_OF,
}
_JOINING = frozenset(Relation) - {Relation.CITES}

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Member:
    """A document of a set: its language, the groups that it belongs to, and what linking knows."""

    language: str
    groups: frozenset[str]
    facts: Facts


@dataclass(frozen=True, slots=True)
class Partners:
    """Of one document, by their numbers in the set: which belong with it, and which were found."""

    language: str
    expected: frozenset[int]
    found: frozenset[int]


def partners(question: Question, members: Sequence[Member]) -> list[Partners]:
    """For each document of a set those that belong with it, and those that linking found.

    Linking sees the set as a record of its own: how rare a word is, is counted in it alone.
    """
    facts = [replace(one.facts, identifier=f"{at:08}") for at, one in enumerate(members)]
    found = _mutual(_found(question, facts))
    expected = _mutual(_expected(members))
    return [
        Partners(one.language, frozenset(expected[at]), frozenset(found[at]))
        for at, one in enumerate(members)
    ]


def _found(question: Question, facts: Sequence[Facts]) -> set[Pair]:
    verdicts = link_all(facts)
    if question is Question.SAME_MATTER:
        together: Iterable[Collection[str]] = group(_edges(verdicts), ())
    else:
        together = [
            (one.first, one.second)
            for one in verdicts
            if one.relation is _RELATIONS[question] and one.outcome is Outcome.LINKED
        ]
    return {
        (int(one), int(other)) for some in together for one, other in combinations(sorted(some), 2)
    }


def _edges(verdicts: Iterable[Verdict]) -> list[Edge]:
    """What the record makes its matters of."""
    return [
        Edge(one.first, one.second, one.score, certain=one.relation is not Relation.SAME_MATTER)
        for one in verdicts
        if one.relation in _JOINING
        and (one.outcome is Outcome.LINKED or one.relation is Relation.SAME_MATTER)
    ]


def _expected(members: Sequence[Member]) -> set[Pair]:
    held: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(members):
        for name in one.groups:
            held[name].append(at)
    return {pair for some in held.values() for pair in combinations(some, 2)}


def _mutual(pairs: Iterable[Pair]) -> Mapping[int, set[int]]:
    both: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in pairs:
        both[one].add(other)
        both[other].add(one)
    return both
