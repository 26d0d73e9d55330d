"""The pages of documents: words, furniture and bytes put together."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache

from liaison.rehearsal.addresses import (
    address_of,
    attachment_of,
    attachment_path,
    format_of,
    path_of,
)
from liaison.rehearsal.chance import Draw
from liaison.rehearsal.grammar import Scribe, capital, grammar
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.layouts import Page, render
from liaison.rehearsal.prose import Text, text_of, title_of
from liaison.rehearsal.writing_dates import NUMERIC, written, written_month


def told_by(world: Landscape, document: Document) -> Document | None:
    """The document whose words a copy repeats, or None."""
    return None if document.copy_of is None else world.document(document.copy_of)


def words(world: Landscape, document: Document) -> Text:
    """A document's title and text as of the world's day."""
    return text_of(world.seed, document, told_by(world, document))


@lru_cache(maxsize=8192)
def title(world: Landscape, number: int) -> str:
    """A document's title alone."""
    document = world.document(number)
    return title_of(world.seed, document, told_by(world, document))


def date_shown(document: Document) -> str:
    """The published date as the page writes it."""
    on, language = document.published, document.language
    if document.precision == "month":
        return written_month(on, language)
    return (
        str(on.year) if document.precision == "year" else written(on, language, document.site.dates)
    )


def date_iso(on: dt.date, precision: str) -> str:
    """YYYY, YYYY-MM or YYYY-MM-DD."""
    return on.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]


def furniture(document: Document) -> Scribe:
    """The words around the text: the same for all pages of a website in one year and language."""
    draw = Draw("furniture", document.site.key, document.published.year // 4, document.language)
    return Scribe(grammar(document.language), draw, {}, woman=False)


def reference_line(document: Document, labels: Scribe) -> str:
    """The document's own reference with its label, or ""."""
    if not document.symbol:
        return ""
    kind = "application" if document.kind == "judgment" else "reference"
    mark = " " if kind == "application" else ": "
    return f"{labels.say(f'label.{kind}')}{mark}{document.symbol}"


def html_text(world: Landscape, document: Document, noise: str = "") -> str:
    """A document's page. `noise` is what changes with each visit on websites that do that."""
    site, labels = document.site, furniture(document)
    local = world.local(document.number)
    attached = attachment_of(document, local)
    page = Page(
        language=document.language,
        text=words(world, document),
        site_name=capital(site.names[document.language]),
        address=address_of(world, document),
        reference=reference_line(document, labels),
        date=date_shown(document),
        date_iso=date_iso(document.published, document.precision),
        alternates=_alternates(world, document),
        attachment=attachment_path(local, attached) if attached else "",
        related=tuple(_related(world, document, local)),
        labels=labels,
        noise=noise if site.noisy else "",
        charset=site.charset,
    )
    return render(layout_of(document, local), page)


def html_bytes(world: Landscape, document: Document, noise: str = "") -> bytes:
    """A document's page as the website sends it, in the website's own charset."""
    return html_text(world, document, noise).encode(document.site.charset, "xmlcharrefreplace")


def layout_of(document: Document, local: int) -> str:
    """The design a page has: that of its years, and now and then another one."""
    layouts = document.site.layouts
    era = (document.published.year - 2008) * len(layouts) // 18
    return layouts[(min(era, len(layouts) - 1) + (local % 11 == 0)) % len(layouts)]


def html_pages(world: Landscape, count: int) -> Iterator[tuple[str, bytes]]:
    """The first `count` documents that are well-formed pages: address and bytes."""
    for number in range(world.count):
        if count <= 0:
            return
        document = world.document(number)
        if document.fate.gone is None and format_of(document, world.local(number)) == "html":
            yield address_of(world, document), html_bytes(world, document)
            count -= 1


def _alternates(world: Landscape, document: Document) -> tuple[tuple[str, str], ...]:
    numbers = world.editions(document)
    if len(numbers) < 2:  # noqa: PLR2004 (the document itself is one)
        return ()
    editions = (world.document(number) for number in numbers)
    return tuple((edition.language, address_of(world, edition)) for edition in editions)


def _related(world: Landscape, document: Document, local: int) -> Iterator[tuple[str, str, str]]:
    for step in (1, 2):
        if local >= step:
            other = world.document(world.number(document.site, local - step))
            yield (
                path_of(other, local - step, old=True),
                title(world, other.number),
                written(other.published, document.language, NUMERIC),
            )
