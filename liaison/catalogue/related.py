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
_MOST_NAMING = 500  # findings that are looked at for who cites, the last found first
_MOST_LINKS = 300  # of a document: the copies of a text that everybody printed are more
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

    Of very many, the surest. Who is cited and who cites is not among them: see `cited`.
    """
    links = _links(row, outcome)
    return _at_the_end(row, links, _shown(_ends(links)))


@dataclass(frozen=True, slots=True)
class Company:
    """What belongs with a document, and further documents by identifier and by row."""

    related: Sequence[Related]
    cited: "Cited"
    named: Mapping[str, Document]
    numbered: Mapping[int, Document]


def linked_with(row: Document) -> list[Link]:
    """The links of a document, the surest first; of very many, the surest."""
    return _links(row, LINKED)


def company(
    row: Document,
    names: Collection[str],
    links: Sequence[Link],
    *,
    named: Collection[str] = (),
    numbered: Collection[int] = (),
) -> Company:
    """What `related` and `cited` say, and further documents: all of them looked up at once.

    `links` are those of `linked_with`, `named` and `numbered` are identifiers and rows.
    """
    citing = _Citing.of(row, names)
    ends = {*_ends(links), *named} - {row.identifier}
    meant = Q(identifier__in=ends) | Q(pk__in={*numbered, *citing.keys})
    found = citing.rows(meant)
    by_name = {one.identifier: one for one in found}
    by_row = {one.pk: one for one in found}
    return Company(
        _at_the_end(row, links, by_name),
        citing.told(found),
        {name: by_name[name] for name in named if name in by_name},
        {number: by_row[number] for number in numbered if number in by_row},
    )


def _links(row: Document, outcome: str) -> list[Link]:
    ends = Q(document=row.identifier) | Q(other=row.identifier)
    rows = Link.objects.filter(ends, outcome=outcome).order_by("-decided", "-score", "pk")
    return list(rows[:_MOST_LINKS])


def _ends(links: Iterable[Link]) -> set[str]:
    return {end for link in links for end in (link.document, link.other)}


def _at_the_end(
    row: Document, links: Iterable[Link], rows: Mapping[str, Document]
) -> list[Related]:
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
    citing = _Citing.of(row, names)
    if not row.symbol and not citing.values:
        return Cited((), ())
    return citing.told(citing.rows(Q(pk__in=citing.keys)))


@dataclass(frozen=True, slots=True)
class _Citing:
    """What is looked for: `values` that others bear, `keys` of those in which its own was found."""

    row: Document
    values: Collection[str]
    keys: Collection[int]

    @classmethod
    def of(cls, row: Document, names: Collection[str]) -> "_Citing":
        return cls(row, {*names} - {row.symbol, ""}, _naming(row))

    def rows(self, meant: Q) -> list[Document]:
        """These documents, those that bear a value, and those that a person made to cite."""
        added = _added(value=self.row.symbol)
        if self.values:
            meant |= Q(symbol__in=self.values)
        if self.row.symbol:
            meant |= Q(identifier__in=added.values("identifier"))
        found = Document.objects.filter(meant, withdrawn=False).exclude(pk=self.row.pk)
        if not self.row.symbol:
            return list(found)
        return list(found.annotate(added=Exists(added.filter(identifier=OuterRef("identifier")))))

    def told(self, found: Iterable[Document]) -> Cited:
        newest = sorted(
            found, key=lambda one: (one.published_from or dt.date.min, -one.pk), reverse=True
        )
        named = [one for one in newest if one.symbol in self.values]
        naming = [
            one for one in newest if self.row.symbol and (one.pk in self.keys or _is_added(one))
        ]
        return Cited(named[:MOST_CITED], naming[:MOST_CITED])


def _is_added(one: Document) -> bool:
    added: bool = getattr(one, "added", False)
    return added


def _naming(row: Document) -> list[int]:
    """The rows of the documents in which the reference that one bears was found, the newest first.

    Where very many name it, those of them that were found last.
    """
    if not row.symbol:
        return []
    found = _standing(
        Finding.objects.filter(
            kind=FindingKind.REFERENCE, value=row.symbol, edition__document__withdrawn=False
        ),
        identifier=OuterRef("edition__document__identifier"),
        value=row.symbol,
    ).exclude(edition__document=row.pk)
    last = found.order_by("-value", "-pk").values_list(
        "edition__document", "edition__document__published_from"
    )
    days = {pk: day or dt.date.min for pk, day in last[:_MOST_NAMING]}
    newest = sorted(days, key=lambda pk: (days[pk], -pk), reverse=True)
    return newest[:MOST_CITED]


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
    current, documents = identifier, _members(identifier)
    if not documents and founder is not None and founder.matter:
        current = founder.matter
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
