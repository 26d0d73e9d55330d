"""Result pages of a search: each entry is taken as it stands there."""

from urllib.parse import urljoin

from lxml import html

from liaison.kernel.item import Discovery, Item


def discover(data: bytes, media_type: str, address: str) -> Discovery:
    """The entries of one page, with title, date as written and excerpt."""
    page = html.document_fromstring(data.decode("utf-8", "replace"))
    return Discovery(
        tuple(_item(entry, address) for entry in page.cssselect("article.post--result"))
    )


def _item(entry: html.HtmlElement, address: str) -> Item:
    (link,) = entry.cssselect(".post-title a")
    return Item(
        address=urljoin(address, link.get("href", "")),
        title=" ".join(link.text_content().split()),
        date=_text(entry, ".post-byline"),
        content=_text(entry, ".post-excerpt"),
        language="en",
    )


def _text(entry: html.HtmlElement, selector: str) -> str:
    return " ".join(" ".join(found.text_content() for found in entry.cssselect(selector)).split())
