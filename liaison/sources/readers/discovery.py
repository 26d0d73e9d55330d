"""One page of a source, read with the reader that its declaration asks for."""

from dataclasses import replace
from pathlib import Path

from liaison.kernel.errors import FailureClass, SourceFailure
from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import Discovery
from liaison.sources.declaration import Source
from liaison.sources.reader_options import (
    AddressesReader,
    FeedReader,
    FolderReader,
    ListingReader,
    PythonReader,
    SitemapReader,
)
from liaison.sources.readers import folder
from liaison.sources.readers.address_list import addresses_here, discover_addresses
from liaison.sources.readers.feed import discover_feed
from liaison.sources.readers.listing import discover_listing
from liaison.sources.readers.numbered import next_page
from liaison.sources.readers.odd_one import discover_odd_one
from liaison.sources.readers.shape import changed
from liaison.sources.readers.sitemap import discover_sitemap


def discover(source: Source, data: bytes, media_type: str, address: str) -> Discovery:
    """The items of one list page, and the addresses of further pages of the same list.

    `address` is where the bytes came from, after redirects. `media_type` may carry a charset.
    Which pages were read already, and how many a round may read (`source.max_pages`), the
    caller keeps. Raises SourceFailure: blocked (a challenge), unreadable (a broken gzip) or
    changed shape (another kind of answer, or a first page without an item where the source
    should yield some).
    """
    found = _read(source, data, media_type, address)
    starts = {canonical_address(start) for start in source.addresses}
    if (
        not (found.items or found.pages)
        and source.yields.at_least
        and canonical_address(address) in starts
    ):
        raise changed(address, "a list without a single item came", f"a full {source.reader.kind}")
    return _with_next_page(source, found, address)


def discover_here(source: Source) -> Discovery:
    """The items of a source that needs no fetching to be listed (`source.needs_start` is false)."""
    if isinstance(source.reader, FolderReader):
        return folder.discover_folder(source, source.reader)
    if isinstance(source.reader, AddressesReader):
        return addresses_here(source, source.reader)
    raise TypeError(f"{source.id} starts from its addresses: fetch them, then call discover")


def file_of(source: Source, address: str) -> Path:
    """The file of a folder source that is published at `address`.

    Raises SourceFailure (gone) where there is none or the source is no folder.
    """
    if isinstance(source.reader, FolderReader):
        return folder.file_of(source, source.reader, address)
    raise SourceFailure(FailureClass.GONE, f"{source.id} is no folder", "fetch the address")


def _read(source: Source, data: bytes, media_type: str, address: str) -> Discovery:
    match source.reader:
        case FeedReader():
            found = discover_feed(data, media_type, address, whole=source.items_are_documents)
            return found if source.reader.max_pages > 1 else replace(found, pages=())
        case SitemapReader() as options:
            most = source.politeness.max_bytes
            return discover_sitemap(options, data, media_type, address, most=most)
        case ListingReader() as options:
            return discover_listing(options, data, media_type, address)
        case AddressesReader():
            return discover_addresses(data, media_type, address)
        case PythonReader() as options:
            return discover_odd_one(source, options, data, media_type, address)
        case FolderReader():
            raise TypeError(f"{source.id} is a folder: call discover_here")


def _with_next_page(source: Source, found: Discovery, address: str) -> Discovery:
    if not isinstance(source.reader, FeedReader | ListingReader) or not source.reader.pages:
        return found
    if not found.items:
        return found
    following = next_page(source.reader.pages, address, source.addresses, source.max_pages)
    pages = (*found.pages, following) if following else found.pages
    return replace(found, pages=tuple(dict.fromkeys(pages)))
