"""What every document of a world is: the answers against which a harvest can be measured."""

from collections.abc import Iterator

from liaison.rehearsal.addresses import (
    address_of,
    attachment_of,
    attachment_path,
    format_of,
    listed_address,
)
from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.pages import date_iso, date_shown, title
from liaison.rehearsal.troubles import TROUBLES


def truth_lines(world: Landscape) -> Iterator[dict[str, object]]:
    """A line a document, in the order of their numbers, and then one for each trouble.

    address        where it stands; for what has moved, where it stands now
    listed         the address that lists name, or "" where none does
    site, mechanism, language, kind, format, title
    published      YYYY, YYYY-MM or YYYY-MM-DD, as precisely as the page says; `precision` names it
    published_text the date as the page writes it
    countries, about   alpha-3 codes named in the text; those that the matter is set in
    symbol, references the document's own reference, and those that it cites
    matter         the same for all documents that tell of the same matter
    translation_of, copy_of   address of the original, or null
    attachments    addresses of the same text in another format
    revision       how often it has changed
    status         ok, moved, gone, or broken; `how` says more, `failures` which classes are right
    """
    for number in range(world.count):
        yield _line(world, world.document(number))
    for trouble in TROUBLES:
        yield {
            "address": trouble.address,
            "listed": trouble.address,
            "site": trouble.host,
            "status": "broken" if trouble.expect else "ok",
            "how": trouble.name,
            "failures": list(trouble.expect),
        }


def _line(world: Landscape, document: Document) -> dict[str, object]:
    local = world.local(document.number)
    attached = attachment_of(document, local)
    country = document.matter.country.code
    fate = document.fate
    return {
        "address": address_of(world, document),
        "listed": listed_address(world, document) if fate.listed else "",
        "site": document.site.host,
        "mechanism": f"rehearsal-{document.site.key}",
        "language": document.language,
        "kind": document.kind,
        "format": format_of(document, local),
        "title": title(world, document.number),
        "published": date_iso(document.published, document.precision),
        "precision": document.precision,
        "published_text": date_shown(document),
        "countries": [country] if document.also is None else [country, document.also.code],
        "about": [country],
        "symbol": document.symbol,
        "references": list(document.references),
        "matter": document.matter.identifier,
        "translation_of": _other(world, document.translation_of),
        "copy_of": _other(world, document.copy_of),
        "attachments": [document.site.root + attachment_path(local, attached)] if attached else [],
        "revision": fate.revision,
        "status": "gone" if fate.gone else "moved" if fate.moved else "ok",
        "how": fate.gone.value
        if fate.gone
        else "listed at its old address"
        if fate.listed_old
        else "",
        "failures": ["gone"] if fate.gone else [],
    }


def _other(world: Landscape, number: int | None) -> str | None:
    return None if number is None else address_of(world, world.document(number))
