"""What the lists of a website name, page by page: newest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from liaison.rehearsal.addresses import listed_address
from liaison.rehearsal.calendar_of_blocks import DAY_0
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.pages import title
from liaison.rehearsal.plan import BLOCK
from liaison.rehearsal.sites import Means, Website

ADDRESS_LISTS = 2_000  # documents in one list of addresses; the last list holds all that follow
_START = {
    Means.RSS: "/feed/",
    Means.ATOM: "/atom.xml",
    Means.ATOM_ITEMS: "/wire.atom",
    Means.JSON_FEED: "/feed.json",
    Means.SITEMAP: "/sitemap.xml",
    Means.LISTING: "/documents",
    Means.TABLE: "/register",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    address: str
    title: str
    document: Document


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list; `following` and `before` are whole addresses, or ""."""

    site: Website
    entries: tuple[Entry, ...]
    before: str
    following: str


def list_paths(world: Landscape, site: Website) -> tuple[str, ...]:
    """The paths at which a round on this website starts."""
    if site.means is Means.ADDRESSES:
        lists = max(1, world.documents * site.share // BLOCK // ADDRESS_LISTS)
        return tuple(f"/cases-{part}.txt" for part in range(lists))
    return (_START[site.means],)


def pages_of(world: Landscape, site: Website) -> int:
    """How many pages the list of a website has."""
    return max(1, -(-world.count_of(site) // site.page_size))


def list_page(world: Landscape, site: Website, number: int) -> ListPage:
    """A page of a list, counted from 1; one past the end has no entries."""
    start = site.root + _START[site.means]
    return ListPage(
        site,
        tuple(_entries(world, site, number)),
        f"{start}?page={number - 1}" if number > 1 else "",
        f"{start}?page={number + 1}" if number < pages_of(world, site) else "",
    )


def changed(document: Document) -> dt.date:
    """The day on which a document last changed."""
    if document.fate.changed_on:
        return DAY_0 + dt.timedelta(days=document.fate.changed_on)
    return document.published


def _entries(world: Landscape, site: Website, number: int) -> Iterator[Entry]:
    """Translations are left to the pages that point to them."""
    newest = world.count_of(site) - 1 - (number - 1) * site.page_size
    for local in range(newest, max(-1, newest - site.page_size), -1):
        document = world.document(world.number(site, local))
        if document.fate.listed and document.translation_of is None:
            shown = title(world, document.number)
            yield Entry(listed_address(world, document), shown, document)
