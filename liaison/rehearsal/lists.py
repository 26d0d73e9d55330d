"""What the websites list: feeds, sitemaps, listing pages and plain addresses, page by page."""

import datetime as dt
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape

from liaison.rehearsal.addresses import listed_address
from liaison.rehearsal.answer import Answer, Request, page
from liaison.rehearsal.calendar_of_blocks import DAY_0
from liaison.rehearsal.chance import Draw
from liaison.rehearsal.grammar import Scribe, capital, grammar
from liaison.rehearsal.pages import date_shown, title, words
from liaison.rehearsal.sites import Means, Website
from liaison.rehearsal.world import Document, World

ADDRESS_LISTS = 2_000  # documents in one list of addresses; the last list holds all that follow


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    address: str
    title: str
    document: Document


def list_paths(world: World, site: Website) -> tuple[str, ...]:
    """The paths at which a round on this website starts."""
    if site.means is Means.ADDRESSES:
        lists = max(1, world.documents * site.share // 40 // ADDRESS_LISTS)
        return tuple(f"/cases-{part}.txt" for part in range(lists))
    return (_START[site.means],)


_START = {
    Means.RSS: "/feed/",
    Means.ATOM: "/atom.xml",
    Means.ATOM_ITEMS: "/wire.atom",
    Means.JSON_FEED: "/feed.json",
    Means.SITEMAP: "/sitemap.xml",
    Means.LISTING: "/documents",
    Means.TABLE: "/register",
}


def list_answer(world: World, site: Website, request: Request) -> Answer | None:
    """The list that a request asks for, or None where it asks for something else."""
    if site.means is Means.SITEMAP and request.path.startswith("/sitemap"):
        return _sitemap(world, site, request)
    if site.means is Means.ADDRESSES:
        starts = list_paths(world, site)
        return (
            _addresses(world, site, starts.index(request.path), len(starts))
            if request.path in starts
            else None
        )
    if request.path != _START.get(site.means):
        return None
    number = request.number("page", 1)
    entries = tuple(_entries(world, site, number))
    return _WRITERS[site.means](world, site, number, entries)


def pages_of(world: World, site: Website) -> int:
    """How many pages the list of a website has."""
    return max(1, -(-world.count_of(site) // site.page_size))


def _entries(world: World, site: Website, number: int) -> Iterator[Entry]:
    """Newest first; translations are left to the pages that point to them."""
    newest = world.count_of(site) - 1 - (number - 1) * site.page_size
    for local in range(newest, max(-1, newest - site.page_size), -1):
        document = world.document(world.number(site, local))
        if document.fate.listed and document.translation_of is None:
            yield Entry(listed_address(world, document), title(world, document.number), document)


def _changed(document: Document) -> dt.date:
    if document.fate.changed_on:
        return DAY_0 + dt.timedelta(days=document.fate.changed_on)
    return document.published


def _moment(document: Document) -> str:
    """The time of publishing: feeds always know the day, however little the page tells."""
    return f"{document.published.isoformat()}T09:30:00Z"


def _next(world: World, site: Website, number: int) -> str:
    path = _START[site.means]
    return f"{site.root}{path}?page={number + 1}" if number < pages_of(world, site) else ""


def _rss(world: World, site: Website, number: int, entries: tuple[Entry, ...]) -> Answer:
    following = _next(world, site, number)
    link = f'<atom:link rel="next" href="{escape(following)}"/>\n' if following else ""
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.address)}</link>"
        f'<guid isPermaLink="false">{site.key}-{entry.document.number}</guid>'
        f"<pubDate>{_rfc_2822(entry.document)}</pubDate><dc:language>{entry.document.language}</dc:language></item>\n"
        for entry in entries
    )
    return _xml(
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel><title>{escape(site.names[site.languages[0]])}</title><link>{site.root}/</link>\n"
        f"<description>Invented for rehearsal</description>\n{link}{items}</channel></rss>\n",
        "application/rss+xml",
    )


def _rfc_2822(document: Document) -> str:
    on = document.published
    return format_datetime(dt.datetime(on.year, on.month, on.day, 9, 30, tzinfo=dt.UTC))


def _atom(world: World, site: Website, number: int, entries: tuple[Entry, ...]) -> Answer:
    following = _next(world, site, number)
    link = f'<link rel="next" href="{escape(following)}"/>\n' if following else ""
    whole = site.means is Means.ATOM_ITEMS
    items = "".join(
        f'<entry xml:lang="{entry.document.language}"><title>{escape(entry.title)}</title>'
        f'<link rel="alternate" href="{escape(entry.address)}"/><id>tag:{site.host},2008:{entry.document.number}</id>'
        f"<published>{_moment(entry.document)}</published><updated>{_changed(entry.document).isoformat()}T10:00:00Z</updated>"
        f"{_content(world, entry.document) if whole else ''}</entry>\n"
        for entry in entries
    )
    newest = _changed(entries[0].document).isoformat() if entries else DAY_0.isoformat()
    return _xml(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{escape(site.names[site.languages[0]])}</title>\n'
        f"<id>tag:{site.host},2008:feed</id><updated>{newest}T10:00:00Z</updated>\n{link}{items}</feed>\n",
        "application/atom+xml",
    )


def _content(world: World, document: Document) -> str:
    blocks = "".join(f"<p>{escape(block.text)}</p>" for block in words(world, document).blocks)
    return f'<content type="html">{escape(blocks)}</content>'


def _json(world: World, site: Website, number: int, entries: tuple[Entry, ...]) -> Answer:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.names[site.languages[0]],
        "home_page_url": f"{site.root}/",
        "items": [
            {
                "id": str(entry.document.number),
                "url": entry.address,
                "title": entry.title,
                "date_published": _moment(entry.document),
                "language": entry.document.language,
            }
            for entry in entries
        ],
    }
    if following := _next(world, site, number):
        feed["next_url"] = following
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode()
    return Answer(200, body, "application/feed+json", may_compress=True)


def _xml(text: str, media_type: str) -> Answer:
    body = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()
    return Answer(200, body, f"{media_type}; charset=utf-8", may_compress=True)


def _sitemap(world: World, site: Website, request: Request) -> Answer:
    ending = "xml.gz" if site.compressed else "xml"
    if request.path == "/sitemap.xml":
        parts = "".join(
            f"<sitemap><loc>{site.root}/sitemap-{part}.{ending}</loc></sitemap>\n"
            for part in range(1, pages_of(world, site) + 1)
        )
        return _xml(
            f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{parts}</sitemapindex>\n',
            "application/xml",
        )
    part = request.path.removeprefix("/sitemap-").removesuffix(f".{ending}")
    if not part.isdigit() or not 1 <= int(part) <= pages_of(world, site):
        return page(404, "404", "There is no such sitemap.")
    answer = _xml(_sitemap_part(world, site, int(part)), "application/xml")
    if not site.compressed:
        return answer
    return Answer(200, gzip.compress(answer.body, 6, mtime=0), "application/gzip")


def _sitemap_part(world: World, site: Website, part: int) -> str:
    first = (part - 1) * site.page_size
    last = min(world.count_of(site), first + site.page_size)
    rows = "".join(
        f"<url><loc>{escape(listed_address(world, document))}</loc><lastmod>{_changed(document).isoformat()}</lastmod></url>\n"
        for document in (world.document(world.number(site, local)) for local in range(first, last))
        if document.fate.listed
    )
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'


def _addresses(world: World, site: Website, part: int, parts: int) -> Answer:
    last = world.count_of(site) if part == parts - 1 else (part + 1) * ADDRESS_LISTS
    documents = (
        world.document(world.number(site, local)) for local in range(part * ADDRESS_LISTS, last)
    )
    lines = (listed_address(world, document) for document in documents if document.fate.listed)
    return Answer(
        200, ("# invented cases\n" + "\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8"
    )


def _listing(world: World, site: Website, number: int, entries: tuple[Entry, ...]) -> Answer:
    language = site.languages[0]
    labels = Scribe(grammar(language), Draw("list", site.key), {}, woman=False)
    rows = "".join(
        f'<li class="entry"><h3 class="entry-title"><a href="{escape(entry.address.removeprefix(site.root))}">{escape(entry.title)}</a></h3>'
        f'<span class="date">{escape(date_shown(entry.document))}</span></li>\n'
        for entry in entries
    )
    body = f'<ul class="results">\n{rows}</ul>\n' + _turning(world, site, number, labels)
    return _listing_page(site, language, labels, body)


def _table(world: World, site: Website, number: int, entries: tuple[Entry, ...]) -> Answer:
    language = site.languages[0]
    labels = Scribe(grammar(language), Draw("list", site.key), {}, woman=False)
    rows = "".join(
        f'<tr class="letter"><td class="date">{escape(date_shown(entry.document))}</td>'
        f'<td class="symbol">{escape(entry.document.symbol)}</td>'
        f'<td><a class="pdf" href="{escape(entry.address.removeprefix(site.root))}">{escape(entry.title)}</a></td></tr>\n'
        for entry in entries
    )
    body = f'<table class="register">\n{rows}</table>\n' + _turning(world, site, number, labels)
    return _listing_page(site, language, labels, body)


def _turning(world: World, site: Website, number: int, labels: Scribe) -> str:
    path = _START[site.means]
    back = (
        f'<a rel="prev" href="{path}?page={number - 1}">{labels.say("label.previous")}</a> '
        if number > 1
        else ""
    )
    following = (
        f'<a rel="next" class="next" href="{path}?page={number + 1}">{labels.say("label.next")}</a>'
        if number < pages_of(world, site)
        else ""
    )
    return f'<p class="pager">{back}{following}</p>\n'


def _listing_page(site: Website, language: str, labels: Scribe, body: str) -> Answer:
    heading = labels.say("label.lists")
    nav = "".join(
        f'<li><a href="/{language}/section/{at}">{escape(name)}</a></li>'
        for at, name in enumerate(labels.all("label.nav"))
    )
    html = (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="{site.charset}">'
        f"<title>{heading} | {escape(capital(site.names[language]))}</title></head>\n<body><nav><ul>{nav}</ul></nav>\n"
        f"<h1>{heading}</h1>\n{body}<footer>{labels.say('label.footer')}</footer></body></html>\n"
    )
    return Answer(
        200, html.encode(site.charset, "xmlcharrefreplace"), f"text/html; charset={site.charset}",
        may_compress=site.compressed,
    )  # fmt: skip


_WRITERS: dict[Means, Callable[[World, Website, int, tuple[Entry, ...]], Answer]] = {
    Means.RSS: _rss,
    Means.ATOM: _atom,
    Means.ATOM_ITEMS: _atom,
    Means.JSON_FEED: _json,
    Means.LISTING: _listing,
    Means.TABLE: _table,
}
