"""What a batch of visits leaves behind: captures, what they point to, and word of failures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from liaison.archive.actions import Catch, keep
from liaison.archive.models import Capture
from liaison.archive.warc import WarcWriter
from liaison.catalogue.actions import note_absence, note_presence
from liaison.fetch import frontier
from liaison.fetch.client import Fetched
from liaison.fetch.models import Address
from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable
from liaison.kernel.item import Role
from liaison.sources.declaration import Source


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was asked for, and what came of it."""

    address: Address
    fetched: Fetched | None = None
    failure: SourceFailure | None = None
    pointed: Sequence[frontier.Pointed] = ()

    @property
    def weight(self) -> int:
        """Bytes that it holds in memory."""
        return 0 if self.fetched is None else len(self.fetched.answer.content)


@transaction.atomic
def keep_visits(
    source: Source,
    writer: WarcWriter,
    visits: Sequence[Visit],
    tally: frontier.Tally,
    now: datetime,
) -> None:
    """Archive what came, note what did not, and write down what the pages point to.

    All of a batch or nothing. Raises HomeUnusable where the disk is full.
    """
    _adopt(source, visits)
    catches: list[tuple[Visit, Catch]] = []
    failed: list[Visit] = []
    for visit in sorted(visits, key=lambda one: one.address.address_key):
        if visit.fetched is None:
            failed.append(visit)
        elif visit.fetched.moved_for_good and not frontier.alias(
            source.id, visit.address, visit.fetched.final_address, now
        ):
            visit.address.next_check = None  # its new place is a document of its own
        else:
            catches.append((visit, _catch(source, visit, visit.fetched, now)))
    captures = keep(writer, [catch for _, catch in catches])
    for (visit, _), capture in zip(catches, captures, strict=True):
        _note_kept(source, visit, capture, tally, now)
        visit.address.sha256 = capture.sha256
    for visit in failed:  # after the captures: workers lock these before documents, too
        _note_failed(visit, tally, now)
    note_presence([visit.address.address_key for visit, _ in catches])
    frontier.save_addresses(visit.address for visit in visits)
    # An adopted translation's files belong to the document that adopted it.
    pointed = (
        replace(one, document_address=visit.address.document_address)
        for visit in visits
        for one in visit.pointed
    )
    frontier.point_to(source.id, pointed, now)


def _adopt(source: Source, visits: Sequence[Visit]) -> None:
    """Language versions that were listed as documents of their own join the first of them."""
    by_key = {visit.address.address_key: visit.address for visit in visits}
    for visit in visits:
        if visit.address.role != Role.DOCUMENT or not visit.pointed:
            continue
        for key in frontier.adopt(source.id, visit.address, visit.pointed):
            if key in by_key:
                by_key[key].role = Role.TRANSLATION
                by_key[key].document_address = visit.address.document_address


def _catch(source: Source, visit: Visit, fetched: Fetched, now: datetime) -> Catch:
    return Catch(
        answer=fetched.answer,
        address=visit.address.address,
        source_id=source.id,
        role=Role(visit.address.role),
        document_address=visit.address.document_address,
        media_type=fetched.media_type,
        fetched_at=now,
        stated=visit.address.stated,
    )


def _note_kept(
    source: Source, visit: Visit, capture: Capture, tally: frontier.Tally, now: datetime
) -> None:
    address, fetched = visit.address, visit.fetched
    if fetched is None:
        raise TypeError("nothing was fetched")
    if capture.same_as_id is not None:
        tally.unchanged += 1
    elif address.sha256:
        tally.changed += 1
    else:
        tally.new += 1
    etag = fetched.etag or (address.etag if fetched.not_modified else "")
    modified = fetched.last_modified or (address.last_modified if fetched.not_modified else "")
    frontier.note_success(address, etag=etag, last_modified=modified, now=now)
    address.next_check = None if source.recheck is None else now + source.recheck


def _note_failed(visit: Visit, tally: frontier.Tally, now: datetime) -> None:
    failure = visit.failure or Unreadable(f"{visit.address.address} gave nothing")
    tally.failed += 1
    frontier.note_failure(visit.address, failure, now)
    if failure.failure is FailureClass.GONE and visit.address.sha256:
        note_absence(visit.address.address_key, now)
