"""What a reader of sources hands on: addresses to fetch, with what was said of them."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an address is for."""

    DOCUMENT = "document"  # a document's own page or file
    TRANSLATION = "translation"  # the same document in another language
    ATTACHMENT = "attachment"  # the same document in another format, or an annex of it


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed, sitemap, listing or folder.

    `content` is the entry's own text or HTML. It becomes the document where the source says
    that its items are published nowhere else; otherwise `address` is fetched.
    """

    address: str
    title: str = ""
    date: str = ""  # as stated, not interpreted
    content: str = ""
    language: str = ""

    def encode(self) -> bytes:
        """The item as it is archived: UTF-8 JSON, sorted, so that equal items are equal bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode()

    @classmethod
    def decode(cls, data: bytes) -> "Item":
        """The item that `encode` wrote. Raises ValueError where the bytes are none."""
        fields = json.loads(data)
        if not isinstance(fields, dict) or set(fields) != {
            "address",
            "title",
            "date",
            "content",
            "language",
        }:
            raise ValueError("not an archived item")
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What one page of a source gave: its items, and further pages of the same list.

    `notes` say, a line each, what could not be used though the page as a whole could.
    """

    items: tuple[Item, ...] = ()
    pages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


ITEM_MEDIA_TYPE = "application/vnd.liaison.item+json"
