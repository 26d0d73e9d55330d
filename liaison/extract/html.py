"""Web pages: parsed once, main text by trafilatura, title and date from the page's own words."""

import copy
import datetime as dt
import logging
import re
from urllib.parse import urlsplit

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, fromstring
from trafilatura.settings import Extractor

from liaison.extract import head
from liaison.extract.blocks import MARGINS, blocks
from liaison.extract.charset import decode
from liaison.extract.plain import joined
from liaison.extract.stated_date import stated_date
from liaison.kernel.errors import FailureClass, Unreadable
from liaison.kernel.reading import Format, Reading

LARGEST = 20_000_000  # bytes of one page
# Ways to extract, prepared once: the library reads its configuration anew for each page. What is
# quick and strict is right where it gives enough; else the thorough way, or on a page too large for
# that a generous quick one (docs/decisions/0011).
_QUICK = Extractor(output_format="txt", fast=True, precision=True, comments=False)
_THOROUGH = Extractor(output_format="txt", comments=False)
_GENEROUS = Extractor(output_format="txt", fast=True, comments=False)
_ENOUGH = 700  # characters of text with which the quick extraction is trusted
_SHARE = 0.5  # of the page's own words that it must have: it leaves out what looks unlike the rest
# What holds no words of a page's own: what surrounds them, leads away or is never seen.
_NOT_ITS_OWN = (
    *MARGINS,
    *("a", "button", "form", "iframe", "noscript", "script", "select", "style", "svg", "template"),
    "title",
)
_TOO_LARGE_TO_COMPARE = 1_000_000  # characters of markup beyond which nothing thorough is tried
_TOO_LARGE = 5_000_000  # characters of markup; the extraction's time grows with their square
_SHORT = 1_500  # characters of text below which a page may be a mere menu
_UNLINKED_SHARE = 0.05  # of the words of a menu

# What XML has no place for, in UTF-8.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_NONCHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_PROLOGUE = re.compile(rb"\A(?:\s*(?:<\?xml[^>]*>|<!doctype[^>]*>))+", re.IGNORECASE)
# A page nested deeper than libxml2 goes (2,048) loses its text unless its boxes are taken away.
_BOXES = re.compile(
    rb"</?(?!(?:p|h[1-6]|title|meta|script|style|html|head|body|link|time|br)\b)[a-z][^<>]*>",
    re.IGNORECASE,
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page it finds short
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


class NoMainText(Unreadable):
    """A page that is menus only, or that needs a script to show anything."""

    def __init__(self, what: str, way_out: str) -> None:
        super().__init__(what, way_out)
        self.failure = FailureClass.CHANGED_SHAPE


def read(data: bytes, media_type: str, address: str, captured: dt.date | None = None) -> Reading:
    """The main text of a page. Raises Unreadable, or NoMainText where the page has none."""
    if len(data) > LARGEST:
        raise Unreadable(
            f"the page is {len(data) // 1_000_000} MB large",
            f"pages up to {LARGEST // 1_000_000} MB are read; look for its parts or a file instead",
        )
    return read_text(decode(data, media_type), address, captured)


def read_text(page: str, address: str, captured: dt.date | None = None) -> Reading:
    """The main text of a page that is already decoded."""
    tree = parse(page)
    meta = head.properties(tree)
    host = urlsplit(address).hostname or ""
    title = head.title(tree, meta, host)
    date = stated_date(tree, meta, title, address, captured)
    text = _main_text(tree, len(page))
    if not text or (len(text) < _SHORT and _is_menu(tree, text)):
        raise NoMainText(
            "the page has no main text, only links" if text else "the page has no text",
            "look at it in a browser: it may be a list, or need a script to show its text",
        )
    return Reading(
        format=Format.HTML,
        title=head.title_or_words(title, text, address),
        text=text,
        stated_date=date,
        stated_language=head.language(tree, meta),
    )


def parse(page: str) -> HtmlElement:
    """The tree of a page, whatever its state. Raises Unreadable where there is no element in it."""
    data = page.encode("utf-8", "ignore").translate(None, _CONTROLS)
    for noncharacter in _NONCHARACTERS:
        data = data.replace(noncharacter, b"")
    data = _PROLOGUE.sub(b"", data)
    tree, too_deep = _parse(data)
    if too_deep:
        tree, _ = _parse(_BOXES.sub(b" ", data))
    if tree is None:
        raise Unreadable("the page is empty", "look at its address in a browser")
    return tree


def _parse(page: bytes) -> tuple[HtmlElement | None, bool]:
    parser = HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        tree = fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None, False
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return tree, too_deep


def _main_text(tree: HtmlElement, size: int) -> str:
    """The quick extraction; where it gives little, another, which is up to twice the work."""
    if size > _TOO_LARGE:
        return joined(blocks(tree, unseen=MARGINS))
    text = _extracted(tree, _QUICK)
    if len(text) >= _ENOUGH and _is_most(text, tree):
        return text
    second = _THOROUGH if size <= _TOO_LARGE_TO_COMPARE else _GENEROUS
    return _extracted(tree, second) or text


def _is_most(text: str, tree: HtmlElement) -> bool:
    """Whether a text is a fair share of the words that stand on a page outside menus and links."""
    rest = copy.copy(tree)
    etree.strip_elements(rest, *_NOT_ITS_OWN, with_tail=False)
    return len(text) >= _SHARE * len(" ".join(rest.text_content().split()))


def _extracted(tree: HtmlElement, way: Extractor) -> str:
    try:
        found = trafilatura.bare_extraction(tree, options=way)
    except (RecursionError, etree.LxmlError, AttributeError):
        # Odd trees overtax the extraction; the whole page's words are better than none.
        return joined(blocks(tree, unseen=MARGINS))
    body = getattr(found, "body", None)
    return "" if body is None else joined(blocks(body))


def _is_menu(tree: HtmlElement, text: str) -> bool:
    """Whether the words of a short text stand in links only."""
    linked = {word for link in tree.iter("a") for word in " ".join(link.itertext()).split()}
    words = text.split()
    return sum(word not in linked for word in words) <= _UNLINKED_SHARE * len(words)
