"""XML as publishers write it, an element at a time: strict first, mended where that fails.

Nothing is ever loaded or expanded: document types are dropped before parsing, so that no
entity can be declared (XML 1.0 section 4), and an element is let go once it was handed on, so
that a list of a hundred thousand entries needs little more memory than its bytes.
"""

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from html.entities import html5
from typing import Generic, TypeVar

from lxml import etree

from liaison.sources.readers.charset import charset_of

Read = TypeVar("Read")

_ROOT = re.compile(
    rb"<(?:\?xml|!DOCTYPE|[\w.-]*:?(?:rss|feed|rdf|channel|urlset|sitemapindex)[\s>/])",
    re.IGNORECASE,
)
_PROLOGUE = re.compile(
    rb"(?:\s++|<!--.*?-->|<\?.*?>|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)*+", re.DOTALL | re.IGNORECASE
)
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
_MISWRITTEN = re.compile(
    r"(?P<whole><!\[CDATA\[.*?(?:\]\]>|\Z))"
    r"|(?P<void><(?:br|hr|img|input|wbr)\b[^<>]*?)/?>"
    r"|&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?P<name>[A-Za-z]\w{0,31};)?",
    re.DOTALL,
)
_CHUNK = 65_536
_SEARCHED = 65_536  # bytes: what stands before the root of a list is never longer


class IllFormed(Exception):
    """These bytes are no XML."""


@dataclass(frozen=True, slots=True)
class Elements(Generic[Read]):
    """What was made of each element asked for, the root around them, and whether it was mended."""

    found: list[Read]
    root: etree._Element
    mended: str


def read_elements(
    data: bytes,
    media_type: str,
    names: frozenset[str],
    make: Callable[[etree._Element], Read | None],
) -> Elements[Read]:
    """Call `make` for each element whose local name, in lower case, is in `names`.

    Its ancestors and what came before it are in place while `make` runs; it and its children
    are gone afterwards. Raises IllFormed where not even a root could be found.
    """
    plain = _as_utf8(data, media_type)
    try:
        return _parse(plain, names, make, mended="")
    except IllFormed as error:
        fault = str(error)
    return _parse(_mend(plain), names, make, mended=fault)


def local_name(element: etree._Element) -> str:
    """Its name without namespace or prefix, in lower case."""
    return split_tag(str(element.tag))[1]


def namespace(element: etree._Element) -> str:
    """Its namespace; the bare prefix where that was never declared; "" without one."""
    return split_tag(str(element.tag))[0]


@functools.lru_cache(maxsize=4_096)
def split_tag(tag: str) -> tuple[str, str]:
    """Namespace (or a prefix never declared, or "") and local name in lower case."""
    if tag.startswith("{"):
        space, _, name = tag[1:].partition("}")
    else:
        space, _, name = tag.rpartition(":")
    return space, name.rpartition(":")[2].lower()


def words(element: etree._Element) -> str:
    """All text in it and below it, spaces as they came."""
    return "".join(str(piece) for piece in element.itertext())


def _as_utf8(data: bytes, media_type: str) -> bytes:
    """From the root on: without declaration, document type and what was printed before it."""
    charset = charset_of(data, media_type)
    if charset != "utf-8":
        data = data.decode(charset, errors="replace").encode("utf-8", errors="replace")
    start = _ROOT.search(data, 0, _SEARCHED)
    prologue = _PROLOGUE.match(data, start.start() if start else 0)
    return data[prologue.end() :] if prologue else data


def _parse(
    data: bytes,
    names: frozenset[str],
    make: Callable[[etree._Element], Read | None],
    *,
    mended: str,
) -> Elements[Read]:
    parser = etree.XMLPullParser(
        events=("end",),
        recover=bool(mended),
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    found: list[Read] = []
    try:
        for element in _let_go(_finished(parser, data, strict=not mended), names):
            made = make(element)
            if made is not None:
                found.append(made)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise IllFormed(_first_fault(parser) or str(error.msg)) from None
    if root is None:
        raise IllFormed("no root element")
    return Elements(found, root, mended)


def _finished(
    parser: "etree.XMLPullParser[etree._Element]", data: bytes, *, strict: bool
) -> Iterator[etree._Element]:
    """Each element once its end was read."""
    view = memoryview(data)
    for start in range(0, len(data), _CHUNK):
        parser.feed(bytes(view[start : start + _CHUNK]))
        # Some faults are only logged, and the next piece would be taken for a new document.
        if strict and (fault := _first_fault(parser)):
            raise IllFormed(fault)
        for _, element in parser.read_events():
            yield element


def _first_fault(parser: "etree.XMLPullParser[etree._Element]") -> str:
    for entry in parser.feed_error_log:
        if entry.level >= etree.ErrorLevels.ERROR:
            return f"line {entry.line}: {' '.join(entry.message.split())[:120]}"
    return ""


def _let_go(finished: Iterator[etree._Element], names: frozenset[str]) -> Iterator[etree._Element]:
    """The elements asked for, each emptied and taken out of the tree once the next one is there."""
    last: etree._Element | None = None
    for element in finished:
        if not isinstance(element.tag, str) or local_name(element) not in names:
            continue
        yield element
        element.clear(keep_tail=True)
        parent = None if last is None else last.getparent()
        if last is not None and parent is not None:
            parent.remove(last)
        last = element


def _mend(data: bytes) -> bytes:
    text = NOT_XML.sub("", data.decode("utf-8", errors="replace"))
    return _MISWRITTEN.sub(_rewrite, text).encode()


def _rewrite(match: re.Match[str]) -> str:
    """CDATA as it is, HTML's empty elements closed, HTML's names as characters, loose & escaped."""
    if match["whole"]:
        return match["whole"]
    if match["void"]:
        return f"{match['void']}/>"
    name = match["name"] or ""
    return escape(html5[name]) if name in html5 else f"&amp;{name}"
