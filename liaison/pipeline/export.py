"""Taking captures along: what may be shown, and nothing that was withdrawn."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from liaison.archive.models import Capture
from liaison.archive.wacz import Page, export
from liaison.catalogue.models import Edition
from liaison.catalogue.queries import all_withdrawn
from liaison.kernel.errors import MistakenInput
from liaison.kernel.identifier import document_identifier


def export_captures(folder: Path, target: Path, source_id: str | None, now: datetime) -> int:
    """Write the captures of the record, or of one source, to a WACZ; give back how many.

    Raises MistakenInput where the source has none or the file exists.
    """
    if target.exists():
        raise MistakenInput(f"{target} exists", "choose a new name: an export replaces nothing")
    captures = Capture.objects.order_by("warc", "offset")
    editions = Edition.objects.filter(document__withdrawn=False)
    if source_id is not None:
        captures = captures.filter(source_id=source_id)
        editions = editions.filter(document__source_id=source_id)
    if not captures.exists():
        raise MistakenInput("no capture to export", "see `liaison status` for the sources")
    withdrawn = all_withdrawn()
    shown = (
        capture
        for capture in captures.iterator(chunk_size=2000)
        if document_identifier(capture.document_address) not in withdrawn
    )
    return export(folder, target, shown, _pages(editions), now)


def _pages(editions: QuerySet[Edition]) -> Iterator[Page]:
    rows = editions.order_by("pk").values_list("address", "document__title", "capture__fetched_at")
    for address, title, fetched_at in rows.iterator(chunk_size=2000):
        yield Page(address, title, fetched_at)
