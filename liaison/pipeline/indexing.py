"""Feeding the search index from the outbox: the work of one process at a time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from liaison.catalogue.hidden import hidden_names
from liaison.catalogue.models import Document, Edition, IndexTask
from liaison.catalogue.queries import standing_values
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet, Writer
from liaison.kernel.finding import FindingKind

_BATCH = 500
_FEW = 3  # countries: a text that names more is about none of them in particular
_CITED = (FindingKind.REFERENCE, FindingKind.SYMBOL)


def open_index(directory: Path) -> Writer:
    """The index for writing; one that had to be made anew is owed the whole record.

    Raises HomeUnusable where another process is writing or the index cannot be used.
    """
    writer = open_writer(directory)
    if writer.fresh:
        owe_everything()
    return writer


@transaction.atomic
def owe_everything() -> int:
    """Queue every document for the index; how long the queue is."""
    identifiers = Document.objects.order_by("pk").values_list("identifier", flat=True).iterator()
    while batch := list(islice(identifiers, _BATCH)):
        IndexTask.objects.bulk_create([IndexTask(identifier=one) for one in batch])
    return IndexTask.objects.count()


def drain(writer: Writer, limit: int = 5_000) -> int:
    """Bring the index up to date with up to `limit` entries of the outbox; how many were done.

    What was indexed is committed before it leaves the outbox: a process killed in between does
    it once more, which changes nothing.
    """
    return _settle(writer, list(_owed().values_list("pk", "identifier")[:limit]))


def feed(writer: Writer, identifiers: Collection[str]) -> int:
    """The same for what the outbox owes of these documents alone; how many were done."""
    named = sorted(identifiers)
    return sum(
        _settle(
            writer,
            list(
                _owed()
                .filter(identifier__in=named[start : start + _BATCH])
                .values_list("pk", "identifier")
            ),
        )
        for start in range(0, len(named), _BATCH)
    )


def _owed() -> QuerySet[IndexTask]:
    return IndexTask.objects.order_by("pk")


def _settle(writer: Writer, tasks: Sequence[tuple[int, str]]) -> int:
    if not tasks:
        return 0
    identifiers = list(dict.fromkeys(identifier for _, identifier in tasks))
    for start in range(0, len(identifiers), _BATCH):
        batch = identifiers[start : start + _BATCH]
        found = list(entries(batch))
        writer.remove(set(batch) - {entry.identifier for entry in found})
        writer.add(found)
    writer.commit()
    done = [pk for pk, _ in tasks]
    for start in range(0, len(done), _BATCH):
        IndexTask.objects.filter(pk__in=done[start : start + _BATCH]).delete()
    return len(tasks)


def all_entries() -> Iterator[Entry]:
    """Every document that can be found, as the index should know it."""
    shown = Document.objects.filter(withdrawn=False).order_by("pk")
    identifiers = shown.values_list("identifier", flat=True).iterator(chunk_size=_BATCH)
    while batch := list(islice(identifiers, _BATCH)):
        yield from entries(batch)


def entries(identifiers: Sequence[str]) -> Iterable[Entry]:
    """The entries of documents; withdrawn ones and those that do not exist have none.

    A withdrawn name is no word of its text.
    """
    documents = Document.objects.filter(identifier__in=identifiers, withdrawn=False).in_bulk()
    texts = _texts(list(documents))
    references = _references(list(documents))
    hidden = hidden_names(settings.HOME.secret)
    for pk, document in documents.items():
        titles, bodies = texts.get(pk, ({}, {}))
        if document.title not in titles.get(document.title_language, "").split("\n"):
            own = titles.get(document.title_language, "")
            titles[document.title_language] = f"{document.title}\n{own}" if own else document.title
        yield Entry(
            identifier=document.identifier,
            titles={code: hidden.cover(text, by=" ") for code, text in titles.items()},
            bodies={code: hidden.cover(text, by=" ") for code, text in bodies.items()},
            references=[one for one in references.get(pk, []) if not hidden.stand_in(one)],
            published=document.published_from,
            facets=facets_of(document),
        )


def facets_of(document: Document) -> dict[Facet, list[str]]:
    """What a document is counted under."""
    about = document.about
    if not about and len(document.countries) <= _FEW:
        about = document.countries
    year = document.published[:4]
    return {
        Facet.MECHANISM: [document.mechanism] if document.mechanism else [],
        Facet.SOURCE: [document.source_id],
        Facet.KIND: [document.kind] if document.kind else [],
        Facet.COUNTRY: list(about),
        Facet.LANGUAGE: list(document.languages),
        Facet.YEAR: [year] if year else [],
    }


def _texts(pks: Sequence[int]) -> dict[int, tuple[dict[str, str], dict[str, str]]]:
    """Titles and bodies by language; editions in one language stand one after another."""
    found: dict[int, tuple[dict[str, str], dict[str, str]]] = {}
    rows = (
        Edition.objects.filter(document_id__in=pks)
        .order_by("document_id", "address_key")
        .values_list("document_id", "language", "title", "text")
    )
    for pk, language, title, text in rows.iterator(chunk_size=_BATCH):
        titles, bodies = found.setdefault(pk, ({}, {}))
        if title:
            titles[language] = f"{titles[language]}\n{title}" if language in titles else title
        if text:
            bodies[language] = f"{bodies[language]}\n\n{text}" if language in bodies else text
    return found


def _references(pks: Sequence[int]) -> dict[int, list[str]]:
    found = standing_values(pks, _CITED)
    return {pk: sorted({one for kind in _CITED for one in by[kind]}) for pk, by in found.items()}
