"""The invented web as a whole: which answer belongs to which request."""

import datetime as dt
from email.utils import format_datetime

from liaison.rehearsal.addresses import (
    address_of,
    attachment_of,
    format_of,
    local_of,
    path_of,
)
from liaison.rehearsal.answer import Answer, Request, page, redirect
from liaison.rehearsal.fate import Gone
from liaison.rehearsal.grammar import grammar
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.lists import list_answer
from liaison.rehearsal.pages import html_bytes
from liaison.rehearsal.paging import changed, list_paths
from liaison.rehearsal.papers import media_type, paper
from liaison.rehearsal.sites import ABYSS, BRITTLE, BY_HOST, Means, Website
from liaison.rehearsal.troubles import trouble_answer


def answer(world: Landscape, request: Request, visit: int = 0) -> Answer:
    """What the website answers. `visit` counts requests: what changes each time follows it."""
    host = request.host.partition(":")[0].lower()
    if host in (BRITTLE, ABYSS):
        return trouble_answer(request, host, visit)
    site = BY_HOST.get(host)
    if site is None:
        return page(404, "No such website", "This rehearsal knows no website of that name.")
    if request.path == "/robots.txt":
        return Answer(200, robots(world, site).encode(), "text/plain; charset=utf-8")
    listed = list_answer(world, site, request)
    return listed or _document_answer(world, site, request, visit)


def robots(world: Landscape, site: Website) -> str:
    """A website's robots.txt (RFC 9309): what must not be fetched, and how quickly."""
    lines = ["User-agent: *", "Disallow: /private/", "Disallow: /*/section/", "Allow: /"]
    if site.crawl_delay:
        lines.insert(1, f"Crawl-delay: {site.crawl_delay}")
    if site.means is Means.SITEMAP:
        lines.append(f"Sitemap: {site.root}{list_paths(world, site)[0]}")
    return "\n".join(lines) + "\n"


def _document_answer(world: Landscape, site: Website, request: Request, visit: int) -> Answer:
    local = local_of(request.target)
    if request.path == "/" or request.path.startswith("/private/"):
        return page(
            200, "Welcome", "An invented website for rehearsal: nobody and nothing here is real."
        )
    if local is None or local >= world.count_of(site) or site.means is Means.ATOM_ITEMS:
        return _missing(site, Gone.NOT_FOUND)
    document = world.document(world.number(site, local))
    attached = attachment_of(document, local)
    if attached and request.target == f"/attachments/{local}.{attached}":
        return _gone(document) or _paper(world, document, attached, request)
    if request.target == path_of(document, local):
        return _gone(document) or _content(
            world, document, format_of(document, local), request, visit
        )
    if document.fate.moved and request.target == path_of(document, local, old=True):
        return redirect(address_of(world, document), 301 if local % 2 else 302)
    return _missing(site, Gone.NOT_FOUND)


def _gone(document: Document) -> Answer | None:
    if document.fate.gone is None:
        return None
    return _missing(document.site, document.fate.gone, document.language)


def _missing(site: Website, how: Gone, language: str = "") -> Answer:
    language = language or site.languages[0]
    words = str(grammar(language).sections["label.gone"][0][0])
    title, _, rest = words.partition(". ")
    return page({Gone.NOT_FOUND: 404, Gone.GONE: 410, Gone.SOFT: 200}[how], title, rest, language)


def _content(
    world: Landscape, document: Document, form: str, request: Request, visit: int
) -> Answer:
    if form != "html":
        return _paper(world, document, form, request)
    site = document.site
    headers = () if site.noisy else _validators(world, document)
    if not site.noisy and _is_known(request, headers):
        return Answer(304, headers=headers)
    body = html_bytes(world, document, noise=f"{visit:08x}")
    return Answer(
        200, body, f"text/html; charset={site.charset}", headers, may_compress=site.compressed
    )


def _paper(world: Landscape, document: Document, form: str, request: Request) -> Answer:
    headers = _validators(world, document)
    if _is_known(request, headers):
        return Answer(304, headers=headers)
    return Answer(200, paper(world, document, form), media_type(document, form), headers)


def _validators(world: Landscape, document: Document) -> tuple[tuple[str, str], ...]:
    """ETag and Last-Modified (RFC 9110, section 8.8); a new translation changes a page too."""
    on = changed(document)
    moment = dt.datetime(on.year, on.month, on.day, 10, tzinfo=dt.UTC)
    state = f"{document.fate.revision}-{len(world.editions(document))}"
    tag = f'"{world.seed:x}-{document.number:x}-{state}"'
    return (("ETag", tag), ("Last-Modified", format_datetime(moment, usegmt=True)))


def _is_known(request: Request, headers: tuple[tuple[str, str], ...]) -> bool:
    """If-None-Match wins over If-Modified-Since (RFC 9110, section 13.2.2)."""
    tag, moment = (value for _, value in headers)
    asked = request.headers.get("if-none-match")
    if asked is not None:
        return tag in asked or asked.strip() == "*"
    return request.headers.get("if-modified-since") == moment
