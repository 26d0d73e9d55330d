"""What a feed holds, whatever its form."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Document, Edition
from liaison.kernel.item import Role
from liaison.kernel.partial_date import PartialDate, Precision
from liaison.publish import labels, titles
from liaison.publish.declared import source_name
from liaison.publish.provenance import web_address
from liaison.publish.record import record_kind
from liaison.publish.search import Passage
from liaison.publish.urns import identifier


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a feed. Addresses are paths of this site with their query strings."""

    name: str  # of the whole feed, the same for all its pages and forms
    title: str
    path: str
    alternate: str
    first: str
    previous: str = ""
    next: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a feed; `published_at` only where the day is known."""

    name: str  # a URN
    document: Document
    title: titles.Title
    page: str
    original: str
    author: str
    published_at: dt.datetime | None
    passage: Passage | None
    hashes: Sequence[str]  # SHA-256 of what was captured of the document, in hex


def items(entries: Iterable[tuple[Document, Passage | None]], here: str) -> list[Item]:
    """The documents of a page, each with a passage; `here` is the site's own scheme and host."""
    known = list(entries)
    hashes = _hashes([row for row, _passage in known])
    return [
        Item(
            name=identifier(f"document {row.identifier}"),
            document=row,
            title=titles.title_of_edition(row, None),
            page=here + reverse("document", args=[row.identifier]),
            original=web_address(row.address),
            author=_author(row),
            published_at=_published(row),
            passage=passage,
            hashes=hashes.get(row.pk, ()),
        )
        for row, passage in known
    ]


def told_title(page: Page) -> str:
    """The title of a feed; that of an invented record says so."""
    return f"{_('Rehearsal.')} {page.title}" if record_kind() == "rehearsal" else page.title


def warning() -> str:
    """What every feed of an invented record says of itself; "" of a real one."""
    if record_kind() != "rehearsal":
        return ""
    return _("Everything here is invented: no such mechanism, person, document or event exists.")


def _author(row: Document) -> str:
    if row.mechanism:
        return labels.mechanism(row.mechanism, get_language() or "en").text
    return source_name(row.source_id)


def _hashes(rows: Sequence[Document]) -> Mapping[int, Sequence[str]]:
    """Of the page or file that was captured for each document itself, without translations."""
    found: dict[int, list[str]] = {}
    captured = Edition.objects.filter(document__in=rows, role=Role.DOCUMENT).order_by("pk")
    for pk, digest in captured.values_list("document_id", "capture__sha256"):
        found.setdefault(pk, []).append(digest)
    return found


def _published(row: Document) -> dt.datetime | None:
    """Only a date that is known to the day: feeds have no way to say less."""
    if not row.published:
        return None
    date = PartialDate.parse(row.published)
    if date.precision is not Precision.DAY:
        return None
    return dt.datetime.combine(date.first_day(), dt.time(), tzinfo=dt.UTC)
