"""The published date of a page, in the page's own words."""

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import htmldate
from lxml.html import HtmlElement

from liaison.extract.plain import one_line

# Names that publishers give the day of publication, the surest first.
_META = (
    *("article:published_time", "og:article:published_time", "datepublished", "date.issued"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date"),
    *("dc.date", "citation_publication_date", "citation_date", "publish-date", "publishdate"),
    *("publish_date", "published_time", "pubdate", "sailthru.date", "parsely-pub-date", "date"),
)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{6,40})"')
# A day, month and year in figures, or with the month in letters on either side of the day.
_WHOLE = re.compile(
    r"\b\d{1,2}[./-]\s?\d{1,2}[./-]\s?(?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+)?[^\W\d_]{3,12}\.?,?\s*(?:de\s+)?(?:19|20)\d\d"
    r"|[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d"
)
_MONTH = re.compile(r"[^\W\d_]{3,12}\.?\s+(?:de\s+)?(?:19|20)\d\d")  # a month and its year
_IN_ADDRESS = re.compile(r"/(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2}(?:[/_.-]|$)")
_NEAR_BEFORE, _NEAR_AFTER = 4, 14  # elements before a heading, texts after it
_MOST_HEADINGS = 20
_SHORTEST, _LONGEST = 8, 80  # characters of a line that dates a page
_EARLIEST = "1945-01-01"
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d")


def stated_date(
    tree: HtmlElement, meta: dict[str, str], address: str, captured: dt.date | None
) -> str:
    """The published date as stated, or "".

    In this order: the meta elements that name it, JSON-LD's datePublished, a `time` marked as the
    published one, a line beside the heading in its own words, and what htmldate makes of address,
    markup and text. A date of change is used only where htmldate finds no other.
    """
    for name in _META:
        if _DAY.search(meta.get(name, "")):
            return one_line(meta[name])
    latest = None if captured is None else (captured + dt.timedelta(days=1)).isoformat()
    return (
        _from_json(tree)
        or _from_marked(tree)
        or ("" if _IN_ADDRESS.search(address) else _beside_heading(tree))
        or _htmldate(tree, address, latest)
    )


def _from_json(tree: HtmlElement) -> str:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            dates = list(_published(json.loads(script.text, strict=False)))
        except (ValueError, RecursionError):
            dates = _PUBLISHED.findall(script.text)
        for date in dates:
            if _DAY.search(date):
                return one_line(date)
    return ""


def _published(node: Any) -> Iterator[str]:  # noqa: ANN401  JSON is anything
    waiting = deque([node])
    while waiting:
        node = waiting.popleft()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if isinstance(date := node.get("datePublished"), str):
                yield date
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _from_marked(tree: HtmlElement) -> str:
    """An element that is marked as the published date (schema.org microdata, hAtom, `pubdate`)."""
    for element in tree.iter("time", "span", "p", "div", "abbr", "li"):
        marked = (
            f"{element.get('class')} {element.get('itemprop')} {element.get('pubdate')}".lower()
        )
        if "publi" not in marked or "update" in marked or "modif" in marked:
            continue
        date = element.get("datetime") or element.get("content") or element.text or ""
        if _DAY.search(date):
            return one_line(date)
    return ""


def _beside_heading(tree: HtmlElement) -> str:
    """The first line with a date among the short texts around the page's main heading.

    Its words are handed on as they stand: a month without a day is not to become the first of it.
    """
    headings = list(islice(tree.iter("h1"), _MOST_HEADINGS))
    if not headings:
        return ""
    heading = max(headings, key=lambda h1: len(h1.text_content()))
    before = islice(heading.itersiblings(preceding=True), _NEAR_BEFORE)
    texts = (words for element in before for words in element.itertext())
    after = islice(_texts_after(heading), _NEAR_AFTER)
    for words in chain(after, texts):
        line = words.strip()
        if len(line) <= _LONGEST and (
            (len(line) >= _SHORTEST and _WHOLE.search(line)) or _MONTH.fullmatch(line)
        ):
            return one_line(line)
    return ""


def _texts_after(heading: HtmlElement) -> Iterator[str]:
    """The texts that follow a heading, in the order of the page."""
    element: HtmlElement | None = heading
    while element is not None:
        for sibling in element.itersiblings():
            yield from sibling.itertext()
        element = element.getparent()


def _htmldate(page: HtmlElement, address: str, latest: str | None) -> str:
    # Its extensive search reads every line with a general date parser: 80 ms a page without a
    # date, and on saved pages more wrong dates than right ones (docs/decisions/0007).
    try:
        found = htmldate.find_date(
            page,
            url=address or None,
            original_date=True,
            extensive_search=False,
            max_date=latest,
            min_date=_EARLIEST,
        )
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ""  # a page that htmldate stumbles over states its date to nobody
    return found or ""
