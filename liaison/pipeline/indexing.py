"""Feeding the search index from the outbox: the work of one process at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from liaison.alerts.watching import owe
from liaison.catalogue.following import countries_of
from liaison.catalogue.groups import groups_around
from liaison.catalogue.hidden import hidden_names
from liaison.catalogue.models import Document, Edition, IndexTask, Telling
from liaison.catalogue.queries import standing_values
from liaison.index import open_writer
from liaison.index.protocol import Entry, Facet, Writer
from liaison.kernel.finding import FindingKind

_BATCH = 500
_CITED = (FindingKind.REFERENCE, FindingKind.SYMBOL, FindingKind.PROVISION)


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
        found = list(entries(groups_around(batch)))
        stale = {*batch, *(member for entry in found for member in entry.members)}
        writer.remove(stale - {entry.identifier for entry in found})
        writer.add(found)
    writer.commit()
    done = [pk for pk, _ in tasks]
    with transaction.atomic():  # whoever is told of what came hears of each, also after a kill
        owe(identifiers)
        for start in range(0, len(done), _BATCH):
            IndexTask.objects.filter(pk__in=done[start : start + _BATCH]).delete()
    return len(tasks)


def all_entries() -> Iterator[Entry]:
    """Everything that can be found, as the index should know it, each entry once."""
    shown = Document.objects.filter(withdrawn=False).order_by("pk")
    identifiers = shown.values_list("identifier", flat=True).iterator(chunk_size=_BATCH)
    while batch := list(islice(identifiers, _BATCH)):
        own = set(batch)
        yield from entries([one for one in groups_around(batch) if one[0].identifier in own])


def entries(groups: Sequence[Sequence[Document]]) -> Iterable[Entry]:
    """The entries of groups of documents that are one act of publishing, the first of each leading.

    A withdrawn name is no word of its text.
    """
    pks = [row.pk for group in groups for row in group]
    texts = _texts(pks)
    references = _references(pks)
    activities = _activities(pks)
    hidden = hidden_names(settings.HOME.secret)
    for group in groups:
        titles, bodies = _of_all(group, texts)
        yield Entry(
            identifier=group[0].identifier,
            titles={code: hidden.cover(text, by=" ") for code, text in titles.items()},
            bodies={code: hidden.cover(text, by=" ") for code, text in bodies.items()},
            references=sorted(
                one
                for row in group
                for one in {*references.get(row.pk, ())}
                if not hidden.stand_in(one)
            ),
            published=next((row.published_from for row in group if row.published_from), None),
            facets=_facets_of(group, activities),
            symbols=sorted(
                {row.symbol for row in group if row.symbol and not hidden.stand_in(row.symbol)}
            ),
            members=[row.identifier for row in group],
            changed=max(row.changed_at for row in group),
        )


_Texts = dict[str, str]  # by language


def _of_all(
    group: Sequence[Document], texts: Mapping[int, tuple[_Texts, _Texts]]
) -> tuple[_Texts, _Texts]:
    """Titles and bodies of a group by language; those in one language stand one after another."""
    titles: dict[str, dict[str, None]] = {}
    bodies: dict[str, list[str]] = {}
    for row in group:
        own, text = texts.get(row.pk, ({}, {}))
        for language, title in (*own.items(), (row.title_language, row.title)):
            titles.setdefault(language, {}).update(dict.fromkeys(title.split("\n")))
        for language, body in text.items():
            bodies.setdefault(language, []).append(body)
    return (
        {language: "\n".join(lines) for language, lines in titles.items()},
        {language: "\n\n".join(parts) for language, parts in bodies.items()},
    )


def _facets_of(
    group: Sequence[Document], activities: Mapping[int, Sequence[str]]
) -> dict[Facet, list[str]]:
    """What a group is counted under: whatever one of its documents is."""
    found: dict[Facet, dict[str, None]] = {facet: {} for facet in Facet}
    for row in group:
        for facet, values in facets_of(row).items():
            found[facet].update(dict.fromkeys(values))
        found[Facet.ACTIVITY].update(dict.fromkeys(activities.get(row.pk, ())))
    return {facet: list(values) for facet, values in found.items()}


def facets_of(document: Document) -> dict[Facet, list[str]]:
    """What a document is counted under by what is described of it."""
    year = document.published[:4]
    return {
        Facet.MECHANISM: [document.mechanism] if document.mechanism else [],
        Facet.SOURCE: [document.source_id],
        Facet.KIND: [document.kind] if document.kind else [],
        Facet.COUNTRY: list(countries_of(document)),
        Facet.THEME: list(document.themes),
        Facet.RIGHT: list(document.rights),
        Facet.VIOLATION: list(document.violations),
        Facet.DEFENDER: list(document.defenders),
        Facet.PERPETRATOR: list(document.perpetrators),
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


def _activities(pks: Sequence[int]) -> dict[int, list[str]]:
    """What kinds of activities each document tells of."""
    found: dict[int, list[str]] = {}
    rows = Telling.objects.filter(document__in=pks).order_by("document_id", "kind")
    for pk, kind in rows.values_list("document_id", "kind").distinct():
        found.setdefault(pk, []).append(kind)
    return found


def _references(pks: Sequence[int]) -> dict[int, list[str]]:
    found = standing_values(pks, _CITED)
    return {pk: sorted({one for kind in _CITED for one in by[kind]}) for pk, by in found.items()}
