"""Taking captures along: what may be shown, and nothing that was withdrawn."""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from liaison.archive.models import Capture
from liaison.archive.wacz import Page, export
from liaison.catalogue.hidden import HiddenNames, hidden_names
from liaison.catalogue.models import Edition
from liaison.catalogue.queries import all_withdrawn
from liaison.kernel.errors import MistakenInput
from liaison.kernel.identifier import document_identifier


def export_captures(
    folder: Path,
    target: Path,
    source_id: str | None,
    now: datetime,
    *,
    may: Callable[[Capture], bool] | None = None,
) -> int:
    """Write the captures of the record, or of one source, to a WACZ; give back how many.

    A capture is taken as it is or not at all: those of documents in which a withdrawn name stands
    are left out, whatever source gave the edition that names it, and so is one whose own address
    holds the name. What leaves the house is asked of `may` instead, one by one, and the list of
    pages holds those alone of which it gave the bytes. Raises MistakenInput where the source has
    none or the file exists.
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
    if may is not None:
        taken: set[int] = set()
        shown = (capture for capture in _each(captures) if may(capture) and _noted(capture, taken))
        return export(folder, target, shown, _pages(editions, all_withdrawn(), taken), now)
    hidden = hidden_names(settings.HOME.secret)
    left_out = all_withdrawn() | _naming(Edition.objects.filter(document__withdrawn=False), hidden)
    shown = (
        capture
        for capture in _each(captures)
        if document_identifier(capture.document_address) not in left_out
        and not hidden.stand_in(capture.address)
    )
    return export(folder, target, shown, _pages(editions, left_out), now)


def _each(captures: QuerySet[Capture]) -> Iterator[Capture]:
    return captures.iterator(chunk_size=2000)


def _noted(capture: Capture, taken: set[int]) -> bool:
    taken.add(capture.pk)
    return True


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


def _pages(
    editions: QuerySet[Edition], left_out: set[str], taken: Collection[int] | None = None
) -> Iterator[Page]:
    """The pages of these editions; with `taken`, of these captures alone, once they are taken."""
    rows = editions.order_by("pk").values_list(
        "document__identifier", "address", "document__title", "capture__fetched_at", "capture_id"
    )
    for identifier, address, title, fetched_at, capture in rows.iterator(chunk_size=2000):
        if identifier not in left_out and (taken is None or capture in taken):
            yield Page(address, title, fetched_at)
