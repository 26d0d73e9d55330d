"""Taking captures along: what may be shown, and nothing that was withdrawn."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from liaison.archive.models import Capture
from liaison.archive.wacz import Page, export
from liaison.catalogue.hidden import HiddenNames, hidden_names
from liaison.catalogue.models import Document, Edition
from liaison.catalogue.queries import all_withdrawn
from liaison.kernel.errors import MistakenInput
from liaison.kernel.identifier import document_identifier


def export_captures(
    folder: Path,
    target: Path,
    source_id: str | None,
    now: datetime,
    *,
    given: Collection[str] | None = None,
) -> int:
    """Write the captures of the record, or of one source, to a WACZ; give back how many.

    With `given`, those alone that came from one of these sources and belong to one's document.

    A capture is taken as it is or not at all: those of documents in which a withdrawn name stands
    are left out, whatever source gave the edition that names it, and so is one whose own address
    holds the name. Raises MistakenInput where the source has none or the file exists.
    """
    if target.exists():
        raise MistakenInput(f"{target} exists", "choose a new name: an export replaces nothing")
    captures = Capture.objects.order_by("warc", "offset")
    editions = Edition.objects.filter(document__withdrawn=False)
    if source_id is not None:
        captures = captures.filter(source_id=source_id)
        editions = editions.filter(document__source_id=source_id)
    if given is not None:
        captures = captures.filter(source_id__in=given)
        editions = editions.filter(document__source_id__in=given, capture__source_id__in=given)
    if not captures.exists():
        raise MistakenInput("no capture to export", "see `liaison status` for the sources")
    hidden = hidden_names(settings.HOME.secret)
    left_out = all_withdrawn() | _naming(Edition.objects.filter(document__withdrawn=False), hidden)
    if given is not None:
        others = Document.objects.exclude(source_id__in=given)
        mixed = others.filter(editions__capture__source_id__in=given)
        left_out |= set(mixed.values_list("identifier", flat=True))
    shown = (
        capture
        for capture in captures.iterator(chunk_size=2000)
        if document_identifier(capture.document_address) not in left_out
        and not hidden.stand_in(capture.address)
    )
    return export(folder, target, shown, _pages(editions, left_out), now)


def _naming(editions: QuerySet[Edition], hidden: HiddenNames) -> set[str]:
    """The documents in whose texts, titles or address a withdrawn name stands."""
    if not hidden:
        return set()
    rows = editions.order_by("pk").values_list(
        "document__identifier", "address", "title", "stated_title", "document__title", "text"
    )
    return {
        identifier
        for identifier, *texts in rows.iterator(chunk_size=200)
        if any(map(hidden.stand_in, texts))
    }


def _pages(editions: QuerySet[Edition], left_out: set[str]) -> Iterator[Page]:
    rows = editions.order_by("pk").values_list(
        "document__identifier", "address", "document__title", "capture__fetched_at"
    )
    for identifier, address, title, fetched_at in rows.iterator(chunk_size=2000):
        if identifier not in left_out:
            yield Page(address, title, fetched_at)
