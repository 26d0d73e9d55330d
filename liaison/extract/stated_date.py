"""The published date of a page, in the page's own words."""

import datetime as dt
import json
import re
from collections.abc import Iterator
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
_DAY = re.compile(r"(?:19|20)\d\d[-/.]?\d\d[-/.]?\d\d")


def stated_date(
    tree: HtmlElement, meta: dict[str, str], address: str, captured: dt.date | None
) -> str:
    """The published date as stated, or "".

    In this order: the meta elements that name it, JSON-LD's datePublished, a `time` marked as the
    published one, and what htmldate makes of address, markup and text. A date of change is used
    only where htmldate finds no other.
    """
    for name in _META:
        if _DAY.search(meta.get(name, "")):
            return one_line(meta[name])
    return _from_json(tree) or _from_time(tree) or _from_htmldate(tree, address, captured)


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
    waiting = [node]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if isinstance(date := node.get("datePublished"), str):
                yield date
            waiting.extend(value for value in node.values() if isinstance(value, dict | list))


def _from_time(tree: HtmlElement) -> str:
    for time in tree.iter("time"):
        marked = f"{time.get('class')} {time.get('itemprop')} {time.get('pubdate')}".lower()
        date = time.get("datetime") or time.text or ""
        if "publish" in marked and "update" not in marked and _DAY.search(date):
            return one_line(date)
    return ""


def _from_htmldate(tree: HtmlElement, address: str, captured: dt.date | None) -> str:
    latest = None if captured is None else captured.isoformat()
    try:
        found = htmldate.find_date(tree, url=address, original_date=True, max_date=latest)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return ""  # a page that htmldate stumbles over states its date to nobody
    return found or ""
