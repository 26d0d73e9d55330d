"""Documents in the order in which they arrived or changed: what the index keeps no order of."""

import datetime as dt
from collections.abc import Sequence

from liaison.catalogue.models import Document
from liaison.index.protocol import Facet, Selection

_AT_ONCE = 900  # identifiers in one question to the database
_COLUMNS = {
    Facet.MECHANISM: "mechanism__in",
    Facet.SOURCE: "source_id__in",
    Facet.KIND: "kind__in",
    Facet.YEAR: "published_from__year__in",
}


def can_select(selection: Selection) -> bool:
    """Whether the catalogue alone can answer a selection: it knows no words."""
    chosen = {facet for facet, values in selection.chosen.items() if values}
    return not selection.words and chosen <= set(_COLUMNS)


def changed_in(selection: Selection, start: int, count: int) -> list[Document]:
    """Some of a large selection that the catalogue can answer, last changed first."""
    rows = Document.objects.filter(withdrawn=False, described_version__gt=0)
    for facet, values in selection.chosen.items():
        if values:
            rows = rows.filter(**{_COLUMNS[facet]: list(values)})
    if selection.since is not None:
        rows = rows.filter(published_from__gte=selection.since)
    if selection.until is not None:
        rows = rows.filter(published_from__lte=selection.until)
    return list(rows.order_by("-changed_at", "-id")[start : start + count])


def changed_among(identifiers: Sequence[str], start: int, count: int) -> list[Document]:
    """Some of these documents, last changed first."""
    found: list[tuple[dt.datetime, int]] = []
    for first in range(0, len(identifiers), _AT_ONCE):
        rows = Document.objects.filter(
            identifier__in=identifiers[first : first + _AT_ONCE], withdrawn=False
        )
        found += rows.values_list("changed_at", "pk")
    page = [pk for _, pk in sorted(found, reverse=True)[start : start + count]]
    kept = Document.objects.in_bulk(page)
    return [kept[pk] for pk in page if pk in kept]
