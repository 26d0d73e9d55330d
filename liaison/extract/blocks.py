"""A tree of elements to blocks of text, without recursion: a page may nest 2,000 deep."""

import re
from collections.abc import Iterator

from lxml import etree

# Elements that begin and end a block, in HTML and in the smaller set that trafilatura gives.
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "code", "dd", "details"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "item", "legend", "li", "list"),
        *("main", "menu", "nav", "ol", "p", "pre", "quote", "row", "section", "summary", "table"),
        *("tbody", "tfoot", "thead", "tr", "ul"),
    )
)
_SOURCE_SPACE = re.compile(r"[\t\n\r\f ]+")
_BREAKS = frozenset(("br", "lb"))
_CELLS = frozenset(("cell", "td", "th"))
_UNSEEN = frozenset(
    (
        *("button", "iframe", "input", "link", "meta", "noscript", "object", "option", "script"),
        *("select", "style", "svg", "template", "textarea", "title"),
    )
)

# What stands around the main text of a page.
MARGINS = frozenset(("aside", "footer", "header", "nav"))


def blocks(tree: etree._Element, *, unseen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The text of each paragraph, heading, list item and table row, in order.

    Elements named in `unseen` are left out with all they hold, as scripts and forms' fields are.

    Cells of a row are parted by a tab, as browsers do it (HTML Standard, innerText), lines of a
    paragraph by a line end.
    """
    pieces: list[str] = []
    left_out = _UNSEEN | unseen
    depth = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag
        if event == "start":
            depth += tag in left_out
            if tag in _BLOCKS:
                yield from _block(pieces)
            elif tag in _BREAKS:
                pieces.append("\n")
            if element.text and not depth:
                pieces.append(_flat(element.text))
            continue
        if event == "end":
            depth -= tag in left_out
            if tag in _BLOCKS:
                yield from _block(pieces)
            elif tag in _CELLS:
                pieces.append("\t")
        if element.tail and not depth and element is not tree:
            pieces.append(_flat(element.tail))
    yield from _block(pieces)


def _flat(text: str) -> str:
    """Line ends and tabs of the source are white space; only elements break lines."""
    return _SOURCE_SPACE.sub(" ", text)


def _block(pieces: list[str]) -> Iterator[str]:
    text = "".join(pieces).strip()
    pieces.clear()
    if text:
        yield text
