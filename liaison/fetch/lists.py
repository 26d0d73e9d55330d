"""The first half of a round: what a source lists, written down before anything is fetched."""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.utils import DatabaseError, InterfaceError

from liaison.archive.actions import Catch, documents_of_others, keep
from liaison.archive.warc import Answer, WarcWriter
from liaison.fetch import frontier
from liaison.fetch.client import Client
from liaison.fetch.judge import judge
from liaison.fetch.models import ListPage
from liaison.fetch.under_way import UnderWay, in_database, unexpected
from liaison.kernel.errors import FailureClass, HomeUnusable, SourceFailure
from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import ITEM_MEDIA_TYPE, Discovery, Item, Role
from liaison.sources import readers
from liaison.sources.declaration import Source

_BATCH = 500  # entries kept at once


async def read_lists(round_: UnderWay, client: Client) -> None:
    """Read every list page of the source that may have something new."""
    if not round_.source.needs_start:
        await _take_listed(round_)
        return
    now = round_.clock()
    read_since = now - round_.source.rhythm if round_.continues else None
    pages = await in_database(frontier.open_pages, round_.source, read_since)
    seen = {page.address_key for page in pages}
    read = 0
    while pages and read < round_.source.max_pages:
        if read and round_.enough():
            round_.cut_short = True
            return
        page = pages.pop(0)
        read += 1
        try:
            further = await _read_page(round_, client, page)
        except SourceFailure as failure:
            round_.fail(failure)
            continue
        except (HomeUnusable, DatabaseError, InterfaceError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 (an odd list must not keep documents from their visits)
            round_.fail(unexpected(page.address, error))
            continue
        pages.extend(found for found in further if found.address_key not in seen)
        seen.update(found.address_key for found in further)


async def _read_page(round_: UnderWay, client: Client, page: ListPage) -> list[ListPage]:
    """Take in what a list page names; give back the further pages that it leads to."""
    fetched = await client.get(page.address, etag=page.etag, last_modified=page.last_modified)
    if not fetched.not_modified:
        await asyncio.to_thread(judge, fetched.answer, fetched.media_type, listing=True)
    if fetched.not_modified or fetched.answer.sha256 == page.sha256:
        round_.tally.listed += page.listed
        await in_database(frontier.note_unchanged, page, round_.clock())
        return []
    discovery = await asyncio.to_thread(
        readers.discover, round_.source, fetched.answer.content, fetched.media_type, page.address
    )
    _count(round_, discovery)
    page.etag, page.last_modified = fetched.etag, fetched.last_modified
    page.sha256 = fetched.answer.sha256
    if round_.source.items_are_documents:
        await _keep_entries(round_, discovery.items)
    return await in_database(
        frontier.take_discovery, round_.source, page, discovery, round_.clock()
    )


async def _take_listed(round_: UnderWay) -> None:
    """The items of a source that needs no fetching to be listed."""
    try:
        discovery = await asyncio.to_thread(readers.discover_here, round_.source)
    except SourceFailure as failure:
        round_.fail(failure)
        return
    _count(round_, discovery)
    await in_database(frontier.take_items, round_.source, discovery.items, round_.clock())


def _count(round_: UnderWay, discovery: Discovery) -> None:
    """Count what a list gave; what it gave in part is a failure of the source to be seen to."""
    round_.tally.listed += len(discovery.items)
    if discovery.notes:
        round_.fail(SourceFailure(FailureClass.CHANGED_SHAPE, discovery.notes[0]))


async def _keep_entries(round_: UnderWay, items: Sequence[Item]) -> None:
    """Entries that are documents themselves: kept where they are new or changed.

    Not at the hosts of other sources: an entry about another's page would put this source's words
    in that other's mouth.
    """
    now = round_.clock()
    own = [item for item in items if urlsplit(item.address).hostname not in round_.others]
    if len(own) < len(items):
        round_.fail(_not_its_own(round_.source, len(items) - len(own)))
    await in_database(frontier.take_items, round_.source, own, now)
    by_key = {key: item for item in own if (key := frontier.key_of(item.address))}
    keys = list(by_key)
    for start in range(0, len(keys), _BATCH):
        batch = {key: by_key[key] for key in keys[start : start + _BATCH]}
        await in_database(_keep, round_.source, round_.writer, batch, round_.tally, now)
        round_.advance(len(batch), len(keys))


def _not_its_own(source: Source, count: int) -> SourceFailure:
    return SourceFailure(
        FailureClass.CHANGED_SHAPE,
        f"{count} entries have an address at the site of another source and were left out",
        f"read the entries as links (`content: linked`) in {source.declared_in.name}",
    )


@transaction.atomic
def _keep(
    source: Source,
    writer: WarcWriter,
    batch: Mapping[str, Item],
    tally: frontier.Tally,
    now: datetime,
) -> None:
    rows = frontier.addresses_by_key(source.id, list(batch))
    catches = []
    others = documents_of_others(source.id, batch)
    for key, item in batch.items():
        data = item.encode()
        if key in others or rows[key].sha256 == hashlib.sha256(data).hexdigest():
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
