"""The addresses of the record for crawlers: an index, and files of at most 50,000 addresses.

As sitemaps.org has it, with the languages of each page beside it. A file holds the rows of one
range of primary keys, so it is found at the same cost at any size, and an address stays in its
file. They are written while the rows are read. Withdrawn documents and selections are in none.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.cache import cache
from django.db.models import F, Max, Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from liaison import vocabulary
from liaison.catalogue.models import Document, Matter
from liaison.publish import compendium, declared, standing
from liaison.publish.context import origin
from liaison.publish.parameters import allow_only
from liaison.publish.record import record_kind
from liaison.publish.turns import held

ROWS = 5_000  # of a file: five languages make 25,000 addresses, some 20 MB
_MEDIA_TYPE = "application/xml"
_HIGHEST = 2**31  # of the files: more rows than any table holds
_COUNTED_FOR = 300  # seconds
_BATCH = 500
_PIECE = 100  # pages that are sent together
_INVENTED = "<!-- Rehearsal: everything here is invented, no such document or event exists. -->\n"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_FIRST = "en"
_PART = "part-of-an-address"
_PAGES = (
    "front",
    "mechanisms",
    "countries",
    "letters",
    "standards",
    "calendar",
    "trends",
    "sources",
    "about-data",
    "vocabulary",
    "help",
    "privacy",
    "accessibility",
    "corrections",
)
_ALTERNATE = '<xhtml:link rel="alternate" hreflang="{}" href="{}"/>'

Page = tuple[str, tuple[str, ...], dt.datetime | None]  # name of the address, its parts, changed


def index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the files that name every page of the site, in five languages."""
    allow_only(request.GET, ())
    site = origin(request)
    lines = [_HEAD, _invented(), f'<sitemapindex xmlns="{_NAMESPACE}">\n', _file(site, "pages")]
    for name, changed in (("documents", _changes()), ("matters", _files_of(Matter))):
        lines += [_file(site, f"{name}-{number}", when) for number, when in sorted(changed.items())]
    lines.append("</sitemapindex>\n")
    return HttpResponse("".join(lines), content_type=_MEDIA_TYPE)


def pages(request: HttpRequest) -> HttpResponseBase:
    """`/sitemap-pages.xml`: the pages that are no documents, mechanisms and sources included."""
    allow_only(request.GET, ())
    return _answer(request, _pages())


def documents(request: HttpRequest, number: int) -> HttpResponseBase:
    """`/sitemap-documents-NUMBER.xml`: documents in the order of their arrival."""
    allow_only(request.GET, ())
    return _answer(request, _within(number, Document, _documents))


def matters(request: HttpRequest, number: int) -> HttpResponseBase:
    """`/sitemap-matters-NUMBER.xml`: matters that have a document."""
    allow_only(request.GET, ())
    return _answer(request, _within(number, Matter, _matters))


def _pages() -> Iterator[Page]:
    for name in _PAGES:
        yield name, (), None
    for code in sorted(declared.mechanism_codes()):
        yield "mechanism", (code,), None
    for country in sorted(vocabulary.load().countries):
        yield "country", (country,), None
    for right in compendium.held().rights:
        yield "right", (right.code,), None
    for instrument in compendium.held().instruments:
        yield "instrument", (instrument.code,), None
    for source_id in sorted(declared.source_ids()):
        yield "source", (source_id,), None


def _documents(first: int) -> Iterator[Page]:
    # Each batch is read to its end: an open question would keep the database from tidying up for
    # as long as somebody takes the file a byte at a time.
    end = first + ROWS
    for start in range(first, end, _BATCH):
        rows = Document.objects.filter(
            id__gte=start,
            id__lt=min(start + _BATCH, end),
            withdrawn=False,
            described_version__gt=0,
        )
        for identifier, changed in list(
            rows.order_by("id").values_list("identifier", "changed_at")
        ):
            yield "document", (identifier,), changed


def _matters(first: int) -> Iterator[Page]:
    for start in range(first, first + ROWS, _BATCH):
        rows = Matter.objects.filter(id__gte=start, id__lt=start + _BATCH, merged_into="")
        names = list(rows.order_by("id").values_list("identifier", flat=True))
        told = Document.objects.filter(matter__in=names, withdrawn=False).order_by()
        changed = dict(told.values_list("matter").annotate(last=Max("changed_at")))
        for name in names:
            if name in changed:
                yield "matter", (name,), changed[name]


def _within(
    number: int, table: type[Model], pages_of: Callable[[int], Iterator[Page]]
) -> Iterator[Page]:
    """Raises Http404 where the table has no such rows; a file may be empty all the same."""
    first = number * ROWS
    rows = table._default_manager.filter(id__gte=first, id__lt=first + ROWS)
    if number >= _HIGHEST or not rows.exists():
        raise Http404
    return pages_of(first)


def _answer(request: HttpRequest, listed: Iterator[Page]) -> HttpResponseBase:
    """The file as it is written; for a HEAD request nothing is, and no length is claimed."""
    asked = request.method != "HEAD"
    written = held(_written(origin(request), listed)) if asked else iter(())
    return StreamingHttpResponse(written, content_type=_MEDIA_TYPE)


def _written(site: str, listed: Iterator[Page]) -> Iterator[bytes]:
    xhtml = "http://www.w3.org/1999/xhtml"
    piece = [_HEAD, _invented(), f'<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="{xhtml}">\n']
    for page in listed:
        piece.extend(_entries(site, page))
        if len(piece) >= _PIECE:
            yield "".join(piece).encode()
            piece = []
    piece.append("</urlset>\n")
    yield "".join(piece).encode()


def _entries(site: str, page: Page) -> Iterator[str]:
    """A page in each of its languages, each with all the others beside it."""
    name, parts, changed = page
    neutral = _neutral(name, len(parts)).format(*map(quote, parts))
    found = {code: str(escape(f"{site}/{code}{neutral}")) for code, _name in settings.LANGUAGES}
    beside = "".join(_ALTERNATE.format(code, address) for code, address in found.items())
    beside += _ALTERNATE.format("x-default", escape(site + neutral))
    when = f"<lastmod>{_moment(changed)}</lastmod>" if changed is not None else ""
    for address in found.values():
        yield f"<url><loc>{address}</loc>{when}{beside}</url>\n"


@functools.cache
def _neutral(name: str, parts: int) -> str:
    """The address of a page without its language, "{}" in the place of each of its parts."""
    with translation.override(_FIRST):
        address = reverse(name, args=[_PART] * parts)
    return address.removeprefix(f"/{_FIRST}").replace(_PART, "{}")


def _file(site: str, name: str, changed: dt.datetime | None = None) -> str:
    when = f"<lastmod>{_moment(changed)}</lastmod>" if changed is not None else ""
    return f"<sitemap><loc>{escape(site)}/sitemap-{name}.xml</loc>{when}</sitemap>\n"


def _changes() -> Mapping[int, dt.datetime]:
    """The files of documents, and when one in each last changed: from an index alone."""
    key = f"sitemap-documents-{standing.key()}"
    known: dict[int, dt.datetime] | None = cache.get(key)
    if known is None:
        rows: Any = _numbered(Document).annotate(last=Max("changed_at"))
        known = dict(rows.values_list("file", "last"))
        cache.set(key, known, _COUNTED_FOR)
    return known


def _files_of(table: type[Model]) -> Mapping[int, None]:
    return dict.fromkeys(_numbered(table).values_list("file", flat=True).distinct())


def _numbered(table: type[Model]) -> Any:  # noqa: ANN401 (a queryset of dictionaries)
    return table._default_manager.order_by().annotate(file=F("id") / ROWS).values("file")


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _invented() -> str:
    return _INVENTED if record_kind() == "rehearsal" else ""
