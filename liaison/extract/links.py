"""A light look at a page's links while it is fetched: language versions and attached files.

No tree is built: one pass over the tags, so that a page costs a millisecond.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

_LARGEST = 5_000_000  # bytes of a page that are looked at
_MOST = 200  # links of a kind; beyond it a page is a list of files, not a document with some

_TAG = re.compile(
    rb"<(?:(?P<skip>!--|(?:script|style|template|noscript)\b)"
    rb"|(?P<end>/)?(?P<name>a|link|base|nav|header|footer|aside|main|article)\b"
    rb"(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>)",
    re.IGNORECASE,
)
# Where what is not shown ends.
_ENDS = {
    name: re.compile(rb"-->" if name == b"!--" else rb"</" + name, re.IGNORECASE)
    for name in (b"!--", b"script", b"style", b"template", b"noscript")
}
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TAGS_INSIDE = re.compile(rb"<[^>]*>")
_ASIDE = frozenset((b"nav", b"header", b"footer", b"aside"))
_PROMISING = re.compile(rb"hreflang|application/|\.(?:pdf|docx?|rtf|odt)\b", re.IGNORECASE)
_ENDING = re.compile(r"\.(pdf|docx?|rtf|odt)$", re.IGNORECASE)
_OF_TYPE = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/rtf": "rtf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_CODE = re.compile(r"^[a-z]{2,3}(?:[-_](?:[a-z]{2}|[a-z]{4}|\d{3}))?$", re.IGNORECASE)
_PAGE_LANGUAGE = re.compile(
    rb"<html\b[^>]{0,500}?\blang\s*=\s*[\"']?([a-zA-Z]{2,3})", re.IGNORECASE
)
# Where an address names its language: host, first folder, parameter, or before the ending.
_NAMED = r"^https?://(?:{0}\.|[^/]+/{0}(?:/|$))|[?&][^=&]*=(?:{0})(?:&|$)|[._-]{0}\.\w+$"
_FEW = 2
_LONGEST_NAME = 60  # bytes within which a link says the name of a language
# What a switch of languages says, in the language itself.
_LANGUAGES = {
    "english": "en", "français": "fr", "francais": "fr", "español": "es", "espanol": "es",
    "castellano": "es", "русский": "ru", "рус": "ru", "العربية": "ar", "عربي": "ar", "中文": "zh",
    "简体中文": "zh", "português": "pt", "portugues": "pt", "deutsch": "de", "italiano": "it",
    "türkçe": "tr", "українська": "uk", "polski": "pl", "فارسی": "fa", "հայերեն": "hy",
    "ქართული": "ka", "azərbaycan": "az", "azərbaycanca": "az", "nederlands": "nl", "shqip": "sq",
    "српски": "sr", "srpski": "sr", "română": "ro", "magyar": "hu", "čeština": "cs", "日本語": "ja",
    "한국어": "ko", "kiswahili": "sw", "беларуская": "be", "қазақша": "kk", "o'zbekcha": "uz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Translation:
    """The page in another language; `language` is BCP 47 in lower case."""

    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the page offers; `ending` is `pdf`, `doc`, `docx`, `rtf` or `odt`."""

    address: str
    ending: str


@dataclass(frozen=True, slots=True)
class Links:
    """What a page points to that belongs to it, absolute addresses, each once, in its order."""

    translations: tuple[Translation, ...] = ()
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    name: bytes
    attributes: dict[str, str]
    words: str
    aside: bool


def links(data: bytes, address: str) -> Links:
    """The language versions and attached files of an HTML page.

    Translations are `<link rel="alternate" hreflang>`, and links to another page than a front page
    that are marked with another language than the page's own or say nothing but a language's
    name or code. Attachments are links to files, by ending or stated type, outside navigation,
    header, footer and asides. The page's own address is never among them.
    """
    data = data[:_LARGEST]
    stated = _PAGE_LANGUAGE.search(data[:5_000])
    own = "" if stated is None else stated[1].decode().lower()
    base, here = address, address.partition("#")[0]
    declared: dict[str, str] = {}
    switches: dict[str, dict[str, None]] = {}
    attachments: dict[str, Attachment] = {}
    for link in _links(data):
        target = _resolved(base, link.attributes.get("href", ""))
        if link.name == b"base":
            base = target or base
        elif not target or target == here:
            continue
        elif link.name == b"link":
            if language := _declared(link):
                declared.setdefault(language, target)
        elif language := _switched(link, own, target, here):
            switches.setdefault(language, {})[target] = None
        elif not link.aside and (ending := _ending(link, target)):
            attachments.setdefault(target, Attachment(target, ending))
    # A page marked by many links of one language lists documents; it has one translation at most.
    single = {name: next(iter(found)) for name, found in switches.items() if len(found) <= _FEW}
    return Links(
        tuple(Translation(target, name) for name, target in {**single, **declared}.items())[:_MOST],
        tuple(attachments.values())[:_MOST],
    )


def _links(data: bytes) -> Iterator[_Link]:
    """The elements that may matter, in their order."""
    aside = 0
    for match in _tags(data):
        name = match["name"].lower()
        if name in _ASIDE:
            aside = max(aside - 1, 0) if match["end"] else aside + 1
        elif name in (b"main", b"article") and not match["end"]:
            aside = 0  # a header that was never closed ends where the text begins
        elif name in (b"a", b"link", b"base") and not match["end"]:
            words = _words(data, match.end()) if name == b"a" else ""
            if name != b"a" or words or _PROMISING.search(match["rest"]):
                yield _Link(name, _attributes(match["rest"]), words, aside > 0)


def _tags(data: bytes) -> Iterator[re.Match[bytes]]:
    """The tags that matter, in linear time: what never ends is looked for once."""
    unended: set[bytes] = set()
    at = 0
    while match := _TAG.search(data, at):
        at = match.end()
        if match["skip"] is None:
            yield match
        elif (name := match["skip"].lower()) not in unended:
            if end := _ENDS[name].search(data, at):
                at = end.end()
            else:
                unended.add(name)


def _attributes(tag: bytes) -> dict[str, str]:
    return {
        match[1].lower(): html.unescape(match[2] or match[3] or match[4] or "").strip()
        for match in _ATTRIBUTE.finditer(tag.decode("utf-8", errors="replace"))
    }


def _words(data: bytes, start: int) -> str:
    """The words of a link where they are the name or the code of a language, else ""."""
    end = data.find(b"</a", start, start + 4 * _LONGEST_NAME)
    if end < 0:
        return ""
    inside = _TAGS_INSIDE.sub(b" ", data[start:end]).strip()
    if not inside or len(inside) > _LONGEST_NAME:
        return ""
    words = html.unescape(inside.decode("utf-8", "replace")).casefold()
    return words if words in _LANGUAGES or _CODE.match(words) else ""


def _declared(link: _Link) -> str:
    """The language of a `<link rel="alternate">`, or ""."""
    marked = link.attributes.get("hreflang", "").lower().replace("_", "-")
    alternate = "alternate" in link.attributes.get("rel", "").lower()
    return marked if alternate and _CODE.match(marked) else ""


def _switched(link: _Link, own: str, target: str, here: str) -> str:
    """The language that a link leads to, or "" where it is no switch of languages."""
    if _is_front(target) and not _is_front(here):
        return ""
    marked = link.attributes.get("hreflang", "").lower().replace("_", "-")
    if _CODE.match(marked) and own and marked[:2] != own[:2] and not _ending(link, target):
        return marked
    if link.words in _LANGUAGES:
        return _LANGUAGES[link.words]
    known = link.words in _LANGUAGES.values() and link.words != own
    return link.words if known and re.search(_NAMED.format(link.words), target.lower()) else ""


def _is_front(address: str) -> bool:
    path = urlsplit(address).path.strip("/").lower()
    return not path or _CODE.match(path) is not None or path.startswith(("index.", "default."))


def _ending(link: _Link, target: str) -> str:
    match = _ENDING.search(unquote(urlsplit(target).path).rstrip("/ "))
    return match[1].lower() if match else _OF_TYPE.get(link.attributes.get("type", "").lower(), "")


def _resolved(base: str, href: str) -> str:
    """The absolute http(s) address without its anchor, or ""."""
    if not href or href.startswith(("#", "mailto:", "javascript:", "tel:", "data:")):
        return ""
    try:
        target = urljoin(base, href).partition("#")[0]
        parts = urlsplit(target)
    except ValueError:
        return ""
    return target if parts.scheme in ("http", "https") and parts.netloc else ""
