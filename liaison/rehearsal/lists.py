"""Which list a request asks for: feeds, sitemaps, listing pages, plain addresses."""

import gzip
from collections.abc import Callable
from html import escape

from liaison.rehearsal.addresses import listed_address
from liaison.rehearsal.answer import Answer, Request, page
from liaison.rehearsal.feeds import atom, json_feed, rss, xml
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.listings import listing, register
from liaison.rehearsal.paging import (
    ADDRESS_LISTS,
    ListPage,
    changed,
    list_page,
    list_paths,
    pages_of,
)
from liaison.rehearsal.sites import Means, Website

_WRITERS: dict[Means, Callable[[Landscape, ListPage], Answer]] = {
    Means.RSS: rss,
    Means.ATOM: atom,
    Means.ATOM_ITEMS: atom,
    Means.JSON_FEED: json_feed,
    Means.LISTING: listing,
    Means.TABLE: register,
}
_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def list_answer(world: Landscape, site: Website, request: Request) -> Answer | None:
    """The list that a request asks for, or None where it asks for something else."""
    if site.means is Means.SITEMAP:
        is_one = request.path.startswith("/sitemap")
        return _sitemap(world, site, request.path) if is_one else None
    starts = list_paths(world, site)
    if request.path not in starts:
        return None
    if site.means is Means.ADDRESSES:
        return _addresses(world, site, starts.index(request.path), len(starts))
    return _WRITERS[site.means](world, list_page(world, site, request.number("page", 1)))


def _sitemap(world: Landscape, site: Website, path: str) -> Answer:
    ending = "xml.gz" if site.compressed else "xml"
    parts = pages_of(world, site)
    if path == "/sitemap.xml":
        rows = "".join(
            f"<sitemap><loc>{site.root}/sitemap-{part}.{ending}</loc></sitemap>\n"
            for part in range(1, parts + 1)
        )
        return xml(f"<sitemapindex {_SITEMAPS}>\n{rows}</sitemapindex>\n", "application/xml")
    part = path.removeprefix("/sitemap-").removesuffix(f".{ending}")
    if not part.isdecimal() or not 1 <= int(part) <= parts:
        return page(404, "404", "There is no such sitemap.")
    first = (int(part) - 1) * site.page_size
    rows = "".join(map(_row(world), _listed(world, site, first, first + site.page_size)))
    answer = xml(f"<urlset {_SITEMAPS}>\n{rows}</urlset>\n", "application/xml")
    if not site.compressed:
        return answer
    return Answer(200, gzip.compress(answer.body, 6, mtime=0), "application/gzip")


def _row(world: Landscape) -> Callable[[Document], str]:
    return lambda document: (
        f"<url><loc>{escape(listed_address(world, document))}</loc>"
        f"<lastmod>{changed(document).isoformat()}</lastmod></url>\n"
    )


def _listed(world: Landscape, site: Website, first: int, end: int) -> list[Document]:
    """The documents of a website from `first` to `end`, oldest first, without the unlisted."""
    locals_ = range(first, min(end, world.count_of(site)))
    documents = (world.document(world.number(site, local)) for local in locals_)
    return [document for document in documents if document.fate.listed]


def _addresses(world: Landscape, site: Website, part: int, parts: int) -> Answer:
    first = part * ADDRESS_LISTS
    end = world.count_of(site) if part == parts - 1 else first + ADDRESS_LISTS
    lines = (listed_address(world, document) for document in _listed(world, site, first, end))
    body = "# invented cases\n" + "\n".join(lines) + "\n"
    return Answer(200, body.encode(), "text/plain; charset=utf-8")
