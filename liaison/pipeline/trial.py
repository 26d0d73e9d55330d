"""One polite look at a source: its first list page and the first document that it names."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from liaison import extract, understand
from liaison.fetch.client import Client, Fetched
from liaison.fetch.files import read_file
from liaison.fetch.judge import judge
from liaison.fetch.pace import Pace
from liaison.kernel.errors import HomeUnusable, SourceFailure
from liaison.kernel.finding import UNSHOWN, Finding
from liaison.kernel.item import ITEM_MEDIA_TYPE, Discovery, Item
from liaison.kernel.reading import Context, Reading, parts_of
from liaison.sources import readers
from liaison.sources.declaration import Source
from liaison.sources.reader_options import FolderReader

_SHOWN = 5  # items, and findings of a kind
_DEEP = 3  # sitemaps of sitemaps that are opened
_WIDE = 100  # characters of a title or passage


@dataclass(frozen=True, slots=True)
class _Seen:
    """A page and what it is called among the samples."""

    name: str
    fetched: Fetched


def look(source: Source, samples: Path, now: datetime) -> Iterator[str]:
    """What a newcomer sees of a source, line by line; what came is kept under `samples`.

    Raises SourceFailure where the list page cannot be had or read.
    """
    folder = samples / source.id / f"{now:%Y%m%dT%H%M%S}"
    discovery, page = asyncio.run(_list_page(source))
    if page is not None:
        yield f"{page.fetched.answer.address}: {len(page.fetched.answer.content):,} bytes"
        yield f"sample: {_keep(folder, page)}"
    yield from _about_items(discovery)
    if not discovery.items:
        return
    first = discovery.items[0]
    yield ""
    yield f"first document: {first.address}"
    try:
        document = asyncio.run(_document(source, first))
        if document is not None:
            yield f"sample: {_keep(folder, document)}"
        yield from _about_document(source, first, document, now)
    except SourceFailure as failure:
        yield f"not taken: {failure.failure}: {failure}"


async def _list_page(source: Source) -> tuple[Discovery, _Seen | None]:
    if not source.needs_start:
        return readers.discover_here(source), None
    address = source.addresses[0]
    async with Client(source, Pace()) as client:
        for _ in range(_DEEP):
            fetched = await client.get(address)
            judge(fetched.answer, fetched.media_type, listing=True)
            found = readers.discover(source, fetched.answer.content, fetched.media_type, address)
            if found.items or not found.pages:
                break
            address = found.pages[0]  # an index of sitemaps: its first
    return found, _Seen("list", fetched)


async def _document(source: Source, item: Item) -> _Seen | None:
    if source.items_are_documents:
        return None
    if isinstance(source.reader, FolderReader):
        return _Seen("document", read_file(source, item.address))
    async with Client(source, Pace()) as client:
        fetched = await client.get(item.address)
    judge(fetched.answer, fetched.media_type)
    return _Seen("document", fetched)


def _about_items(discovery: Discovery) -> Iterator[str]:
    yield f"{len(discovery.items)} items, {len(discovery.pages)} further pages"
    for item in discovery.items[:_SHOWN]:
        yield f"  {item.date or 'no date'} | {_cut(item.title) or 'no title'}"
        yield f"    {item.address}"
    for lacking in ("title", "date"):
        count = sum(1 for item in discovery.items if not getattr(item, lacking))
        if count:
            yield f"not explained: {count} items have no {lacking}"
    for note in discovery.notes:
        yield f"not explained: {note}"


def _about_document(source: Source, item: Item, seen: _Seen | None, now: datetime) -> Iterator[str]:
    content = item.encode() if seen is None else seen.fetched.answer.content
    media_type = ITEM_MEDIA_TYPE if seen is None else seen.fetched.media_type
    reading = extract.extract(content, media_type, item.address, now.date())
    yield f"{reading.format}: {_cut(reading.title) or 'no title'}"
    yield f"{len(reading.text.split()):,} words: {_cut(reading.text)}"
    yield from _about_findings(source, item, reading, now)
    if reading.format == "html":
        links = extract.links(content, item.address)
        yield f"{len(links.translations)} translations, {len(links.attachments)} attachments"


def _about_findings(source: Source, item: Item, reading: Reading, now: datetime) -> Iterator[str]:
    context = Context(
        address=item.address,
        mechanism=source.mechanism,
        default_kind=source.default_kind or "",
        languages=tuple(source.languages),
        stated_title=item.title,
        stated_date=item.date,
        captured=now.date().isoformat(),
    )
    findings = understand.understand(reading, context)
    parts = parts_of(reading, context)
    shown: Counter[str] = Counter()
    named = Counter(one.value for one in findings if one.kind in UNSHOWN)
    for finding in findings:
        if finding.kind in UNSHOWN:
            continue
        shown[finding.kind] += 1
        if shown[finding.kind] <= _SHOWN:
            yield _line(finding, finding.span.words(parts))
    for kind, count in shown.items():
        if count > _SHOWN:
            yield f"  {kind}: {count - _SHOWN} more"
    for role, count in named.items():
        yield f"  {count} named as {role}"


def _line(finding: Finding, words: str) -> str:
    return f"  {finding.kind}: {finding.value} ({finding.confidence:.2f}, from “{_cut(words)}”)"


def _keep(folder: Path, seen: _Seen) -> Path:
    path = folder / seen.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(seen.fetched.answer.content)
    except OSError as error:
        raise HomeUnusable(f"{path} cannot be written ({error.strerror})", "free space") from error
    return path


def _cut(words: str) -> str:
    plain = " ".join(words[: 4 * _WIDE].split())
    return plain if len(plain) <= _WIDE else f"{plain[:_WIDE].rstrip()}…"
