"""What others ask of the catalogue while they work on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models.functions import Left

from liaison.catalogue.description import Decision, EditionView, Said
from liaison.catalogue.models import Correction, Edition, Finding, Withdrawal

_OPENING = 300  # characters


def edition_views(document_ids: Sequence[int]) -> Mapping[int, list[EditionView]]:
    """The editions of documents, with their findings, by document."""
    said: dict[int, list[Said]] = defaultdict(list)
    findings = (
        Finding.objects.filter(edition__document_id__in=document_ids)
        .order_by("pk")
        .values_list("edition_id", "kind", "value", "confidence")
    )
    for edition_id, kind, value, confidence in findings:
        said[edition_id].append(Said(kind, value, confidence))
    views: dict[int, list[EditionView]] = defaultdict(list)
    editions = Edition.objects.filter(document_id__in=document_ids).values_list(
        "pk",
        "document_id",
        "role",
        "format",
        "address",
        "language",
        "title",
        "stated_title",
        Left("text", _OPENING),
    )
    for pk, document_id, role, form, address, language, title, stated, opening in editions:
        views[document_id].append(
            EditionView(role, form, address, language, title, stated, opening, said[pk])
        )
    return views


def standing_decisions(identifiers: Iterable[str]) -> Mapping[str, list[Decision]]:
    """The corrections that nobody took back, oldest first, by document."""
    decisions: dict[str, list[Decision]] = defaultdict(list)
    rows = Correction.objects.filter(identifier__in=identifiers, undone_at=None).order_by("pk")
    for row in rows:
        decisions[row.identifier].append(Decision(row.kind, row.action, row.value))
    return decisions


def withdrawn_among(identifiers: Iterable[str]) -> set[str]:
    """Those of the documents that are withdrawn, whether or not their rows exist."""
    return set(
        Withdrawal.objects.filter(identifier__in=identifiers, undone_at=None).values_list(
            "identifier", flat=True
        )
    )


def all_withdrawn() -> set[str]:
    """The identifiers of everything withdrawn."""
    return set(Withdrawal.objects.filter(undone_at=None).values_list("identifier", flat=True))
