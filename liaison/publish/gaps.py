"""What a source publishes that its checks do not find, as its declaration says."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.design.written import written_number, written_size
from liaison.sources.declaration import Source
from liaison.sources.reader_options import (
    AddressesReader,
    FeedReader,
    FolderReader,
    ListingReader,
    Pages,
    SitemapReader,
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the checks of a source look; None or False where they are not limited so.

    `depth`: pages of each list, of which nothing further back is ever read; `pages`: read in one
    check, the next goes on; `sitemaps`: read in one check, and `addresses` taken of each; `feeds`:
    so many are read as they stand; `fixed`: addresses that are named one by one; `narrowed`: only
    addresses of a certain form are taken; `largest`: bytes of an answer.
    """

    largest: int
    depth: int | None = None
    pages: int | None = None
    sitemaps: int | None = None
    addresses: int | None = None
    feeds: int | None = None
    fixed: int | None = None
    narrowed: bool = False


def limits(source: Source) -> Limits:
    """How far the checks of this source look."""
    reader, largest = source.reader, source.politeness.max_bytes
    match reader:
        case FolderReader():
            return Limits(largest)
        case AddressesReader():
            return Limits(largest, fixed=len(reader.listed) or None)
        case SitemapReader():
            narrowed = bool(reader.include or reader.exclude or reader.sitemaps)
            return Limits(
                largest, sitemaps=source.max_pages, addresses=reader.limit, narrowed=narrowed
            )
        case FeedReader(pages=None, max_pages=1):
            return Limits(largest, feeds=len(source.addresses))
        case FeedReader(pages=Pages()) | ListingReader(next=None, next_pattern=None):
            return Limits(largest, depth=_depth(reader.pages, source.max_pages))
        case _:
            return Limits(largest, pages=source.max_pages)


def words(told: Limits) -> list[str]:
    """The same as sentences for readers."""
    return list(_words(told, get_language() or "en"))


def _words(told: Limits, language: str) -> Iterator[str]:
    if told.feeds is not None:
        yield ngettext(
            "Only its feed is read: what the feed no longer names is not found.",
            "Only its %(number)s feeds are read: what they no longer name is not found.",
            told.feeds,
        ) % {"number": written_number(told.feeds, language)}
    if told.fixed is not None:
        yield ngettext(
            "Only %(number)s address that its file names is looked at; what is new elsewhere is"
            " not found.",
            "Only %(number)s addresses that its file names are looked at; what is new elsewhere is"
            " not found.",
            told.fixed,
        ) % {"number": written_number(told.fixed, language)}
    if told.depth is not None:
        yield ngettext(
            "Only the first page of its list is read: what stands further back is not found.",
            "Only the first %(number)s pages of its list are read: what stands further back is not"
            " found.",
            told.depth,
        ) % {"number": written_number(told.depth, language)}
    if told.pages is not None:
        yield ngettext(
            "A check reads %(number)s page of its list at most; the next goes on where it ended.",
            "A check reads %(number)s pages of its list at most; the next goes on where it ended.",
            told.pages,
        ) % {"number": written_number(told.pages, language)}
    if told.sitemaps is not None and told.addresses is not None:
        yield _(
            "A check reads at most %(sitemaps)s of its sitemaps, and takes %(addresses)s addresses"
            " of each at most, those last changed first."
        ) % {
            "sitemaps": written_number(told.sitemaps, language),
            "addresses": written_number(told.addresses, language),
        }
    if told.narrowed:
        yield _("Of its addresses only those of a certain form are taken.")
    yield _("What is larger than %(size)s is not taken.") % {
        "size": written_size(told.largest, language)
    }


def _depth(pages: Pages | None, most: int) -> int:
    """A list without numbers is one page; a numbered one may end before the most that is read."""
    if pages is None:
        return 1
    if pages.last is None or pages.last < pages.first:
        return most
    return min(most, (pages.last - pages.first) // pages.step + 1)
