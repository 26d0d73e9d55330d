"""The published date of a page, in the page's own words."""

import datetime as dt
import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

import htmldate
from lxml.html import HtmlElement

from liaison.extract.plain import one_line
from liaison.extract.seen_date import is_whole, seen_date

# Names that publishers give the day of publication, the surest first.
_META = (
    *("article:published_time", "og:article:published_time", "datepublished", "date.issued"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date"),
    *("dc.date", "citation_publication_date", "citation_date", "publish-date", "publishdate"),
    *("publish_date", "published_time", "pubdate", "sailthru.date", "parsely-pub-date", "date"),
)
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{6,40})"')
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:[/_.-]|$)")
_EARLIEST = "1945-01-01"
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d")


def stated_date(
    tree: HtmlElement, meta: dict[str, str], title: str, address: str, captured: dt.date | None
) -> str:
    """The published date as stated, or "".

    In this order: the meta elements that name it, JSON-LD's datePublished, a `time` marked as the
    published one, a line that readers see, in its own words, and what htmldate makes of address,
    markup and text. Where readers see one and machines are told one, both are given, parted by a
    blank line, that of the readers first: a page may be dated by its publisher and stamped by its
    system some days apart. A date of change is used only where htmldate finds no other.
    """
    told = _from_meta(meta) or _from_json(tree) or _from_marked(tree)
    in_address = _IN_ADDRESS.search(address)
    if told:
        agreed = in_address is not None and _same_day(in_address, told)
        seen = "" if agreed else seen_date(tree, title)
        return f"{seen}\n\n{told}" if seen else told
    latest = None if captured is None else (captured + dt.timedelta(days=1)).isoformat()
    seen = "" if in_address is not None else seen_date(tree, title)
    return seen or _htmldate(tree, address, latest)


def _same_day(in_address: re.Match[str], told: str) -> bool:
    """Whether the day in an address is the one that machines are told (ISO 8601)."""
    year, month, day = in_address.groups()
    return told.startswith(f"{year}-{month:0>2}-{day:0>2}")


def _from_meta(meta: dict[str, str]) -> str:
    for name in _META:
        said = one_line(meta.get(name, ""))
        if _DAY.search(said) or is_whole(said):
            return said
    return ""


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
