"""Keeping captures: bytes to the disk first, then one row each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path

from django.db import transaction
from django.db.models import F, Max

from liaison.archive.models import Capture
from liaison.archive.warc import Answer, Earlier, Place, WarcWriter, mend
from liaison.kernel.identifier import document_identifier
from liaison.kernel.item import Role

WARC_DATE = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Catch:
    """An answer worth keeping, and what is known of why it was asked for."""

    answer: Answer  # its address is where the bytes were found, after redirects
    address: str  # the address that was listed
    source_id: str
    role: Role
    document_address: str
    media_type: str
    fetched_at: datetime
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def address_key(self) -> str:
        """The identifier of the listed address."""
        return document_identifier(self.address)


def keep(writer: WarcWriter, catches: Sequence[Catch]) -> list[Capture]:
    """Archive a batch and give back its rows, in order.

    What an address gave before is kept as a revisit of the earlier record; new bytes make the
    capture current. A 304 speaks of what its own source was given last, whichever is current. Runs
    in the caller's transaction if there is one; the bytes are on the disk before the rows are
    written. Raises HomeUnusable where the disk is full.
    """
    known = _current([catch.address_key for catch in catches])
    rows: list[Capture] = []
    replaced: list[int] = []
    for catch in catches:
        earlier = known.get(catch.address_key)
        same = _meant_by_304(catch, earlier) if _is_304(catch) else earlier
        if same is not None and (_is_304(catch) or same.sha256 == catch.answer.sha256):
            rows.append(_revisit(writer, catch, same))
            continue
        row = _response(writer, catch)
        if earlier is not None:
            if earlier.pk is None:  # twice in one batch: the later one is current
                earlier.current = False
            else:
                replaced.append(earlier.pk)
        known[catch.address_key] = row
        rows.append(row)
    writer.sync()
    with transaction.atomic():
        Capture.objects.filter(pk__in=replaced).update(current=False)
        Capture.objects.bulk_create([row for row in rows if row.same_as is None])
        for row in rows:
            if row.same_as is not None:
                row.same_as_id = row.same_as.pk
        Capture.objects.bulk_create([row for row in rows if row.same_as is not None])
    return rows


def documents_of_others(source_id: str, keys: Iterable[str]) -> set[str]:
    """Those of the addresses that another source has fetched: what it was given stands there."""
    rows = Capture.objects.filter(address_key__in=list(keys), current=True, status__gt=0)
    return set(rows.exclude(source_id=source_id).values_list("address_key", flat=True))


def mend_archive(folder: Path) -> int:
    """Cut torn last records off, as a killed process leaves them; give back the bytes cut.

    Call it only while no other process writes to the archive.
    """
    ends = dict(
        Capture.objects.values_list("warc").annotate(end=Max(F("offset") + F("length"))).order_by()
    )
    return sum(mend(path, ends.get(path.name, 0)) for path in sorted(folder.glob("*.warc.gz")))


def _is_304(catch: Catch) -> bool:
    return catch.answer.status == HTTPStatus.NOT_MODIFIED


def _meant_by_304(catch: Catch, current: Capture | None) -> Capture:
    """What the source was given last at this address: that is what has not changed.

    Raises ValueError where it was given nothing: such an answer is no capture.
    """
    if current is not None and current.source_id == catch.source_id:
        return current
    own = Capture.objects.filter(address_key=catch.address_key, source_id=catch.source_id)
    last = own.select_related("same_as").order_by("-id").first()
    if last is None:
        raise ValueError(f"{catch.address} has not changed, and was never captured")
    return last.same_as or last


def _current(keys: Sequence[str]) -> dict[str, Capture]:
    rows = Capture.objects.filter(address_key__in=set(keys), current=True)
    return {row.address_key: row for row in rows}


def _response(writer: WarcWriter, catch: Catch) -> Capture:
    place = writer.response(catch.answer, _about(catch))
    return _row(catch, place, sha256=catch.answer.sha256, size=len(catch.answer.content))


def _revisit(writer: WarcWriter, catch: Catch, earlier: Capture) -> Capture:
    reference = Earlier(earlier.address, earlier.fetched_at.strftime(WARC_DATE), earlier.sha256)
    place = writer.revisit(catch.answer, reference, _about(catch))
    row = _row(catch, place, sha256=earlier.sha256, size=earlier.size)
    row.same_as = earlier
    row.current = False
    return row


def _row(catch: Catch, place: Place, *, sha256: str, size: int) -> Capture:
    return Capture(
        source_id=catch.source_id,
        address=catch.address,
        address_key=catch.address_key,
        document_address=catch.document_address,
        role=catch.role,
        stated=dict(catch.stated),
        fetched_at=catch.fetched_at,
        status=catch.answer.status,
        media_type=catch.media_type[:120],
        sha256=sha256,
        size=size,
        warc=place.warc,
        offset=place.offset,
        length=place.length,
    )


def _about(catch: Catch) -> dict[str, str]:
    """Extension fields, so that the catalogue can be rebuilt from the files alone."""
    return {
        "WARC-Date": catch.fetched_at.strftime(WARC_DATE),
        "WARC-Liaison-Source": catch.source_id,
        "WARC-Liaison-Document": catch.document_address,
        "WARC-Liaison-Role": catch.role,
    }
