"""A release saved as JSON: address, title, date and text."""

import json

from liaison.kernel.item import Discovery, Item


def discover(data: bytes, media_type: str, address: str) -> Discovery:
    """The one release of a file."""
    release = json.loads(data)
    item = Item(
        address=release["url"],
        title=release["title"],
        date=release["date"],
        content=release["content"],
        language="en",
    )
    return Discovery((item,))
