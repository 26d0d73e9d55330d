"""A search in a DSpace 7 repository, as JSON (github.com/DSpace/RestContract)."""

# It lies beside its declaration, in no package, and is called like every such file.
# ruff: noqa: INP001, ARG001

import json
from typing import Any

from liaison.kernel.item import Discovery, Item


def discover(data: bytes, media_type: str, address: str) -> Discovery:
    """An item for each publication with a file, at the address of its first file."""
    result = json.loads(data)["_embedded"]["searchResult"]
    found = result["_embedded"]["objects"]
    publications = [one["_embedded"]["indexableObject"] for one in found]
    items = [item for item in map(_item, publications) if item is not None]
    lost = len(publications) - len(items)
    notes = (f"{address}: {lost} publications without a file",) if lost else ()
    following = result.get("_links", {}).get("next", {}).get("href")
    return Discovery(tuple(items), (following,) if following else (), notes)


def _item(publication: dict[str, Any]) -> Item | None:
    for bundle in _embedded(publication, "bundles"):
        files = _embedded(bundle, "bitstreams") if bundle["name"] == "ORIGINAL" else []
        if files:
            return Item(
                address=files[0]["_links"]["content"]["href"],
                title=_first(publication, "dc.title"),
                date=_first(publication, "dc.date.issued"),
                language=_first(publication, "dc.language.iso"),
            )
    return None


def _embedded(holder: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """What is embedded under a name: a page of it, which holds the list under the same name."""
    page = holder.get("_embedded", {}).get(name, {})
    return list(page.get("_embedded", {}).get(name, []))


def _first(publication: dict[str, Any], field: str) -> str:
    values = publication.get("metadata", {}).get(field, [])
    return str(values[0]["value"]) if values else ""
