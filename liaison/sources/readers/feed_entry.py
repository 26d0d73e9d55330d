"""One entry of an RSS, Atom or RDF feed, in the publisher's own words.

Own code because the quick parsers hand on dates only as they understood them (moved to UTC,
which can change the day) and the thorough one takes a quarter of a minute for a hundred
thousand entries: here the words of the date are what matters, and a step of its own reads them.
"""

import functools
import html
import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from lxml.html import defs

from liaison.sources.readers.markup import local_name, namespace, split_tag, words

XML = "{http://www.w3.org/XML/1998/namespace}"
ENTRY_NAMES = frozenset({"item", "entry"})
_MODULES = {
    "purl.org/dc/elements": "dc",
    "purl.org/dc/terms": "dcterms",
    "purl.org/rss/1.0/modules/content": "content",
    "www.w3.org/1999/xhtml": "xhtml",
    "rssnamespace.org/feedburner": "feedburner",
    "search.yahoo.com/mrss": "media",
}
_CORE = re.compile(
    r"^$|purl\.org/(?:rss/\d\.\d/?$|net/rss|atom)|w3\.org/2005/atom|my\.netscape\.com/rdf|channel\.netscape"
    r"|backend\.userland\.com|blogs\.law\.harvard\.edu/tech/rss|cyber\.harvard\.edu/rss|^(?:atom\d*|rss)$",
    re.IGNORECASE,
)
_DATES = (
    *("pubdate", "published", "dcterms:issued", "issued", "dc:date", "dcterms:created"),
    *("created", "updated", "modified", "dcterms:modified"),
)
_TEXTS = ("content:encoded", "content", "xhtml:body", "xhtml:div", "description", "summary")
_TITLES = ("title", "dc:title", "media:title")
_ABSOLUTE = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_BEFORE_ITEMS = 50  # children of a channel among which its own link is looked for
_NAMESPACE = re.compile(r' xmlns(?::\w+)?="[^"<>]*"')
_MARKUP = re.compile(rf"</?(?:{'|'.join(sorted(defs.tags))})\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one entry states; `address` is absolute, or "" where it has none."""

    address: str
    identity: str
    title: str
    date: str
    content: str
    language: str


def read_entry(element: etree._Element, address: str) -> Entry:
    """The entry in this element of the feed at `address`."""
    parts: dict[str, etree._Element] = {}
    links: list[etree._Element] = []
    for child in element:
        name = _name(child, element)
        if name == "link":
            links.append(child)
        elif name and (name not in parts or _is_blank(parts[name])):
            parts[name] = child
    identity = _text(parts, ("guid", "id"))
    return Entry(
        address=_address(parts, links, element, address),
        identity=identity or element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about", ""),
        title=_title(parts),
        date=" ".join(_text(parts, _DATES).split()),
        content=_content(parts),
        language=_language(element, parts),
    )


def base_of(element: etree._Element, address: str) -> str:
    """What relative addresses in this element are relative to (XML Base; RSS: the channel)."""
    chain = [element, *element.iterancestors()]
    stated = [base for base in (above.get(f"{XML}base") for above in reversed(chain)) if base]
    if not stated and (channel := _channel_link(element)):
        stated = [channel]
    for base in stated:
        address = join(address, base) or address
    return address


def join(base: str, link: str) -> str:
    """The absolute http(s) address of a link, or "" where it is none.

    Never a file: what a publisher writes must not lead into this machine.
    """
    link = re.sub(r"[\t\r\n]+", "", link).strip().replace("&amp;", "&")
    if _ABSOLUTE.match(link):
        return link
    try:
        whole = urljoin(base, link) if link and base else ""
    except ValueError:
        return ""
    return whole if _ABSOLUTE.match(whole) else ""


def plain(text: str, *, escaped: bool = True) -> str:
    """A title without its markup, on one line. `escaped`: entities in it are still to be read."""
    if _MARKUP.search(text):
        page = lxml_html.document_fromstring(f"<body><p>{text}</p></body>")
        etree.strip_elements(page, "script", "style", with_tail=False)
        text = words(page)
    elif escaped:
        text = html.unescape(text)
    return " ".join(text.split())


def _name(child: etree._Element, entry: etree._Element) -> str:
    """`title` for the feed's own elements, `dc:date` for known modules, "" for all else."""
    return _meaning(child.tag, namespace(entry)) if isinstance(child.tag, str) else ""


@functools.lru_cache(maxsize=4_096)
def _meaning(tag: str, own: str) -> str:
    space, name = split_tag(tag)
    for part, prefix in _MODULES.items():
        if part in space.lower() or space == prefix:
            return f"{prefix}:{name}"
    return name if space == own or _CORE.search(space) else ""


def _is_blank(element: etree._Element) -> bool:
    return len(element) == 0 and not (element.text or "").strip()


def _text(parts: dict[str, etree._Element], names: tuple[str, ...]) -> str:
    for name in names:
        if name in parts and (text := words(parts[name]).strip()):
            return text
    return ""


def _title(parts: dict[str, etree._Element]) -> str:
    for name in _TITLES:
        if name not in parts:
            continue
        title = parts[name]
        if len(title) or title.get("type") in ("text", "text/plain"):
            etree.strip_elements(title, "{*}script", "{*}style", with_tail=False)
            return " ".join(words(title).split())
        return plain(words(title))
    return ""


def _content(parts: dict[str, etree._Element]) -> str:
    for name in _TEXTS:
        if name in parts and (text := _markup_in(parts[name]).strip()):
            return text
    return ""


def _markup_in(element: etree._Element) -> str:
    """Its content as HTML: escaped markup as it was meant, nested markup written out."""
    if not len(element):
        text = str(element.text or "")
        literal = element.get("type") in ("text", "text/plain")
        return html.escape(text, quote=False) if literal and "<" in text else text
    for below in element.iterdescendants():
        if isinstance(below.tag, str):
            below.tag = local_name(below) or "span"  # `<http://…>` was no tag
    pieces = [html.escape(str(element.text or ""), quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return _NAMESPACE.sub("", "".join(pieces))


def _address(
    parts: dict[str, etree._Element],
    links: list[etree._Element],
    element: etree._Element,
    address: str,
) -> str:
    original = parts.get("feedburner:origlink")
    candidates = [words(original)] if original is not None else []
    candidates += [_target(link) for link in sorted(links, key=_rank)]
    guid = parts.get("guid")
    if guid is not None and guid.get("isPermaLink", "true").strip().lower() != "false":
        candidates += [words(guid)] if "://" in words(guid) else []
    identity = parts.get("id")
    if identity is not None and words(identity).strip().startswith(("http://", "https://")):
        candidates.append(words(identity))
    for candidate in candidates:
        if whole := join("", candidate) or join(base_of(element, address), candidate):
            return whole
    return ""


def _rank(link: etree._Element) -> int:
    """The page itself first, then a link without purpose, then the entry's own; nothing else."""
    purpose = (link.get("rel") or "alternate").lower()
    if purpose.rpartition("/")[2] == "alternate":
        return 0 if "html" in (link.get("type") or "html") else 1
    return 2


def _target(link: etree._Element) -> str:
    purpose = (link.get("rel") or "alternate").lower().rpartition("/")[2]
    if purpose not in ("alternate", "self"):
        return ""
    return link.get("href") or words(link)


def _language(element: etree._Element, parts: dict[str, etree._Element]) -> str:
    if stated := _text(parts, ("dc:language",)):
        return stated
    for above in (element, *element.iterancestors()):
        if inherited := above.get(f"{XML}lang"):
            return inherited
    return ""


def _channel_link(element: etree._Element) -> str:
    """The `link` of the RSS channel that an item stands in or, in RDF, beside."""
    parent = element.getparent()
    if parent is None or local_name(element) != "item":
        return ""
    first = list(itertools.islice(parent, _BEFORE_ITEMS))
    beside = [child for child in first if local_name(child) == "channel"]
    holders: list[Iterable[etree._Element]] = [first, *beside[:1]]
    for holder in holders:
        for child in itertools.islice(holder, _BEFORE_ITEMS):
            if local_name(child) == "link" and (text := words(child).strip()):
                return text
    return ""
