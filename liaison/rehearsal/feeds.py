"""The feeds of the invented web: RSS 2.0, Atom (RFC 4287, paged as in RFC 5005), JSON Feed 1.1."""

import datetime as dt
import json
from email.utils import format_datetime
from html import escape

from liaison.rehearsal.answer import Answer
from liaison.rehearsal.calendar_of_blocks import DAY_0
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.pages import words
from liaison.rehearsal.paging import Entry, ListPage, changed
from liaison.rehearsal.sites import Means


def rss(_world: Landscape, page: ListPage) -> Answer:
    """A page as RSS."""
    site = page.site
    return xml(
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"<channel><title>{escape(site.names[site.languages[0]])}</title>"
        f"<link>{site.root}/</link><description>Invented for rehearsal</description>\n"
        f"{_next(page, 'atom:link')}{''.join(map(_rss_item, page.entries))}</channel></rss>\n",
        "application/rss+xml",
    )


def atom(world: Landscape, page: ListPage) -> Answer:
    """A page as Atom; with whole texts where entries are the documents."""
    site = page.site
    newest = max((changed(entry.document) for entry in page.entries), default=DAY_0)
    whole = site.means is Means.ATOM_ITEMS
    entries = (
        _atom_entry(entry, _content(world, entry.document) if whole else "")
        for entry in page.entries
    )
    return xml(
        '<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{escape(site.names[site.languages[0]])}</title>\n"
        f"<id>tag:{site.host},2008:feed</id><updated>{newest.isoformat()}T10:00:00Z</updated>\n"
        f"{_next(page, 'link')}{''.join(entries)}</feed>\n",
        "application/atom+xml",
    )


def json_feed(_world: Landscape, page: ListPage) -> Answer:
    """A page as JSON Feed."""
    site = page.site
    feed: dict[str, object] = {
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
            for entry in page.entries
        ],
    }
    if page.following:
        feed["next_url"] = page.following
    body = json.dumps(feed, ensure_ascii=False, indent=1).encode()
    return Answer(200, body, "application/feed+json", may_compress=True)


def xml(text: str, media_type: str) -> Answer:
    """An answer in XML."""
    body = f'<?xml version="1.0" encoding="utf-8"?>\n{text}'.encode()
    return Answer(200, body, f"{media_type}; charset=utf-8", may_compress=True)


def _next(page: ListPage, element: str) -> str:
    return f'<{element} rel="next" href="{escape(page.following)}"/>\n' if page.following else ""


def _moment(document: Document) -> str:
    """The time of publishing: feeds always know the day, however little the page tells."""
    return f"{document.published.isoformat()}T09:30:00Z"


def _rss_item(entry: Entry) -> str:
    document, on = entry.document, entry.document.published
    moment = format_datetime(dt.datetime(on.year, on.month, on.day, 9, 30, tzinfo=dt.UTC))
    return (
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.address)}</link>"
        f'<guid isPermaLink="false">{document.site.key}-{document.number}</guid>'
        f"<pubDate>{moment}</pubDate><dc:language>{document.language}</dc:language></item>\n"
    )


def _atom_entry(entry: Entry, content: str) -> str:
    document = entry.document
    return (
        f'<entry xml:lang="{document.language}"><title>{escape(entry.title)}</title>'
        f'<link rel="alternate" href="{escape(entry.address)}"/>'
        f"<id>tag:{document.site.host},2008:{document.number}</id>"
        f"<published>{_moment(document)}</published>"
        f"<updated>{changed(document).isoformat()}T10:00:00Z</updated>{content}</entry>\n"
    )


def _content(world: Landscape, document: Document) -> str:
    blocks = "".join(f"<p>{escape(block.text)}</p>" for block in words(world, document).blocks)
    return f'<content type="html">{escape(blocks)}</content>'
