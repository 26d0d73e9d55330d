"""Entries of feeds and lists that are published nowhere else."""

from liaison.extract import html
from liaison.extract.blocks import blocks
from liaison.extract.head import title_or_words
from liaison.extract.plain import joined, one_line
from liaison.extract.text import paragraphs
from liaison.kernel.errors import Unreadable
from liaison.kernel.item import Item
from liaison.kernel.reading import Format, Reading


def read(data: bytes, address: str) -> Reading:
    """The item's own words; its content may be HTML or plain text.

    An item without content is its title. Raises Unreadable where the bytes are no item or it
    has neither.
    """
    del address  # the item carries its own
    try:
        item = Item.decode(data)
    except (ValueError, TypeError) as error:
        raise Unreadable("the archived item is damaged", "harvest its source again") from error
    text = _text(item.content)
    title = one_line(_text(item.title)) or ""
    if not text and not title:
        raise Unreadable("the entry has neither title nor text", "look at it at its address")
    return Reading(
        format=Format.ITEM,
        title=title_or_words(title, text, item.address),
        text=text or title,
        stated_date=one_line(item.date),
        stated_language=one_line(item.language).lower().replace("_", "-"),
    )


def _text(content: str) -> str:
    """The words of a content that is HTML, or plain text with or without entities."""
    if "<" in content or "&" in content:
        return joined(blocks(html.parse(f"<div>{content}</div>")))
    return joined(paragraphs(content))
