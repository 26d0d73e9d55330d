"""What followed, kept in rows of its own for counting: outcomes, laws, letters with a reply."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from liaison.catalogue.inserting import insert
from liaison.catalogue.models import Document, Followed, Link
from liaison.catalogue.related import LINKED
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.kernel.relation import Relation

OUTCOME, LAW, REPLY = (kind for kind, _words in Followed.KINDS)
_COLUMNS = ("document_id", "kind", "country", "mechanism", "code", "year", "stage", "days")
_AT_ONCE = 500  # documents
_FEW = 3  # countries: a text that names more is about none of them in particular
_Row = tuple[Any, ...]


def note_around(identifier: str) -> None:
    """The same of one document and the letters it answers. Call inside a transaction."""
    answered = Link.objects.filter(document=identifier, relation=Relation.REPLY_TO)
    note_followed([identifier, *answered.values_list("other", flat=True)])


def note_followed(identifiers: Iterable[str]) -> None:
    """Say anew what these documents tell that followed. Call inside a transaction.

    Whatever changes a document or its links comes here: a reply that comes, goes or changes its
    date is noted with the letter that it answers.
    """
    named = sorted({*identifiers})
    for start in range(0, len(named), _AT_ONCE):
        _note(named[start : start + _AT_ONCE])


def countries_of(row: Document) -> Sequence[str]:
    """What a document is counted under: what it is about, else the few countries that it names."""
    about: list[str] = row.about
    countries: list[str] = row.countries
    return countries if not about and len(countries) <= _FEW else about


def _note(named: Sequence[str]) -> None:
    documents = Document.objects.filter(identifier__in=named)
    Followed.objects.filter(document__in=documents.values("pk")).delete()
    shown = list(documents.filter(withdrawn=False).order_by("pk"))
    replies = _replies([row.identifier for row in shown])
    insert(Followed, _COLUMNS, [one for row in shown for one in _rows(row, replies)])


def _rows(row: Document, replies: Mapping[str, Sequence[str]]) -> Iterator[_Row]:
    told: list[tuple[str, str, str, int | None]]
    told = [(OUTCOME, code, "", None) for code in row.accountability]
    told += [(LAW, *_parted(law), None) for law in row.structural]
    if row.identifier in replies:
        told.append((REPLY, row.kind, "", _days(row.published, replies[row.identifier])))
    for country in ("", *countries_of(row)):
        for kind, code, stage, days in dict.fromkeys(told):
            yield row.pk, kind, country, row.mechanism, code, row.published[:4], stage, days


def _parted(law: str) -> tuple[str, str]:
    code, _colon, stage = law.partition(":")
    return code, stage


def _replies(letters: Collection[str]) -> dict[str, list[str]]:
    """When what is shown of the replies to each was published."""
    links = Link.objects.filter(other__in=letters, relation=Relation.REPLY_TO, outcome=LINKED)
    pairs = list(links.values_list("document", "other"))
    published = dict(
        _shown({reply for reply, _letter in pairs}).values_list("identifier", "published")
    )
    found: dict[str, list[str]] = {}
    for reply, letter in pairs:
        if reply in published:
            found.setdefault(letter, []).append(published[reply])
    return found


def _shown(identifiers: Collection[str]) -> QuerySet[Document]:
    return Document.objects.filter(identifier__in=identifiers, withdrawn=False)


def _days(sent: str, replies: Collection[str]) -> int | None:
    """From a letter to its first reply; None where one of the days is not known."""
    first = _exact(sent)
    answers = [day for reply in replies if (day := _exact(reply)) is not None]
    if first is None or not answers:
        return None
    return max(min(answers) - first, 0)


def _exact(date: str) -> int | None:
    if not date:
        return None
    known = PartialDate.parse(date)
    return known.first_day().toordinal() if known.precision is Precision.DAY else None
