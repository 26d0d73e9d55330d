"""The second half of a round: every address that is due, asked for and judged."""

import asyncio
from collections.abc import Sequence
from urllib.parse import urlsplit

from liaison.extract import links
from liaison.fetch import frontier
from liaison.fetch.client import Client, Fetched
from liaison.fetch.files import read_file
from liaison.fetch.judge import judge
from liaison.fetch.keeping import Visit, keep_visits
from liaison.fetch.models import Address
from liaison.fetch.under_way import UnderWay, in_database, unexpected
from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Role
from liaison.sources.declaration import Source
from liaison.sources.reader_options import FolderReader

_BATCH = 40  # documents kept at once
_HEAVIEST = 32_000_000  # bytes in hand with which a batch is kept before it is whole
_LARGE = 200_000  # bytes of an answer; a thread costs more than a smaller one
_GIVEN_UP_AFTER = 40  # addresses in a row that never answered
_DUE = 400  # addresses read from the database at once
_FOLLOWED_FROM = frozenset({Role.DOCUMENT, Role.TRANSLATION})


async def visit_due(round_: UnderWay, client: Client) -> None:
    """Ask for every address that is due, and keep what comes, batch by batch."""
    source, clock = round_.source, round_.clock
    in_vain = 0
    batches = 0
    after = 0  # what pages point to meanwhile comes later, and is due in this round too
    while due := await in_database(frontier.due_addresses, source.id, clock(), _DUE, after):
        after = due[-1].pk
        waiting = await in_database(frontier.count_due, source.id, clock())
        start = 0
        while start < len(due):
            if round_.stop() or (batches and round_.enough()):  # lists may have used up the time
                round_.cut_short = True
                return
            batches += 1
            batch = await in_database(frontier.as_they_are, due[start : start + _BATCH])
            visits = await _visit_some(round_, client, batch)
            await in_database(keep_visits, source, round_.writer, visits, round_.tally, clock())
            start += len(visits)
            in_vain = in_vain + len(visits) if _all_slow(visits) else 0
            if in_vain >= _GIVEN_UP_AFTER:
                round_.fail(visits[-1].failure)
                return  # the host is away: the rest stays due for the next round
            round_.advance(len(visits), round_.done + waiting - start + len(visits))


async def _visit_some(round_: UnderWay, client: Client, batch: Sequence[Address]) -> list[Visit]:
    """Visit a batch, or as much of its beginning as there is time and memory for; at least one.

    Gives them back in the order of the batch, whichever answered first: of language versions that
    were listed apart, the first listed is the document.
    """
    waiting = iter(batch)
    visits: list[Visit] = []

    async def visit_one_after_another() -> None:
        for address in waiting:
            visits.append(await _visit(round_.source, client, address))
            if round_.enough() or sum(visit.weight for visit in visits) >= _HEAVIEST:
                return

    at_once = round_.source.politeness.parallel
    await asyncio.gather(*(visit_one_after_another() for _ in range(at_once)))
    return sorted(visits, key=lambda visit: visit.address.pk)


async def _visit(source: Source, client: Client, address: Address) -> Visit:
    try:
        if isinstance(source.reader, FolderReader):
            fetched = await asyncio.to_thread(read_file, source, address.address)
        else:
            fetched = await client.get(
                address.address, etag=address.etag, last_modified=address.last_modified
            )
        if fetched.not_modified:
            return Visit(address, fetched)
        if len(fetched.answer.content) < _LARGE:
            pointed = _judged(source, address, fetched)
        else:  # takes a while to look through: other sources go on meanwhile
            pointed = await asyncio.to_thread(_judged, source, address, fetched)
        return Visit(address, fetched, pointed=pointed)
    except SourceFailure as failure:
        return Visit(address, failure=failure)
    except Exception as error:  # noqa: BLE001 (what one page does must not end the round)
        return Visit(address, failure=unexpected(address.address, error))


def _judged(source: Source, address: Address, fetched: Fetched) -> list[frontier.Pointed]:
    """What a page points to. Raises SourceFailure where it is not what was asked for."""
    judge(fetched.answer, fetched.media_type)
    _refuse_front_page(address.address, fetched)
    return _pointed(source, address, fetched)


def _pointed(source: Source, address: Address, fetched: Fetched) -> list[frontier.Pointed]:
    """What the page says belongs to it, as far as the source's rules let us follow."""
    follow = source.follow
    if address.role not in _FOLLOWED_FROM or not (follow.attachments or follow.translations):
        return []
    if "html" not in fetched.media_type.lower():
        return []
    found = links(fetched.answer.content, fetched.final_address)
    pointed = []
    if follow.translations and address.role == Role.DOCUMENT:
        pointed += [(link.address, Role.TRANSLATION, link.language) for link in found.translations]
    pointed += [
        (link.address, Role.ATTACHMENT, "")
        for link in found.attachments
        if link.ending in follow.attachments
    ]
    here = {address.address_key, frontier.key_of(fetched.final_address), ""}
    return [
        frontier.Pointed(where, role, address.document_address, language)
        for where, role, language in pointed
        if frontier.key_of(where) not in here and source.may_follow(where)
    ]


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
