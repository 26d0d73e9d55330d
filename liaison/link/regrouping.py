"""Matters as the record keeps them: regrouped wherever a link came, went or was decided."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Q

from liaison.catalogue.models import Document, Link, Matter
from liaison.catalogue.queries import standing_link_decisions
from liaison.kernel.relation import Relation
from liaison.link.grouping import Edge, Settled, group, settle
from liaison.link.verdict import Outcome

# Who cites another tells no more than that.
_JOINING = tuple(one.value for one in Relation if one is not Relation.CITES)
# What is only proposed as the same matter joins nothing by itself, but counts with the rest.
_COUNTS = Q(outcome=Outcome.LINKED) | Q(outcome=Outcome.PROPOSED, relation=Relation.SAME_MATTER)
_FURTHEST = 4_000  # documents looked at for one regrouping
_LOCK = 0x6C696E6B  # names the lock under which matters are regrouped
_AT_ONCE = 400


def regroup(identifiers: Iterable[str], now: datetime) -> None:
    """Settle the matters of these documents and of all that hang together with them.

    Call inside a transaction, after `one_at_a_time`.
    """
    region = _region(set(identifiers))
    _hold(region)
    edges = _edges(region)
    held = dict(_of_documents(region, "matter"))
    founders = _founders(region, set(held.values()))
    ages = _ages(region)
    shown = [edge for edge in edges if edge.one in ages and edge.other in ages]
    groups = group(shown, _apart(region))
    _keep(settle(groups, held, founders, lambda one: (ages[one], one)), held, now)


def one_at_a_time() -> None:
    """Keep other workers from writing links and matters until the transaction ends.

    On SQLite the transaction itself does so.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _hold(region: set[str]) -> None:
    """Lock the documents in the order in which all lock them, or two could wait for each other."""
    rows = Document.objects.filter(identifier__in=sorted(region)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def _region(seed: set[str]) -> set[str]:
    """All that is reached by joining links or by a matter held in common."""
    region, edge = set(seed), set(seed)
    while edge and len(region) < _FURTHEST:
        reached: set[str] = set()
        for some in _pieces(edge):
            links = Link.objects.filter(outcome=Outcome.LINKED, relation__in=_JOINING)
            ends = links.filter(Q(document__in=some) | Q(other__in=some))
            for pair in ends.values_list("document", "other"):
                reached.update(pair)
            matters = Document.objects.filter(identifier__in=some).exclude(matter="")
            reached.update(
                Document.objects.filter(matter__in=matters.values("matter")).values_list(
                    "identifier", flat=True
                )
            )
        edge = reached - region
        region |= edge
    return region


def _edges(region: set[str]) -> list[Edge]:
    edges = []
    for some in _pieces(region):
        rows = Link.objects.filter(_COUNTS, relation__in=_JOINING, document__in=some)
        edges += [
            Edge(
                row.document,
                row.other,
                row.score,
                decided=row.decided,
                certain=row.relation != Relation.SAME_MATTER,
            )
            for row in rows
            if row.other in region
        ]
    return edges


def _apart(region: set[str]) -> set[frozenset[str]]:
    """The pairs that a person said are not one matter."""
    return {
        frozenset((first, second))
        for some in _pieces(region)
        for (first, second, relation), linked in standing_link_decisions(some).items()
        if relation is Relation.SAME_MATTER and not linked
    }


def _of_documents(region: set[str], field: str) -> Iterable[tuple[str, str]]:
    for some in _pieces(region):
        yield from Document.objects.filter(identifier__in=some).values_list("identifier", field)


def _ages(region: set[str]) -> Mapping[str, datetime]:
    """When each was first captured; those withdrawn left out: they belong to no matter."""
    ages: dict[str, datetime] = {}
    for some in _pieces(region):
        rows = Document.objects.filter(identifier__in=some, withdrawn=False)
        ages |= dict(rows.values_list("identifier", "first_captured"))
    return ages


def _founders(region: set[str], matters: set[str]) -> dict[str, str]:
    known: dict[str, str] = {}
    for some in _pieces(region | matters):
        rows = Matter.objects.filter(Q(founder__in=some) | Q(identifier__in=some))
        known |= dict(rows.values_list("identifier", "founder"))
    return known


def _keep(settled: Settled, held: Mapping[str, str], now: datetime) -> None:
    Matter.objects.bulk_create(
        [
            Matter(identifier=matter, founder=founder, made_at=now)
            for matter, founder in sorted(settled.founders.items())
        ]
    )
    changed: dict[str, list[str]] = {}
    for document, matter in settled.matters.items():
        if held.get(document, "") != matter:
            changed.setdefault(matter, []).append(document)
    for matter, documents in changed.items():
        for some in _pieces(set(documents)):
            Document.objects.filter(identifier__in=some).update(matter=matter)
    for matter, target in settled.merged.items():
        Matter.objects.filter(identifier=matter).exclude(merged_into=target).update(
            merged_into=target
        )


def _pieces(values: set[str]) -> Iterable[list[str]]:
    ordered = sorted(values)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
