"""Web pages that list documents: their links, with the title and date that stand beside them."""

import contextlib
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from urllib.parse import quote

from lxml import etree
from lxml import html as lxml_html
from lxml.cssselect import CSSSelector
from lxml.html import defs

from liaison.kernel.identifier import canonical_address
from liaison.kernel.item import Discovery, Item
from liaison.sources.reader_options import ListingReader
from liaison.sources.readers.charset import decode
from liaison.sources.readers.feed import merge
from liaison.sources.readers.feed_entry import join
from liaison.sources.readers.shape import changed, refuse_challenge, refuse_empty

_WANTED = "a listing"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|div|table|ul|ol|p|a|main|section)\b", re.IGNORECASE
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MIXED = ""
_FAR = 60  # ancestors of a link that may still belong to its entry
_MANY = 50  # elements in a link among which a heading is looked for


@dataclass(frozen=True, slots=True)
class _Link:
    element: lxml_html.HtmlElement
    address: str
    key: str  # the same for all spellings of the address


def discover_listing(
    options: ListingReader, data: bytes, media_type: str, address: str
) -> Discovery:
    """The items of one listing page, in the order of the page, and the pages it links to as next.

    Raises SourceFailure where the answer is no web page, or a challenge.
    """
    refuse_empty(data, address, _WANTED)
    page = _parse(data, media_type, address)
    base = _base(page, address)
    links = list(_links(options, page, base, address))
    if not links:
        refuse_challenge(data, media_type, address, _WANTED)
    pages = dict.fromkeys(_next(options, page, base)) if links else {}
    return Discovery(merge(_items(options, links)), tuple(one for one in pages if one != address))


def _parse(data: bytes, media_type: str, address: str) -> lxml_html.HtmlElement:
    if not _TAG.search(data):
        raise changed(address, "something that is no web page came", _WANTED)
    text = _CONTROL.sub("", decode(data, media_type))
    parser = lxml_html.HTMLParser(encoding="utf-8", no_network=True)
    try:
        page = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise changed(address, f"something that is no web page came ({error})", _WANTED) from None
    etree.strip_elements(page, etree.Comment, "script", "style", "template", with_tail=False)
    return page


def _base(page: lxml_html.HtmlElement, address: str) -> str:
    declared = page.find(".//base[@href]")
    return address if declared is None else join(address, declared.get("href", "")) or address


def _links(
    options: ListingReader, page: lxml_html.HtmlElement, base: str, own: str
) -> Iterator[_Link]:
    wanted = re.compile(options.links or "")
    unwanted = re.compile("|".join(f"(?:{pattern})" for pattern in options.exclude) or r"(?!)")
    for element in _selected(options.select or f"[{options.attribute}]", page):
        value = (element.get(options.attribute) or "").strip()
        if value and options.template is not None:
            value = options.template.replace("{value}", quote(value, safe=""))
        address = join(base, value)
        anchor = address.partition("#")[0] == own.partition("#")[0] and "#{" not in address
        if address and not anchor and wanted.search(address) and not unwanted.search(address):
            with contextlib.suppress(ValueError):  # no address after all, such as http://[
                yield _Link(element, address, canonical_address(address))


def _items(options: ListingReader, links: list[_Link]) -> Iterator[Item]:
    """One item a link, the best titled first, so that merging keeps the best title."""
    boxes = _boxes(options, links)
    found_in = functools.cache(_found_in)  # links may share a box: each is searched once
    order = {link.key: place for place, link in reversed(list(enumerate(links)))}

    def near(link: _Link, selector: str | None) -> str:
        said = (found_in(selector, box) for box in boxes(link) if selector is not None)
        return next(filter(None, said), "")

    titled = [(link, near(link, options.title) or _own_words(link.element)) for link in links]
    titled.sort(key=lambda pair: (order[pair[0].key], not _in_heading(pair[0]), -len(pair[1])))
    for link, title in titled:
        language = (link.element.get("hreflang") or "").strip()
        yield Item(link.address, title, near(link, options.date), "", language)


def _found_in(selector: str, box: lxml_html.HtmlElement) -> str:
    """The words of the first that the selector finds in the box and that says anything."""
    said = (found.get("datetime") or _own_words(found) for found in _selected(selector, box))
    return next(filter(None, (words.strip() for words in said)), "")


def _boxes(
    options: ListingReader, links: list[_Link]
) -> Callable[[_Link], Iterable[lxml_html.HtmlElement]]:
    """What stands around a link and belongs to it alone, from near to far."""
    if options.entry is not None and links:
        root = links[0].element.getroottree().getroot()
        entries = frozenset(_selected(options.entry, root))
        return lambda link: islice((one for one in _around(link) if one in entries), 1)
    holders = _holders(links)
    return lambda link: takewhile(lambda one: holders.get(one) == link.key, _around(link))


def _holders(links: list[_Link]) -> dict[lxml_html.HtmlElement, str]:
    """Each element around a link, with the key of all links in it, or that they differ."""
    holders: dict[lxml_html.HtmlElement, str] = {}
    for link in links:
        for element in _around(link):
            if holders.get(element) in (link.key, _MIXED):
                break  # and so is all that stands around it
            holders[element] = _MIXED if element in holders else link.key
    return holders


def _around(link: _Link) -> Iterator[lxml_html.HtmlElement]:
    return islice(chain([link.element], link.element.iterancestors()), _FAR)


def _own_words(element: lxml_html.HtmlElement) -> str:
    """What it says: the heading in it, or all its words, or what stands for its picture."""
    inside = islice(element.iterdescendants(), _MANY)
    heading = next((one for one in inside if one.tag in _HEADINGS), None)
    said = _words(element if heading is None else heading)
    for image in element.iter("img"):
        said = said or " ".join((image.get("alt") or "").split())
    return said or " ".join((element.get("aria-label") or element.get("title") or "").split())


def _words(element: lxml_html.HtmlElement) -> str:
    """Its text on one line, up to the next link: one never closed holds all that follows."""
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node is not element and node.tag == "a":
            break
        if node is not element and node.tag not in defs.font_style_tags | defs.phrase_tags:
            pieces.append(" ")
        if event == "start":
            pieces.append(node.text or "")
        elif node is not element:
            pieces.append(node.tail or "")
    return " ".join("".join(pieces).split())


def _in_heading(link: _Link) -> bool:
    near = islice(_around(link), 3)
    return any(element.tag in _HEADINGS for element in (*near, *islice(link.element, 3)))


def _next(options: ListingReader, page: lxml_html.HtmlElement, base: str) -> Iterator[str]:
    if options.next is not None:
        for element in _selected(options.next, page):
            yield join(base, element.get("href") or "")
    if options.next_pattern is not None:
        for element in page.iter("a"):
            address = join(base, element.get("href") or "")
            if address and re.search(options.next_pattern, address):
                yield address


@functools.lru_cache(maxsize=256)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def _selected(selector: str, within: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return list(_compiled(selector)(within))
