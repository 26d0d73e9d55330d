"""The one door to the bytes of a capture: who may have them as they came, and who may not.

A copy is given whole or not at all: covering a name, or showing a part, would make other bytes.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.conf import settings
from django.http import Http404

from liaison.archive.models import Capture
from liaison.archive.sending import pieces
from liaison.catalogue.hidden import COVER, HiddenNames
from liaison.catalogue.models import Document, Edition
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.identifier import document_identifier
from liaison.publish import declared, standing, withdrawn
from liaison.publish.as_they_came import LARGEST, Look, names_in
from liaison.publish.errors import CaptureDamaged, Kept, NotGiven, Withdrawn
from liaison.publish.names import hidden
from liaison.publish.provenance import web_address
from liaison.sources.declaration import Show

_NAME = re.compile(r"([0-9a-z]{13})-(\d{14})")
_SECOND = dt.timedelta(seconds=1)


def named(name: str) -> tuple[Capture, list[Document]]:
    """The capture of that name and the documents it belongs to, where it may be given out.

    Raises Http404 where there is none, or no document was made of it; Withdrawn where one of its
    documents was; NotGiven where terms or withdrawn names forbid it; CaptureDamaged where that
    cannot be told.
    """
    capture = _found(name)
    return capture, _given(capture)


def may_be_given(capture: Capture) -> bool:
    """Whether this capture may be given out as it came. Raises CaptureDamaged as `named` does."""
    try:
        _given(capture)
    except (Http404, Withdrawn, NotGiven):
        return False
    return True


def _given(capture: Capture) -> list[Document]:
    """The documents it belongs to. Raises what `named` says."""
    rows = _documents(capture)
    sources = [capture.source_id, *(row.source_id for row in rows)]
    if capture.same_as is not None:
        sources.append(capture.same_as.source_id)
    if declared.strictest(sources) is not Show.FULL:
        raise _refused(Kept.TERMS, capture, rows)
    if not _was_published(capture):
        raise _refused(Kept.BY_HAND, capture, rows)
    if names := hidden():
        _look_for_names(capture, rows, names)
    return rows


def given_editions(
    row: Document, editions: Sequence[Edition], texts: Mapping[int, str]
) -> Collection[int]:
    """The editions whose bytes a page may offer, by row number; `texts` are covered already.

    What stands outside of these texts is looked at when the bytes are asked for.
    """
    said = [*texts.values(), *(one.title for one in editions)]
    if any(COVER in text for text in said) or _stands_in(row, editions, hidden()):
        return ()
    return [
        one.pk
        for one in editions
        if declared.show_of_edition(one) is Show.FULL and _was_published(one.capture)
    ]


def content(capture: Capture) -> Iterator[bytes]:
    """The bytes as they came. Raises CaptureDamaged before the first of them."""
    try:
        return pieces(settings.HOME.archive, capture)
    except HomeUnusable as error:
        raise CaptureDamaged(error.what, error.way_out) from error


def language_of(capture: Capture) -> str:
    """The language of what these bytes say; "" where they were not read, or it is not known."""
    read = Edition.objects.filter(
        address_key=capture.address_key, capture__sha256=capture.sha256, language__gt=""
    )
    return str(read.values_list("language", flat=True).first() or "")


def _found(name: str) -> Capture:
    match = _NAME.fullmatch(name)
    if match is None:
        raise Http404
    try:
        moment = dt.datetime.strptime(f"{match[2]}+0000", "%Y%m%d%H%M%S%z")
        rows = Capture.objects.filter(
            address_key=match[1], fetched_at__gte=moment, fetched_at__lt=moment + _SECOND
        )
    except (ValueError, OverflowError):
        raise Http404 from None
    found = rows.select_related("same_as").order_by("-id").first()
    if found is None:
        raise Http404
    return found


def _documents(capture: Capture) -> list[Document]:
    """All documents that this address is or was part of. Raises Http404 or Withdrawn."""
    same = Capture.objects.filter(address_key=capture.address_key)
    addresses = same.order_by().values_list("document_address", flat=True).distinct()
    editions = Edition.objects.filter(document__editions__address_key=capture.address_key)
    known = {document_identifier(address) for address in addresses}
    known |= set(editions.order_by().values_list("document__identifier", flat=True).distinct())
    rows = list(Document.objects.filter(identifier__in=known).order_by("id"))
    out = known & standing.withdrawn() | {row.identifier for row in rows if row.withdrawn}
    if out:
        withdrawn.find(min(out))
    if not rows:
        raise Http404
    return rows


def _was_published(capture: Capture) -> bool:
    """Whether these bytes came from the web.

    A file that somebody brought may hold more than its text: authors, comments, earlier wordings.
    """
    on_the_web = capture.address.partition(":")[0].lower() in ("http", "https")
    return on_the_web and not declared.is_deposited(capture.source_id)


def _look_for_names(capture: Capture, rows: Sequence[Document], names: HiddenNames) -> None:
    editions = list(Edition.objects.filter(document__in=rows).select_related("capture"))
    said = [text for one in editions for text in (one.text, one.title, one.stated_title)]
    said += [capture.address, capture.document_address, *map(str, capture.stated.values())]
    if any(map(names.stand_in, said)) or any(_stands_in(row, editions, names) for row in rows):
        raise _refused(Kept.NAMED, capture, rows)
    look = names_in(_beginning(capture), capture.media_type, names)
    if look is Look.FOUND:
        raise _refused(Kept.NAMED, capture, rows)
    read = {one.capture.sha256 for one in editions}
    if look is Look.UNREADABLE and capture.sha256 not in read:
        raise _refused(Kept.UNCHECKED, capture, rows)


def _stands_in(row: Document, editions: Sequence[Edition], names: HiddenNames) -> bool:
    if not names:
        return False
    addresses = (row.address, *(one.address for one in editions))
    return any(map(names.stand_in, (row.title, row.symbol, *addresses)))


def _beginning(capture: Capture) -> bytes:
    """The bytes up to a little more than is looked through."""
    data = b""
    for piece in content(capture):
        data += piece
        if len(data) > LARGEST:
            break
    return data


def _refused(why: Kept, capture: Capture, rows: Sequence[Document]) -> NotGiven:
    return NotGiven(why, rows[0].identifier, web_address(capture.address))
