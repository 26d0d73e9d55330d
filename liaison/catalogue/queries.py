"""What others ask of the catalogue while they work on it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import connection
from django.db.models import Q
from django.db.models.functions import Left

from liaison.catalogue.description import Decision, EditionView, Said, standing
from liaison.catalogue.models import (
    Correction,
    Document,
    Edition,
    Finding,
    LinkDecision,
    Withdrawal,
    WithdrawnName,
)
from liaison.kernel.relation import Relation

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


def standing_values(
    document_ids: Collection[int], kinds: Collection[str]
) -> Mapping[int, Mapping[str, list[str]]]:
    """What each document says of each kind after people's corrections, by row number.

    Every kind and every document asked for is there, perhaps with an empty list. For kinds of
    which a document has one value alone (`description.SINGLE`), and for what it is about at all,
    read the fields of `Document`: those follow the surest finding, these hold all.
    """
    found: dict[int, dict[str, list[str]]] = {
        pk: {kind: [] for kind in kinds} for pk in document_ids
    }
    rows = Finding.objects.filter(edition__document_id__in=document_ids, kind__in=kinds)
    for pk, kind, value in rows.values_list("edition__document_id", "kind", "value").distinct():
        found[pk][kind].append(value)
    named = dict(Document.objects.filter(pk__in=document_ids).values_list("pk", "identifier"))
    decisions = standing_decisions(named.values())
    return {
        pk: {
            kind: standing(kind, values, decisions.get(named.get(pk, ""), ()))
            for kind, values in by_kind.items()
        }
        for pk, by_kind in found.items()
    }


def standing_link_decisions(
    identifiers: Collection[str] | None = None,
) -> Mapping[tuple[str, str, Relation], bool]:
    """People's yes or no by two documents and their relation; of all, or where one is among these.

    The two identifiers stand in the order of `liaison.kernel.relation.ordered`. Of several
    decisions that nobody took back, the latest counts. A withdrawn document has its decisions
    still: leave it out before asking. `identifiers` are a batch, not the whole record.
    """
    rows = LinkDecision.objects.filter(undone_at=None)
    if identifiers is not None:
        rows = rows.filter(Q(first__in=identifiers) | Q(second__in=identifiers))
    return {
        (first, second, Relation(relation)): linked
        for first, second, relation, linked in rows.order_by("pk").values_list(
            "first", "second", "relation", "linked"
        )
    }


def withdrawn_among(identifiers: Iterable[str]) -> set[str]:
    """Those of the documents that are withdrawn, whether or not their rows exist."""
    return set(
        Withdrawal.objects.filter(identifier__in=identifiers, undone_at=None).values_list(
            "identifier", flat=True
        )
    )


def withdrawn_names() -> frozenset[str]:
    """The digests of all names that are withdrawn, for `liaison.names.find_withdrawn`."""
    rows = WithdrawnName.objects.filter(undone_at=None).values_list("digests", flat=True)
    return frozenset(digest for digests in rows for digest in digests)


def state_of_withdrawals() -> str:
    """Differs after each withdrawal of a document or name, and after each undoing of one.

    One question for both, before anything that was kept from an earlier one is used again. A
    handful of rows each.
    """
    quote = connection.ops.quote_name
    asked = [
        f"(SELECT {what} FROM {quote(table._meta.db_table)})"  # noqa: S608 (names of our own)
        for table in (Withdrawal, WithdrawnName)
        for what in ("COUNT(*)", "COUNT(undone_at)", "MAX(made_at)", "MAX(undone_at)")
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        return " ".join(map(str, cursor.fetchone()))


def all_withdrawn() -> set[str]:
    """The identifiers of everything withdrawn."""
    return set(Withdrawal.objects.filter(undone_at=None).values_list("identifier", flat=True))
