"""From the catalogue's rows to the facts that linking needs."""

from collections import defaultdict
from collections.abc import Sequence

from liaison.catalogue import models
from liaison.catalogue.description import ROLE_ORDER, Decision, standing
from liaison.catalogue.models import Document, Edition
from liaison.catalogue.queries import standing_decisions
from liaison.kernel.finding import Finding, FindingKind, Part, Span
from liaison.kernel.item import Role
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of

_NEEDED = (
    "document", "role", "address", "format", "title", "stated_title", "text", "stated_date",
)  # fmt: skip
# The kinds of findings that facts take from editions. All others stand with the document.
_READ = (
    FindingKind.LANGUAGE,
    FindingKind.PERSON,
    FindingKind.REFERENCE,
    FindingKind.EVENT_DATE,
)
_FOUND = (
    "edition_id", "kind", "value", "part", "start", "end", "method", "version", "confidence",
)  # fmt: skip
_PARTS = {part.value: part for part in Part}


def facts_from_catalogue(documents: Sequence[Document], secret: bytes) -> dict[int, Facts]:
    """The facts of documents, by row; of one whose editions are not there (yet), none."""
    editions: dict[int, list[EditionRead]] = defaultdict(list)
    # In an order of their own, not in that of their arrival: of many names the first are taken.
    rows = sorted(
        Edition.objects.filter(document__in=[one.pk for one in documents]).only(*_NEEDED),
        key=lambda row: (ROLE_ORDER[Role(row.role)], row.address),
    )
    found = _findings(rows)
    decisions = standing_decisions([one.identifier for one in documents])
    for row in rows:
        editions[row.document_id].append(EditionRead(_parts(row), found[row.pk]))
    return {
        one.pk: facts_of(
            one.identifier,
            editions[one.pk],
            secret=secret,
            decided=_standing(one, editions[one.pk], decisions.get(one.identifier, ())),
        )
        for one in documents
        if one.pk in editions
    }


def _standing(
    document: Document, editions: Sequence[EditionRead], decisions: Sequence[Decision]
) -> dict[FindingKind, list[str]]:
    """What stands after people's corrections: as described, and of references as described here."""
    cited = [
        one.value
        for edition in editions
        for one in edition.findings
        if one.kind == FindingKind.REFERENCE
    ]
    return {
        FindingKind.PUBLISHED: [document.published],
        FindingKind.MECHANISM: [document.mechanism],
        FindingKind.DOCUMENT_KIND: [document.kind],
        FindingKind.SYMBOL: [document.symbol],
        FindingKind.ABOUT: document.about,
        FindingKind.COUNTRY: document.countries,
        FindingKind.VIOLATION: document.violations,
        FindingKind.STRUCTURAL: document.structural,
        FindingKind.ACCOUNTABILITY: document.accountability,
        FindingKind.REFERENCE: standing(FindingKind.REFERENCE, cited, decisions),
    }


def _parts(row: Edition) -> dict[Part, str]:
    reading = Reading(Format(row.format), row.title or row.stated_title, row.text)
    return parts_of(reading, Context(address=row.address, stated_date=row.stated_date))


def _findings(rows: Sequence[Edition]) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = defaultdict(list)
    kept = models.Finding.objects.filter(edition__in=[row.pk for row in rows], kind__in=_READ)
    for pk, kind, value, part, start, end, *rest in kept.order_by("pk").values_list(*_FOUND):
        found[pk].append(Finding(kind, value, Span(_PARTS[part], start, end), *rest))
    return found
