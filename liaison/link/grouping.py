"""Which documents make up one matter, and which address it has. Pure."""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison.kernel.identifier import matter_identifier
from liaison.link.matter import BARS

LARGEST = 500  # documents of a matter: a chain of weak links must not swallow the record
_SUREST_NOT = 0.01
_ABSENT = math.log(BARS.proposed / (1 - BARS.proposed))


@dataclass(frozen=True, slots=True)
class Edge:
    """Two documents (identifiers) that may belong together, and how surely.

    `score` is that of the verdict on same matter, proposals included. `certain`: they belong
    together whatever else is said, because one is a copy, translation, update or answer of the
    other. `decided`: because a person said so.
    """

    one: str
    other: str
    score: float
    decided: bool = False
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a regrouping gives: the matter of each document, and where merged matters went."""

    matters: Mapping[str, str]  # document → its matter, or ""
    founders: Mapping[str, str]  # matter → its first document, for matters that are new
    merged: Mapping[str, str]  # matter → the one that it is part of now, or "" where it is back


def group(edges: Iterable[Edge], apart: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The groups that the edges make, the surest first; what a person kept apart stays apart.

    Documents that are certain to belong together, copies and translations among them, stand as one.
    Two groups become one where the mean of the evidence between all of their members speaks for
    it (average linkage): a single link does not chain two matters together. A person's word does:
    it makes one of the groups that its documents are in, or, where others of their members are kept
    apart, takes them out of these. An edge that would bring together two documents of `apart`, or
    more than `LARGEST` documents, is passed over. Groups of one are left out. The order of the
    edges plays no part.
    """
    ordered = sorted(edges, key=lambda e: (not e.decided, -e.score, e.one, e.other))
    groups, refused = _linked(ordered, apart, first=())
    if refused:
        groups, _ = _linked(ordered, apart, first=refused)
    return groups.found()


def _linked(
    ordered: Sequence[Edge], apart: Collection[frozenset[str]], first: Collection[Edge]
) -> tuple["_Groups", list[Edge]]:
    """The groups, and what a person linked that could not be joined in the end."""
    groups = _Groups(apart)
    for edge in (*first, *(edge for edge in ordered if edge.certain)):
        groups.join(edge.one, edge.other)
    linkage = _Linkage(groups)
    for edge in ordered:
        linkage.note(edge)
    linkage.run()
    said = [edge for edge in ordered if edge.decided]
    return groups, [edge for edge in said if not groups.join(edge.one, edge.other)]


class _Groups:
    """Which documents are together so far; each group is called by its first member."""

    def __init__(self, apart: Collection[frozenset[str]]) -> None:
        self._enemies: dict[str, set[str]] = defaultdict(set)
        for one, other in map(sorted, apart):
            self._enemies[one].add(other)
            self._enemies[other].add(one)
        self._members: dict[str, set[str]] = {}
        self._name: dict[str, str] = {}

    def name(self, document: str) -> str:
        """The name of the group that a document is in."""
        if document not in self._name:
            self._name[document] = document
            self._members[document] = {document}
        return self._name[document]

    def join(self, one: str, other: str) -> bool:
        """Make one group of those of two documents; whether it may be, or is one already."""
        mine, theirs = self.name(one), self.name(other)
        if mine == theirs:
            return True
        both = self._members[mine], self._members[theirs]
        if sum(map(len, both)) > LARGEST:
            return False
        if any(not both[1].isdisjoint(self._enemies.get(member, ())) for member in both[0]):
            return False
        kept, dropped = sorted((mine, theirs))
        for member in self._members[dropped]:
            self._name[member] = kept
        self._members[kept] |= self._members.pop(dropped)
        return True

    def found(self) -> list[frozenset[str]]:
        """The groups of two and more, by their first members."""
        several = (members for members in self._members.values() if len(members) > 1)
        return sorted(map(frozenset, several), key=min)


class _Linkage:
    """Joins groups while the mean of the evidence between them speaks for it.

    Evidence is the logarithm of odds. A pair without an edge scored too little to be proposed,
    and counts as one that just did not.
    """

    def __init__(self, groups: _Groups) -> None:
        self._groups = groups
        self._between: dict[str, dict[str, float]] = defaultdict(dict)
        self._units: dict[str, int] = {}

    def note(self, edge: Edge) -> None:
        """Take an edge into account: of several between the same two, the strongest."""
        one, other = self._groups.name(edge.one), self._groups.name(edge.other)
        self._units[one] = self._units[other] = 1
        if one != other:
            above = _odds(edge.score) - _ABSENT
            strongest = max(above, self._between[one].get(other, above))
            self._between[one][other] = self._between[other][one] = strongest

    def run(self) -> None:
        """Join, the surest first, until no mean speaks for it."""
        waiting = [self._entry(one, other) for one in self._between for other in self._between[one]]
        waiting = [entry for entry in waiting if entry[1] < entry[2]]
        heapq.heapify(waiting)
        while waiting:
            entry = heapq.heappop(waiting)
            cost, one, other = entry
            if other not in self._between.get(one, ()) or entry != self._entry(one, other):
                continue
            if cost > 0:
                return
            if self._groups.join(one, other):
                for near in self._merge(one, other):
                    heapq.heappush(waiting, self._entry(one, near))
            else:
                del self._between[one][other], self._between[other][one]

    def _entry(self, one: str, other: str) -> tuple[float, str, str]:
        one, other = sorted((one, other))
        mean = self._between[one][other] / (self._units[one] * self._units[other]) + _ABSENT
        return -mean, one, other

    def _merge(self, kept: str, dropped: str) -> list[str]:
        """Give one group the edges of another; back come the groups that it now has edges to."""
        for near, above in self._between.pop(dropped).items():
            del self._between[near][dropped]
            if near != kept:
                total = self._between[kept].get(near, 0.0) + above
                self._between[kept][near] = self._between[near][kept] = total
        self._units[kept] += self._units.pop(dropped)
        return list(self._between[kept])


def _odds(score: float) -> float:
    within = min(max(score, _SUREST_NOT), 1 - _SUREST_NOT)
    return math.log(within / (1 - within))


def settle(
    groups: Sequence[frozenset[str]],
    held: Mapping[str, str],
    founders: Mapping[str, str],
    age: Callable[[str], tuple[object, ...]],
) -> Settled:
    """Give each group the address of a matter, changing as few as possible.

    `held` says which matter each document of the region is in now ("" for none), `founders` who
    founded the matters that the region knows, merged ones included; `age` orders documents, the
    oldest first. A group keeps the matter of its oldest founder; where no founder of a matter is
    left (it was withdrawn), the largest group that held it keeps it; else a new matter is named
    after the group's oldest document, so that a record built anew from its archive gives the
    same address.
    """
    matter_of = {founder: matter for matter, founder in founders.items()}
    placed = frozenset().union(*groups)
    orphans = {matter for matter, founder in founders.items() if founder not in placed}
    matters = dict.fromkeys(held, "")
    made: dict[str, str] = {}
    merged: dict[str, str] = {}
    for members in sorted(groups, key=lambda one: (-len(one), min(one))):
        ordered = sorted(members, key=age)
        founded = [matter_of[member] for member in ordered if member in matter_of]
        left = [held[member] for member in ordered if held.get(member, "") in orphans]
        if founded:
            chosen = founded[0]
        elif left:
            chosen = left[0]
            orphans.discard(chosen)
        else:
            chosen = matter_identifier(ordered[0])
            made[chosen] = ordered[0]
        merged |= {matter: "" if matter == chosen else chosen for matter in (*founded, *left)}
        matters |= dict.fromkeys(members, chosen)
    return Settled(matters, made, merged)
