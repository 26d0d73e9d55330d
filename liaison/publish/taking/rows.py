"""The entries of a whole selection as rows, a batch at a time, in memory that does not grow."""

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from liaison.catalogue.models import Document, Telling
from liaison.publish import declared, queries, search, standing
from liaison.publish.context import origin
from liaison.publish.names import without_names
from liaison.publish.provenance import web_address
from liaison.publish.question import Question
from liaison.publish.record import record_kind
from liaison.publish.titles import title

_BATCH = 500  # entries
_MOST = 2_000  # documents of a batch: an entry may have many copies
COLUMNS = (
    "identifier",
    "title",
    "title_language",
    "mechanism",
    "kind",
    "symbol",
    "published",
    "about",
    "countries",
    "languages",
    "themes",
    "rights",
    "violations",
    "defenders",
    "perpetrators",
    "activities",
    "matter",
    "source",
    "licence",
    "original",
    "page",
    "first_captured",
    "changed_at",
    "gone_since",
    "others",
)


@dataclass(frozen=True, slots=True)
class Site:
    """What of a request is needed after it was answered: where the site is, in which language."""

    origin: str
    language: str
    invented: bool
    _document: str

    def page(self, identifier: str) -> str:
        """The address of a document's page."""
        return f"{self._document}{identifier}"


@dataclass(frozen=True, slots=True)
class Taken:
    """An entry: the document that stands for it, its copies and translations, and their facts."""

    row: Document
    others: Sequence[Document] = ()
    activities: Sequence[str] = ()  # kinds
    licence: str = ""

    @property
    def documents(self) -> Sequence[Document]:
        """All of them."""
        return (self.row, *self.others)


def site_of(request: HttpRequest) -> Site:
    """The site as the reader of this request knows it."""
    here = origin(request)
    page = here + reverse("document", args=["x"]).removesuffix("x")
    return Site(here, get_language() or "en", record_kind() == "rehearsal", page)


def batches(question: Question) -> Iterator[Sequence[Taken]]:
    """Every entry of a selection, newest first.

    Which there are is that of one state of the index; what is said of each is that of the moment
    in which its batch is read, without what was withdrawn until then. Raises HomeUnusable where
    the index cannot be read.
    """
    for number, groups in enumerate(_pieces(search.every(question))):
        if number == 1:
            _read_unmapped()
        # A long answer must not outlive a withdrawal: each batch asks anew.
        standing.look_anew()
        yield taken(groups)


def taken(groups: Sequence[Sequence[str]]) -> Sequence[Taken]:
    """Entries by the identifiers of their documents, leading first; without those not shown."""
    named = [identifier for group in groups for identifier in group]
    rows = {row.identifier: row for row in queries.documents_named(named)}
    kinds = _activities(rows.values())
    licences = _licences()
    found = []
    for group in groups:
        shown = [rows[identifier] for identifier in group if identifier in rows]
        if shown:
            told = {kind for row in shown for kind in kinds.get(row.pk, ())}
            licence = licences.get(shown[0].source_id, "")
            found.append(Taken(shown[0], shown[1:], sorted(told), licence))
    return found


def fields(one: Taken, site: Site) -> dict[str, Any]:
    """An entry under the names of COLUMNS, those of the API; dates are as precise as known.

    An invented record says so first in each row.
    """
    row = one.row
    return ({"rehearsal": True} if site.invented else {}) | {
        "identifier": row.identifier,
        "title": title(row),
        "title_language": row.title_language if row.title else "",
        "mechanism": row.mechanism,
        "kind": row.kind,
        "symbol": without_names(row.symbol),
        "published": row.published,
        "about": row.about,
        "countries": row.countries,
        "languages": row.languages,
        "themes": row.themes,
        "rights": row.rights,
        "violations": row.violations,
        "defenders": row.defenders,
        "perpetrators": row.perpetrators,
        "activities": list(one.activities),
        "matter": row.matter or None,
        "source": row.source_id,
        "licence": one.licence,
        "original": web_address(row.address) or None,
        "page": site.page(row.identifier),
        "first_captured": row.first_captured,
        "changed_at": max(each.changed_at for each in one.documents),
        "gone_since": row.gone_since,
        "others": [other.identifier for other in one.others],
    }


def columns(site: Site) -> Sequence[str]:
    """The names of `fields`, in their order."""
    return ("rehearsal", *COLUMNS) if site.invented else COLUMNS


def whole(question: Question) -> Question:
    """The question without what says in which order, and how much of it, a page shows."""
    return dataclasses.replace(question, sort=None, page=1, more=None)


def _pieces(groups: Iterator[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    while piece := list(itertools.islice(groups, _BATCH)):
        start, size = 0, 0
        for end, group in enumerate(piece):
            if size + len(group) > _MOST and end > start:
                yield piece[start:end]
                start, size = end, 0
            size += len(group)
        yield piece[start:]


def _read_unmapped() -> None:
    """Let this connection read its file by pieces: a mapped one counts as memory, up to 1 GB of it.

    Django replaces a connection within a minute, so what is asked afterwards is quick again.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")


def _activities(rows: Iterable[Document]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = {}
    told = Telling.objects.filter(document__in=[row.pk for row in rows], activity__shown=True)
    for pk, kind in told.values_list("document_id", "kind").distinct():
        found.setdefault(pk, []).append(kind)
    return found


def _licences() -> Mapping[str, str]:
    return {one.id: one.licence.text for one in declared.sources().values()}
