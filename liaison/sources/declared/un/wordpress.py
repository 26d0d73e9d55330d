"""WordPress's own list of documents, as JSON (developer.wordpress.org/rest-api)."""

# It lies beside its declarations, in no package, and is called like every such file.
# ruff: noqa: INP001, ARG001

import html
import json
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from liaison.kernel.item import Discovery, Item

_FULL = 100  # entries on a full page, as the address asks for


def discover(data: bytes, media_type: str, address: str) -> Discovery:
    """An item for each entry; the next page where this one is full."""
    entries = json.loads(data)
    if isinstance(entries, dict):
        raise TypeError(entries.get("message", "an object came for a list"))
    items = tuple(
        Item(
            address=entry["link"],
            title=" ".join(html.unescape(entry["title"]["rendered"]).split()),
            date=entry["date"],
        )
        for entry in entries
    )
    return Discovery(items, (_next_page(address),) if len(entries) >= _FULL else ())


def _next_page(address: str) -> str:
    parts = urlsplit(address)
    query = dict(parse_qsl(parts.query))
    query["page"] = str(int(query.get("page", "1")) + 1)
    return urlunsplit(parts._replace(query=urlencode(query)))
