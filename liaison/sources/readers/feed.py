"""Feeds: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from lxml import etree

from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import Discovery, Item
from liaison.sources.readers.feed_entry import ENTRY_NAMES, Entry, base_of, join, plain, read_entry
from liaison.sources.readers.markup import NOT_XML, IllFormed, local_name, read_elements
from liaison.sources.readers.shape import changed, refuse_page

_ROOTS = frozenset({"rss", "rdf", "feed", "channel"})
_WANTED = "a feed"


def discover_feed(data: bytes, media_type: str, address: str, *, whole: bool = False) -> Discovery:
    """The items of one feed page, and the next page where the feed names one (RFC 5005).

    `whole`: the entries are the documents, so one without an address is given one in the feed.
    Raises SourceFailure where it is no feed.
    """
    refuse_page(data, media_type, address, _WANTED)
    entries, following, notes = (
        _json_feed(data, address)
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{"
        else _xml_feed(data, media_type, address)
    )
    items = merge(_items(entries, address, whole=whole))
    if entries and not items:
        raise changed(address, f"{len(entries)} entries without a link came", _WANTED)
    lost = len(entries) - sum(1 for entry in entries if entry.address)
    if lost and not whole:
        notes = (*notes, f"{address}: {lost} of {len(entries)} entries have no link")
    return Discovery(items, tuple(page for page in following if page != address), notes)


def merge(items: Iterable[Item]) -> tuple[Item, ...]:
    """One item an address: the first met, its blanks filled from the others."""
    by_address: dict[str, Item] = {}
    for item in items:
        try:
            key = canonical_address(item.address).partition("://")[2]
        except ValueError:
            continue
        first = by_address.get(key)
        by_address[key] = item if first is None else _filled(first, item)
    return tuple(by_address.values())


def _filled(first: Item, other: Item) -> Item:
    return Item(
        address=first.address,
        title=first.title or other.title,
        date=first.date or other.date,
        content=first.content or other.content,
        language=first.language or other.language,
    )


def _items(entries: list[Entry], address: str, *, whole: bool) -> Iterator[Item]:
    for entry in entries:
        place = entry.address
        if not place and whole and (entry.title or entry.content):
            place = _place_in(address, entry)
        if place:
            yield Item(place, entry.title, entry.date, entry.content, entry.language)


def _place_in(address: str, entry: Entry) -> str:
    """An address for an entry that has none: the feed's, with the entry's identity after it."""
    told = f"{entry.title}\n{entry.content}".encode()
    identity = entry.identity or hashlib.sha256(told).hexdigest()[:24]
    named = json.dumps({"entry": identity}, ensure_ascii=False, separators=(",", ":"))
    return f"{address.partition('#')[0]}#{quote(named, safe='{}:,/')}"


def _xml_feed(
    data: bytes, media_type: str, address: str
) -> tuple[list[Entry], list[str], tuple[str, ...]]:
    try:
        read = read_elements(
            data, media_type, ENTRY_NAMES, lambda element: read_entry(element, address)
        )
    except IllFormed as error:
        raise changed(address, f"something that is no XML came ({error})", _WANTED) from None
    if local_name(read.root) not in _ROOTS and not read.found:
        raise changed(address, f"XML with the root <{local_name(read.root)}> came", _WANTED)
    if read.mended and not read.found:
        raise changed(address, f"broken XML without an entry came ({read.mended})", _WANTED)
    told = f"{address}: ill-formed ({read.mended}); {len(read.found)} entries were read"
    return read.found, list(_next_pages(read.root, address)), (told,) if read.mended else ()


def _next_pages(root: etree._Element, address: str) -> Iterator[str]:
    for link in root.iter("{http://www.w3.org/2005/Atom}link"):
        page = join(base_of(link, address), link.get("href", ""))
        if link.get("rel") in ("next", "prev-archive") and page:
            yield page


def _json_feed(data: bytes, address: str) -> tuple[list[Entry], list[str], tuple[str, ...]]:
    try:
        feed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise changed(address, f"broken JSON came ({error})", _WANTED) from None
    listed = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(listed, list):
        raise changed(address, "JSON without `items` came", _WANTED)
    entries = [_json_entry(entry, address) for entry in listed if isinstance(entry, dict)]
    following = join(address, _word(feed.get("next_url")))
    return entries, [following] if following else [], ()


def _json_entry(entry: dict[str, object], address: str) -> Entry:
    identity = _word(entry.get("id"))
    link = _word(entry.get("url")) or (identity if "://" in identity else "")
    return Entry(
        address=join(address, link or _word(entry.get("external_url"))),
        identity=identity,
        title=plain(_word(entry.get("title")), escaped=False),
        date=_word(entry.get("date_published")) or _word(entry.get("date_modified")),
        content=_word(entry.get("content_html"))
        or _word(entry.get("content_text"))
        or _word(entry.get("summary")),
        language=_word(entry.get("language")),
    )


def _word(value: object) -> str:
    """A value as text, without the characters that JSON can hold and XML and UTF-8 cannot."""
    said = str(value).strip() if isinstance(value, str | int | float) else ""
    return NOT_XML.sub("", said)
