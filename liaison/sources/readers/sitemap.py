"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), as they are found.

`lastmod` orders addresses and is not handed on: it says when a page was last touched, not when
it was published. The news extension's `publication_date` and `title` are.
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.item import Discovery, Item
from liaison.sources.reader_options import SitemapReader
from liaison.sources.readers.charset import decode
from liaison.sources.readers.feed import discover_feed, merge
from liaison.sources.readers.feed_entry import join
from liaison.sources.readers.markup import IllFormed, local_name, read_elements, words
from liaison.sources.readers.shape import changed, refuse_empty, refuse_page

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 16
_HEAD = 4_096
_WANTED = "a sitemap"
_FEEDS = frozenset({"rss", "rdf", "feed"})
_ENTRIES = frozenset({"url", "sitemap"})
_OWN = frozenset({"loc", "lastmod"})
_OF_NEWS = frozenset({"publication_date", "title", "language"})


@dataclass(frozen=True, slots=True)
class _Listed:
    """One `url` or `sitemap` element."""

    is_sitemap: bool
    touched: str
    item: Item


def discover_sitemap(
    options: SitemapReader, data: bytes, media_type: str, address: str, *, most: int
) -> Discovery:
    """The newest addresses of one sitemap, or the sitemaps of an index.

    `most`: bytes that a gzipped one may unpack to.

    Raises SourceFailure for a truncated or overlarge gzip and for what is no sitemap.
    """
    refuse_empty(data, address, _WANTED)
    if data.startswith(_GZIP):
        data = unpack(data, most, address)
    refuse_page(data, media_type, address, _WANTED)
    if b"<" not in data[:_HEAD]:
        return Discovery(_newest(options, _text_sitemap(data, media_type, address)))
    try:
        read = read_elements(data, media_type, _ENTRIES, lambda element: _listed(element, address))
    except IllFormed as error:
        raise changed(address, f"something that is no XML came ({error})", _WANTED) from None
    root = local_name(read.root)
    if root in _FEEDS:
        found = discover_feed(data, media_type, address)
        return Discovery(_newest(options, [_Listed(False, "", one) for one in found.items]))
    if root not in ("urlset", "sitemapindex") and not read.found:
        raise changed(address, f"XML with the root <{root}> came", _WANTED)
    if read.mended and not read.found:
        raise changed(address, f"broken XML without an address came ({read.mended})", _WANTED)
    told = f"{address}: ill-formed ({read.mended}); {len(read.found)} addresses were read"
    return Discovery(
        _newest(options, [one for one in read.found if not one.is_sitemap]),
        tuple(_sitemaps(options, [one for one in read.found if one.is_sitemap], address)),
        (told,) if read.mended else (),
    )


def unpack(data: bytes, most: int, address: str) -> bytes:
    """What a gzip holds, all its members, up to `most` bytes.

    Raises SourceFailure (unreadable) where it is cut off, damaged or would grow beyond that.
    """
    pieces: list[bytes] = []
    size = 0
    while data.startswith(_GZIP):
        unzip = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
        while not unzip.eof:
            try:
                piece = unzip.decompress(data, _CHUNK)
            except zlib.error as error:
                raise _unreadable(address, f"a damaged gzip ({error})") from None
            data = unzip.unconsumed_tail
            size += len(piece)
            if size > most:
                raise _unreadable(address, f"a gzip that unpacks to more than {most} bytes")
            if not piece and not data and not unzip.eof:
                raise _unreadable(address, "a gzip that is cut off")
            pieces.append(piece)
        data = unzip.unused_data
    return b"".join(pieces)


def _unreadable(address: str, what: str) -> SourceFailure:
    return SourceFailure(
        FailureClass.UNREADABLE,
        f"{address}: {what}",
        "try again later; where it stays so, tell the publisher or raise `politeness.max_bytes`",
        retry=True,
    )


def _listed(element: etree._Element, address: str) -> _Listed | None:
    """The address of a `url` or `sitemap`, whatever namespaces it is written in."""
    said: dict[str, str] = {}
    languages: dict[str, str] = {}
    for child in element.iter():
        if not isinstance(child.tag, str):
            continue
        name = local_name(child)
        if name == "link" and child.get("hreflang"):
            languages[join(address, child.get("href", ""))] = child.get("hreflang", "")
        elif name in _OWN or (name in _OF_NEWS and _of_news(child)):
            said[name] = said.get(name) or " ".join(words(child).split())
    place = join(address, said.get("loc") or (element.text or ""))
    if not place:
        return None
    language = said.get("language") or languages.get(place, "").replace("x-default", "")
    item = Item(place, said.get("title", ""), said.get("publication_date", ""), "", language)
    return _Listed(local_name(element) == "sitemap", said.get("lastmod", ""), item)


def _of_news(element: etree._Element) -> bool:
    """Whether a title, date or language is that of the news, not of a picture or a film."""
    return any(
        isinstance(above.tag, str) and local_name(above) in ("news", "publication")
        for above in element.iterancestors()
    )


def _text_sitemap(data: bytes, media_type: str, address: str) -> list[_Listed]:
    lines = [line.strip() for line in decode(data, media_type).splitlines() if line.strip()]
    places = [join("", line) for line in lines if " " not in line]
    found = [_Listed(is_sitemap=False, touched="", item=Item(place)) for place in places if place]
    if len(found) * 2 < len(lines) or not found:
        raise changed(address, "text that is no list of addresses came", _WANTED)
    return found


def _newest(options: SitemapReader, listed: Iterable[_Listed]) -> tuple[Item, ...]:
    include = [re.compile(pattern) for pattern in options.include]
    exclude = [re.compile(pattern) for pattern in options.exclude]
    wanted = [
        one
        for one in listed
        if (not include or any(pattern.search(one.item.address) for pattern in include))
        and not any(pattern.search(one.item.address) for pattern in exclude)
    ]
    wanted.sort(key=_recency, reverse=True)
    return merge(one.item for one in wanted)[: options.limit]


def _sitemaps(options: SitemapReader, listed: list[_Listed], address: str) -> Iterator[str]:
    patterns = [re.compile(pattern) for pattern in options.sitemaps]
    for one in sorted(listed, key=_recency, reverse=True):
        place = one.item.address
        if place != address and (not patterns or any(p.search(place) for p in patterns)):
            yield place


def _recency(one: _Listed) -> str:
    """ISO 8601 dates sort as text; what is none counts as oldest."""
    stated = one.touched or one.item.date
    return stated if stated[:4].isdigit() else ""
