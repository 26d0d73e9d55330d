"""What a document has to do with others: its links, and who cites whom."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from liaison.catalogue.models import Correction, Document, Finding, Link, Matter
from liaison.kernel.finding import FindingKind
from liaison.kernel.relation import Relation

MOST_CITED = 50  # documents shown as citing, or as cited: some are cited by everybody
_MOST_NAMING = 500  # findings that are looked at for who cites, the newest first
LINKED = "linked"
PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Related:
    """Another document, and how the first stands to it.

    `turned`: read the relation from the other's side ("is answered by"). `reasons` are codes with
    parameters, in which no person is named.
    """

    relation: Relation
    turned: bool
    document: Document
    score: float
    decided: bool = False
    reasons: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def related(row: Document, outcome: str = LINKED) -> list[Related]:
    """The documents linked with one (or proposed to be), the surest first; withdrawn ones left out.

    Who is cited and who cites is not among them: see `cited_in` and `cited_by`.
    """
    links = list(
        Link.objects.filter(
            Q(document=row.identifier) | Q(other=row.identifier), outcome=outcome
        ).order_by("-decided", "-score", "pk")
    )
    ends = {end for link in links for end in (link.document, link.other)}
    rows = _shown(ends)
    found = []
    for link in links:
        turned = link.other == row.identifier
        other = rows.get(link.document if turned else link.other)
        if other is not None:
            relation = Relation(link.relation)
            found.append(
                Related(
                    relation,
                    turned and not relation.mutual,
                    other,
                    link.score,
                    link.decided,
                    link.reasons,
                )
            )
    return found


def proposed(limit: int) -> tuple[list[tuple[Link, Document, Document]], int]:
    """The likeliest links that wait for a decision, with their documents; how many there are."""
    waiting = Link.objects.filter(outcome=PROPOSED)
    links = list(waiting.order_by("-score", "pk")[:limit])
    rows = _shown(end for link in links for end in (link.document, link.other))
    shown = [
        (link, rows[link.document], rows[link.other])
        for link in links
        if link.document in rows and link.other in rows
    ]
    return shown, waiting.count()


@dataclass(frozen=True, slots=True)
class Cited:
    """The documents that bear a reference which one names, and those that name what it bears.

    Whichever arrived first; the newest first, `MOST_CITED` at most of each.
    """

    named: Sequence[Document]
    naming: Sequence[Document]


def cited(row: Document, names: Collection[str]) -> Cited:
    """Whom a document cites, and who cites it.

    `names` are the references that it names, after people's corrections.
    """
    # What is looked for first: asked for at once, a database walks through all documents by day.
    values, keys = {*names} - {row.symbol, ""}, _naming(row)
    if not row.symbol and not values:
        return Cited((), ())
    meant = Q(symbol__in=values) | Q(pk__in=keys)
    added = _added(value=row.symbol)
    if row.symbol:
        meant |= Q(identifier__in=added.values("identifier"))
    found = Document.objects.filter(meant, withdrawn=False).exclude(pk=row.pk)
    newest = sorted(
        found.annotate(added=Exists(added.filter(identifier=OuterRef("identifier")))),
        key=lambda one: (one.published_from or dt.date.min, -one.pk),
        reverse=True,
    )
    named = [one for one in newest if one.symbol in values]
    naming = [one for one in newest if row.symbol and (one.pk in keys or one.added)]
    return Cited(named[:MOST_CITED], naming[:MOST_CITED])


def _naming(row: Document) -> set[int]:
    """The rows of documents in which the reference that one bears was found."""
    if not row.symbol:
        return set()
    found = _standing(
        Finding.objects.filter(kind=FindingKind.REFERENCE, value=row.symbol),
        identifier=OuterRef("edition__document__identifier"),
        value=row.symbol,
    )
    newest = found.order_by("-edition__document__published_from")
    return {*newest.values_list("edition__document", flat=True)[:_MOST_NAMING]}


def _standing(found: QuerySet[Finding], **of: Any) -> QuerySet[Finding]:  # noqa: ANN401 (a value or a column)
    """The findings that no person's last word removed; `of` says of which document and value."""
    last = _said().filter(**of).order_by("-pk").values("action")[:1]
    words = found.annotate(last_word=Subquery(last))
    return words.filter(Q(last_word=None) | ~Q(last_word="remove"))


def _added(**of: str) -> QuerySet[Correction]:
    """References that a person gave a document, and nobody removed since."""
    later = _said().filter(
        identifier=OuterRef("identifier"), value=OuterRef("value"), pk__gt=OuterRef("pk")
    )
    given = _said().filter(**of).exclude(action="remove")
    return given.exclude(Exists(later.filter(action="remove")))


def _said() -> QuerySet[Correction]:
    return Correction.objects.filter(kind=FindingKind.REFERENCE, undone_at=None)


def matter_of(identifier: str) -> tuple[str, list[Document]] | None:
    """The matter that an address leads to now, and its documents, the oldest first.

    A matter that was merged leads to the one that it is part of; one whose documents no longer
    belong together leads to its first document alone. None where there never was such a matter.
    """
    known = Matter.objects.filter(identifier=identifier).first()
    if known is None:
        return None
    founder = Document.objects.filter(identifier=known.founder).first()
    current = identifier
    if not _members(identifier) and founder is not None:
        current = founder.matter or identifier
    documents = _members(current)
    if not documents and founder is not None and not founder.withdrawn:
        documents = [founder]
    return current, documents


def _members(matter: str) -> list[Document]:
    rows = Document.objects.filter(matter=matter, withdrawn=False)
    return list(rows.order_by("published_from", "first_captured", "pk"))


def _shown(identifiers: Iterable[str]) -> dict[str, Document]:
    rows = Document.objects.filter(identifier__in=set(identifiers), withdrawn=False)
    return {row.identifier: row for row in rows}
