"""Where each document stands on its website, and which document stands at an address.

Each website has addresses of its own shape; all of them bear the number that the document has
among those of its website, so that an address leads to its document at once.
"""

import datetime as dt
import re
from collections.abc import Callable
from urllib.parse import quote

from liaison.rehearsal.landscape import Document, Landscape
from liaison.rehearsal.sites import Means

MOVED_TO = "/library"  # before the path of what has moved
_LAST_NUMBER = re.compile(r"(\d+)(?!.*\d)")
_FORMATS_OF_JUDGMENTS = ("html", "docx", "rtf", "txt")
_EVERY_SCAN = 60  # of so many letters one is a scan without a text layer
_DASHES = re.compile(r"[^a-z0-9]+")


def format_of(document: Document, local: int) -> str:
    """html, pdf, scan (a PDF without text), docx, rtf, txt, or item."""
    key = document.site.key
    if document.site.means is Means.ATOM_ITEMS:
        return "item"
    if key == "letters":
        return "scan" if local % _EVERY_SCAN == 0 and document.language == "en" else "pdf"
    if key == "tribunal":
        return _FORMATS_OF_JUDGMENTS[local % 4]
    return "txt" if key == "steppe" and local % 5 == 3 else "html"  # noqa: PLR2004 (one report of five)


def attachment_of(document: Document, local: int) -> str:
    """The format of the file attached to a page, or "" where there is none."""
    latin = document.language not in ("ru", "ar")
    match document.site.key:
        case "visits":
            return "pdf"
        case "envoy" if latin and local % 3 == 0:
            return "pdf"
        case "assembly" if local % 3 == 2:  # noqa: PLR2004 (every third)
            return "pdf"
        case "isthmus" if local % 4 == 1:
            return "docx"
    return ""


def path_of(document: Document, local: int, *, old: bool = False) -> str:
    """The path (and query) of a document; `old`: the one it had before it moved."""
    path = _SHAPES[document.site.key](document, local, document.published)
    return path if old or not document.fate.moved else MOVED_TO + path


def address_of(world: Landscape, document: Document, *, old: bool = False) -> str:
    """The whole address of a document."""
    local = world.local(document.number)
    if document.site.means is Means.ATOM_ITEMS:
        return f'{document.site.root}/#{{"itemid":"{local:06}"}}'
    return document.site.root + path_of(document, local, old=old)


def listed_address(world: Landscape, document: Document) -> str:
    """The address that lists name: of what moved long ago, some still name the old one."""
    return address_of(world, document, old=document.fate.listed_old)


def attachment_path(local: int, extension: str) -> str:
    """The path of an attached file."""
    return f"/attachments/{local}.{extension}"


def local_of(path: str) -> int | None:
    """The number that a path bears, or None."""
    found = _LAST_NUMBER.search(path.partition("&")[0])
    return int(found[1]) if found and len(found[1]) <= 9 else None  # noqa: PLR2004 (no world is larger)


def _slug(document: Document) -> str:
    matter = document.matter
    words = f"{matter.country.names['en'][0]} {matter.town.spellings[0]} {matter.theme}"
    return _DASHES.sub("-", words.lower()).strip("-") or "page"


def _letter(document: Document, local: int) -> str:
    name = _DASHES.sub("-", (document.symbol or f"reply {document.references[0]}").lower())
    return f"/files/{quote(name)}_{local}.pdf"


_SHAPES: dict[str, Callable[[Document, int, dt.date], str]] = {
    "envoy": lambda d, n, on: (
        f"/{d.language}/{d.kind.replace('_', '-')}s/{on:%Y/%m}/{_slug(d)}-{n}"
    ),
    "vigil": lambda d, n, _: f"/{d.language}/{_slug(d)}/{n}",
    "lantern": lambda d, n, on: f"/{on:%Y/%m}/{_slug(d)}-{n}/",
    "letters": lambda d, n, _: _letter(d, n),
    "savanna": lambda d, n, _: f"/{d.language}/node/{n}",
    "isthmus": lambda d, n, _: f"/pagina.asp?id={n}&idioma={d.language}",
    "harbour": lambda d, n, _: f"/{d.language}/view/-/{_slug(d)}/asset/{n}",
    "tribunal": lambda d, n, _: f"/cases/{d.language}/{n}.{format_of(d, n)}",
    "visits": lambda d, n, on: f"/reports/{on.year}/{_slug(d)}-{n}.html",
    "assembly": lambda d, n, on: f"/texts/{on.year}/doc-{d.language}-{n}.htm",
    "dunes": lambda d, n, on: f"/{d.language}/{on:%Y/%m/%d}/{n}",
    "steppe": lambda d, n, _: f"/otchet/{n}.{format_of(d, n)}",
}
