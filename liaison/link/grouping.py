"""Which documents make up one matter, and which address it has. Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from liaison.kernel.identifier import matter_identifier

LARGEST = 500  # documents of a matter: a chain of weak links must not swallow the record


@dataclass(frozen=True, slots=True)
class Edge:
    """Two documents (identifiers) that belong together, and how surely."""

    one: str
    other: str
    score: float
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a regrouping gives: the matter of each document, and where merged matters went."""

    matters: Mapping[str, str]  # document → its matter, or ""
    founders: Mapping[str, str]  # matter → its first document, for matters that are new
    merged: Mapping[str, str]  # matter → the one that it is part of now, or "" where it is back


def group(edges: Iterable[Edge], apart: Collection[frozenset[str]]) -> list[frozenset[str]]:
    """The groups that the edges make, the surest first; what a person kept apart stays apart.

    An edge that would bring together two documents of `apart`, or more than `LARGEST` documents,
    is passed over. Groups of one are left out. The order of the edges plays no part.
    """
    enemies: dict[str, set[str]] = defaultdict(set)
    for one, other in map(sorted, apart):
        enemies[one].add(other)
        enemies[other].add(one)
    groups: dict[str, set[str]] = {}
    for edge in sorted(edges, key=lambda e: (not e.decided, -e.score, e.one, e.other)):
        mine = groups.setdefault(edge.one, {edge.one})
        theirs = groups.setdefault(edge.other, {edge.other})
        if mine is theirs or len(mine) + len(theirs) > LARGEST:
            continue
        if any(not theirs.isdisjoint(enemies.get(member, ())) for member in mine):
            continue
        larger, smaller = (mine, theirs) if len(mine) >= len(theirs) else (theirs, mine)
        larger |= smaller
        groups |= dict.fromkeys(smaller, larger)
    distinct = {id(members): members for members in groups.values() if len(members) > 1}
    return sorted(map(frozenset, distinct.values()), key=min)


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
