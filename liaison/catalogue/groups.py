"""Documents that are one act of publishing: copies and translations, an entry together."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Q

from liaison.catalogue.models import Document, Link
from liaison.catalogue.related import LINKED
from liaison.kernel.relation import Relation

_ONE = (Relation.SAME_DOCUMENT, Relation.TRANSLATION_OF)
_MOST = 1_000  # documents that hang together: more are a fault of linking, and each stands alone
_BATCH = 500
_LATER = dt.date.max

Pair = tuple[str, str]


def groups_around(identifiers: Collection[str]) -> list[tuple[Document, ...]]:
    """The groups of documents, and of all that hung together with them while they were shown.

    Withdrawn ones are in no group. The first of a group stands for it: the earliest published,
    then the one whose identifier sorts first, whichever arrived first.
    """
    pairs, met = _around(identifiers)
    rows: dict[str, Document] = {}
    for some in _batches(sorted(met)):
        rows |= Document.objects.filter(identifier__in=some, withdrawn=False).in_bulk(
            field_name="identifier"
        )
    kept = [pair for pair in pairs if pair[0] in rows and pair[1] in rows]
    return [
        tuple(sorted((rows[one] for one in group), key=_order)) for group in _together(rows, kept)
    ]


def joined(identifiers: Collection[str]) -> set[Pair]:
    """The pairs with one of these that are one act of publishing, as linked at the moment."""
    found: set[Pair] = set()
    for some in _batches(sorted(identifiers)):
        either = Q(document__in=some) | Q(other__in=some)
        links = Link.objects.filter(either, outcome=LINKED, relation__in=_ONE)
        found.update(links.values_list("document", "other"))
    return found


def _around(identifiers: Collection[str]) -> tuple[set[Pair], set[str]]:
    """Every pair that can be reached, and every document; of a batch, as far as of each alone."""
    pairs: set[Pair] = set()
    met, edge = set(identifiers), set(identifiers)
    while edge and len(met) <= len(identifiers) * _MOST:
        new = joined(edge)
        pairs |= new
        edge = {end for pair in new for end in pair} - met
        met |= edge
    return pairs, met


def _together(rows: Mapping[str, Document], pairs: Collection[Pair]) -> Iterator[list[str]]:
    neighbours: dict[str, list[str]] = {one: [] for one in rows}
    for one, other in pairs:
        neighbours[one].append(other)
        neighbours[other].append(one)
    left = set(rows)
    for start in rows:
        if start not in left:
            continue
        group, waiting = [], [start]
        left.discard(start)
        while waiting:
            group.append(one := waiting.pop())
            new = [other for other in neighbours[one] if other in left]
            left.difference_update(new)
            waiting += new
        if len(group) > _MOST:
            yield from ([one] for one in group)
        else:
            yield group


def _order(row: Document) -> tuple[dt.date, str]:
    return row.published_from or _LATER, row.identifier


def _batches(identifiers: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(identifiers), _BATCH):
        yield identifiers[start : start + _BATCH]
