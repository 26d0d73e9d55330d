"""From the catalogue's rows to the facts that linking needs."""

from collections import defaultdict
from collections.abc import Sequence

from liaison.catalogue import models
from liaison.catalogue.models import Document, Edition
from liaison.kernel.finding import Finding, Part, Span
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of


def facts_from_catalogue(documents: Sequence[Document], secret: bytes) -> dict[int, Facts]:
    """The facts of documents, by row; of one whose editions are not there (yet), none."""
    editions: dict[int, list[EditionRead]] = defaultdict(list)
    rows = list(
        Edition.objects.filter(document__in=[one.pk for one in documents]).order_by("role", "pk")
    )
    found = _findings(rows)
    for row in rows:
        editions[row.document_id].append(EditionRead(_parts(row), found[row.pk]))
    return {
        one.pk: facts_of(one.identifier, editions[one.pk], secret=secret)
        for one in documents
        if one.pk in editions
    }


def _parts(row: Edition) -> dict[Part, str]:
    reading = Reading(Format(row.format), row.title or row.stated_title, row.text)
    return parts_of(reading, Context(address=row.address, stated_date=row.stated_date))


def _findings(rows: Sequence[Edition]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = defaultdict(list)
    kept = models.Finding.objects.filter(edition__in=[row.pk for row in rows]).order_by("pk")
    for one in kept:
        span = Span(Part(one.part), one.start, one.end)
        found[one.edition_id].append(
            Finding(one.kind, one.value, span, one.method, one.version, one.confidence)
        )
    return found
