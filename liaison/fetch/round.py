"""One round: what a source lists, then everything that is due.

Lists are read first and what they name is written down before anything is fetched; documents are
then fetched and kept in small batches, each of which is on the disk as a whole or not at all. So a
killed round goes on where it stood.
"""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from asgiref.sync import sync_to_async
from django.db import transaction
from django.db.utils import DatabaseError, InterfaceError

from liaison.archive.actions import Catch, keep
from liaison.archive.models import Capture
from liaison.archive.warc import Answer, WarcWriter
from liaison.catalogue.actions import note_absence, note_presence
from liaison.extract import links
from liaison.fetch import frontier
from liaison.fetch.client import Client, Fetched
from liaison.fetch.files import read_file
from liaison.fetch.judge import judge
from liaison.fetch.models import Address, ListPage, Round
from liaison.fetch.pace import Pace
from liaison.kernel.clock import Clock
from liaison.kernel.errors import FailureClass, HomeUnusable, SourceFailure, Unreadable
from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import ITEM_MEDIA_TYPE, Discovery, Item, Role
from liaison.sources import readers
from liaison.sources.declaration import Source
from liaison.sources.reader_options import FolderReader

_BATCH = 40  # documents kept at once
_INLINE_BATCH = 500
_GIVEN_UP_AFTER = 40  # addresses in a row that never answered
_DUE = 400  # addresses read from the database at once
_FOLLOWED_FROM = frozenset({Role.DOCUMENT, Role.TRANSLATION})

Report = Callable[[str, int, int], None]  # source, done, known to be due
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Visit:
    """An address that was asked for, and what came of it."""

    address: Address
    fetched: Fetched | None = None
    failure: SourceFailure | None = None
    pointed: Sequence[frontier.Pointed] = ()


@dataclass(slots=True)
class Harvest:
    """One round of one source, under way."""

    source: Source
    writer: WarcWriter
    pace: Pace
    clock: Clock
    report: Report
    tally: frontier.Tally = field(default_factory=frontier.Tally)
    failure: SourceFailure | None = None
    done: int = 0

    async def run(self) -> Round:
        """Go round once. What goes wrong at the source is noted, not raised."""
        round_ = await _db(frontier.start_round, self.source, self.clock())
        try:
            async with Client(self.source, self.pace) as client:
                await self._discover(client)
                await self._fetch_due(client)
        except (HomeUnusable, DatabaseError, InterfaceError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 (one source's oddity must not end the others' rounds)
            self.failure = _unexpected(self.source.home, error)
        await self._judge_round()
        await _db(frontier.finish_round, round_, self.tally, self.failure, self.clock())
        return round_

    # -- lists

    async def _discover(self, client: Client) -> None:
        if not self.source.needs_start:
            await self._take_listed()
            return
        pages = await _db(frontier.open_pages, self.source)
        seen = {page.address_key for page in pages}
        read = 0
        while pages and read < self.source.max_pages:
            page = pages.pop(0)
            read += 1
            try:
                further = await self._read_page(client, page)
            except SourceFailure as failure:
                self.failure = self.failure or failure
                continue
            pages.extend(found for found in further if found.address_key not in seen)
            seen.update(found.address_key for found in further)

    async def _read_page(self, client: Client, page: ListPage) -> list[ListPage]:
        fetched = await client.get(page.address, etag=page.etag, last_modified=page.last_modified)
        if fetched.not_modified:
            self.tally.listed += page.listed
            return []
        judge(fetched.answer, fetched.media_type, listing=True)
        if fetched.answer.sha256 == page.sha256:
            self.tally.listed += page.listed
            return []
        discovery = await asyncio.to_thread(
            readers.discover, self.source, fetched.answer.content, fetched.media_type, page.address
        )
        self._heed_notes(discovery)
        page.etag, page.last_modified = fetched.etag, fetched.last_modified
        page.sha256 = fetched.answer.sha256
        self.tally.listed += len(discovery.items)
        if self.source.items_are_documents:
            await self._keep_items(discovery.items)
        _, further = await _db(frontier.take_discovery, self.source, page, discovery, self.clock())
        return further

    async def _take_listed(self) -> None:
        """The items of a source that needs no fetching to be listed."""
        try:
            discovery = await asyncio.to_thread(readers.discover_here, self.source)
        except SourceFailure as failure:
            self.failure = failure
            return
        self._heed_notes(discovery)
        self.tally.listed += len(discovery.items)
        await _db(frontier.take_items, self.source, discovery.items, self.clock())

    def _heed_notes(self, discovery: Discovery) -> None:
        """What a list page gave in part is a failure of the source to be seen to."""
        if discovery.notes and self.failure is None:
            self.failure = SourceFailure(FailureClass.CHANGED_SHAPE, discovery.notes[0])

    async def _keep_items(self, items: Sequence[Item]) -> None:
        """Entries that are documents themselves: kept where they are new or changed."""
        now = self.clock()
        await _db(frontier.take_items, self.source, items, now)
        by_key = {key: item for item in items if (key := frontier.key_of(item.address))}
        keys = list(by_key)
        for start in range(0, len(keys), _INLINE_BATCH):
            batch = {key: by_key[key] for key in keys[start : start + _INLINE_BATCH]}
            await _db(_keep_inline, self.source, self.writer, batch, self.tally, now)
            self.done += len(batch)
            self.report(self.source.id, self.done, len(keys))

    # -- documents

    async def _fetch_due(self, client: Client) -> None:
        in_vain = 0
        after = 0  # what pages point to meanwhile comes later, and is due in this round too
        while due := await _db(frontier.due_addresses, self.source.id, self.clock(), _DUE, after):
            after = due[-1].pk
            waiting = await _db(frontier.count_due, self.source.id, self.clock())
            for start in range(0, len(due), _BATCH):
                batch = await _db(frontier.as_they_are, due[start : start + _BATCH])
                visits = await self._visit_all(client, batch)
                await _db(_keep_visits, self.source, self.writer, visits, self.tally, self.clock())
                in_vain = in_vain + len(visits) if _all_slow(visits) else 0
                if in_vain >= _GIVEN_UP_AFTER:
                    self.failure = self.failure or visits[-1].failure
                    return  # the host is away: the rest stays due for the next round
                self.done += len(batch)
                self.report(self.source.id, self.done, self.done + waiting - start - len(batch))

    async def _visit_all(self, client: Client, batch: Sequence[Address]) -> list[Visit]:
        room = asyncio.Semaphore(self.source.politeness.parallel)

        async def one(address: Address) -> Visit:
            async with room:
                return await self._visit(client, address)

        return list(await asyncio.gather(*(one(address) for address in batch)))

    async def _visit(self, client: Client, address: Address) -> Visit:
        try:
            if isinstance(self.source.reader, FolderReader):
                fetched = read_file(self.source, address.address)
            else:
                fetched = await client.get(
                    address.address, etag=address.etag, last_modified=address.last_modified
                )
            if not fetched.not_modified:
                judge(fetched.answer, fetched.media_type)
                _refuse_front_page(address.address, fetched)
            return Visit(address, fetched, pointed=self._pointed(address, fetched))
        except SourceFailure as failure:
            return Visit(address, failure=failure)
        except Exception as error:  # noqa: BLE001 (what one page does must not end the round)
            return Visit(address, failure=_unexpected(address.address, error))

    def _pointed(self, address: Address, fetched: Fetched) -> list[frontier.Pointed]:
        """What the page says belongs to it, as far as the source's rules let us follow."""
        follow = self.source.follow
        if address.role not in _FOLLOWED_FROM or not (follow.attachments or follow.translations):
            return []
        if fetched.not_modified or "html" not in fetched.media_type.lower():
            return []
        found = links(fetched.answer.content, fetched.final_address)
        pointed = []
        if follow.translations and address.role == Role.DOCUMENT:
            pointed += [
                (link.address, Role.TRANSLATION, link.language) for link in found.translations
            ]
        pointed += [
            (link.address, Role.ATTACHMENT, "")
            for link in found.attachments
            if link.ending in follow.attachments
        ]
        here = {address.address_key, frontier.key_of(fetched.final_address), ""}
        return [
            frontier.Pointed(where, role, address.document_address, language)
            for where, role, language in pointed
            if frontier.key_of(where) not in here and self.source.may_follow(where)
        ]

    # -- the round as a whole

    async def _judge_round(self) -> None:
        """An unexpectedly empty harvest is a failure; so is a silence longer than declared."""
        if self.failure is not None:
            return
        least = self.source.yields.at_least
        if self.tally.listed < least:
            self.failure = SourceFailure(
                FailureClass.CHANGED_SHAPE,
                f"it listed {self.tally.listed} documents and should list at least {least}",
                f"look at {self.source.home}, then mend {self.source.declared_in.name}",
            )
            return
        last = await _db(frontier.last_new, self.source.id)
        quiet = self.source.quiet_after
        if quiet is not None and last is not None and self.clock() - last > quiet:
            self.failure = SourceFailure(
                FailureClass.NOTHING_NEW,
                f"it listed nothing new since {last:%Y-%m-%d}",
                f"look at {self.source.home}: it may publish elsewhere now",
            )


async def harvest(
    sources: Sequence[Source], folder: Path, clock: Clock, report: Report, *, at_once: int = 8
) -> list[Round]:
    """One round of each source, several at once. Raises HomeUnusable where nothing can be kept."""
    pace, room = Pace(), asyncio.Semaphore(at_once)
    with WarcWriter(folder, clock) as writer:

        async def one(source: Source) -> Round:
            async with room:
                return await Harvest(source, writer, pace, clock, report).run()

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(source)) for source in sources]
        return [task.result() for task in tasks]


def _db(function: Callable[..., T], *arguments: Any) -> Awaitable[T]:  # noqa: ANN401 - passed on
    """Run database work in the one thread that holds the connection."""
    return sync_to_async(function, thread_sensitive=True)(*arguments)


def _unexpected(address: str, error: Exception) -> SourceFailure:
    return SourceFailure(
        FailureClass.CHANGED_SHAPE,
        f"{address} gave what nobody expected ({type(error).__name__}: {str(error)[:200]})",
        "report it with the address",
    )


def _all_slow(visits: Sequence[Visit]) -> bool:
    return all(
        visit.failure is not None and visit.failure.failure is FailureClass.SLOW for visit in visits
    )


def _refuse_front_page(asked: str, fetched: Fetched) -> None:
    """Sites that lost a page often lead to their front page, with 200."""
    final = urlsplit(fetched.final_address)
    leads_to_front = final.path in ("", "/") and not final.query
    if leads_to_front and urlsplit(asked).path not in ("", "/"):
        raise SourceFailure(
            FailureClass.MOVED, f"{asked} leads to the front page {fetched.final_address}"
        )


@transaction.atomic
def _keep_visits(
    source: Source,
    writer: WarcWriter,
    visits: Sequence[Visit],
    tally: frontier.Tally,
    now: datetime,
) -> None:
    _adopt(source, visits)
    catches: list[tuple[Visit, Catch]] = []
    for visit in sorted(visits, key=lambda one: one.address.address_key):
        if visit.fetched is None:
            _note_failed(visit, tally, now)
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


@transaction.atomic
def _keep_inline(
    source: Source, writer: WarcWriter, batch: dict[str, Item], tally: frontier.Tally, now: datetime
) -> None:
    rows = frontier.addresses_by_key(source.id, list(batch))
    catches = []
    for key, item in batch.items():
        data = item.encode()
        if rows[key].sha256 == hashlib.sha256(data).hexdigest():
            tally.unchanged += 1
            continue
        tally.changed += bool(rows[key].sha256)
        tally.new += not rows[key].sha256
        catches.append(
            Catch(
                answer=Answer(canonical_address(item.address), 0, "", (), data, data),
                address=item.address,
                source_id=source.id,
                role=Role.DOCUMENT,
                document_address=item.address,
                media_type=ITEM_MEDIA_TYPE,
                fetched_at=now,
                stated=frontier.stated(item),
            )
        )
    for capture in keep(writer, catches):
        row = rows[capture.address_key]
        row.sha256 = capture.sha256
        frontier.note_success(row, etag="", last_modified="", now=now)
    frontier.save_addresses(rows.values())
