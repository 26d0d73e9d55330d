"""What a page says of itself beside its text: title and language."""

import re
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from liaison.extract.plain import one_line

_TITLE_LENGTH = 300  # characters; longer is no title but a paragraph in the wrong place
_LONGEST = 1_000  # characters that are looked at
_MOST_HEADINGS, _MOST_PIECES = 20, 100  # of a page, of a heading
_FIRST_WORDS = 12
# Between a title and the name of the site. A colon joins parts of one title and is left alone.
_PARTING = re.compile(r"\s+[-–—|·•»«›‹~⁄/:]+\s+|\s*\|\s*")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$")


def properties(tree: HtmlElement) -> dict[str, str]:
    """The page's meta elements by their names in lower case; the first of a name wins."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def title(tree: HtmlElement, meta: dict[str, str], site: str) -> str:
    """The title without the site's name, or "" where the page has none.

    `site` is the host it was published at: a site that gives its name nowhere still repeats it.
    """
    heading = _heading(tree)
    named = _first(tree, ".//title")
    shared = one_line(meta.get("og:title", "")[:_LONGEST])
    names = {one_line(meta.get(key, "")).casefold() for key in ("og:site_name", "application-name")}
    names |= {_letters(site), _letters(site.removeprefix("www.").rpartition(".")[0])}
    candidates = [_without_site(text, names, heading) for text in (shared, named)]
    for text in (*candidates, heading, one_line(meta.get("twitter:title", ""))):
        if text and _letters(text) not in names and text.casefold() not in names:
            return text[:_TITLE_LENGTH]
    return (heading or named or shared)[:_TITLE_LENGTH]


def title_or_words(found: str, text: str, address: str) -> str:
    """A title that is never empty: else the first words of the text, else the address."""
    if found:
        return found
    words = text[:_TITLE_LENGTH].split("\n", 1)[0].split()
    if words:
        return " ".join(words[:_FIRST_WORDS]) + ("…" if len(words) > _FIRST_WORDS else "")
    parts = urlsplit(address)
    name = unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc or address
    return one_line(name) or address or "?"


def language(tree: HtmlElement, meta: dict[str, str]) -> str:
    """The language that the page declares (BCP 47, lower case), or ""."""
    root = tree.getroottree().getroot()
    body = root.find(".//body")
    declared = [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")]
    declared += [] if body is None else [body.get("lang")]
    declared += [
        meta.get(key) for key in ("content-language", "og:locale", "dc.language", "language")
    ]
    for label in declared:
        tag = (label or "").split(",")[0].strip().lower().replace("_", "-")
        if _LANGUAGE.match(tag):
            return tag
    return ""


def _heading(tree: HtmlElement) -> str:
    headings = [_words(h1) for h1 in islice(tree.iter("h1"), _MOST_HEADINGS)]
    filled = [text for text in headings if text]
    return filled[0] if len(set(filled)) == 1 else ""


def _first(tree: HtmlElement, path: str) -> str:
    element = tree.find(path)
    return "" if element is None else _words(element)


def _words(element: HtmlElement) -> str:
    return one_line(" ".join(islice(element.itertext(), _MOST_PIECES)))[:_LONGEST]


def _without_site(text: str, names: set[str], heading: str) -> str:
    """The part of a title that is not the site's name.

    A part that is the site's name falls; failing that, where the page's one heading is the
    beginning or the end of the title, the heading is what was meant.
    """
    signs = list(_PARTING.finditer(text))
    for sign in signs:
        if _is_name(text[sign.end() :], names):
            return text[: sign.start()]
    for sign in reversed(signs):
        if _is_name(text[: sign.start()], names):
            return text[sign.end() :]
    if signs and heading and (text.startswith(heading) or text.endswith(heading)):
        return heading
    return text


def _is_name(part: str, names: set[str]) -> bool:
    return part.casefold() in names or _letters(part) in names


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
