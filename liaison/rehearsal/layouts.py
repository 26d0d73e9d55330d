"""The designs of the invented pages: eight ways to wrap a text in a page of its time."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from liaison.rehearsal.furniture import furniture
from liaison.rehearsal.grammar import Scribe
from liaison.rehearsal.prose import Block, Form, Text

DESIGNS = Path(__file__).parent / "designs"


@dataclass(frozen=True, slots=True)
class Page:
    """What a design needs to know of a page."""

    language: str
    text: Text
    site_name: str
    address: str
    reference: str  # with its label, or ""
    date: str  # in the words of the page
    date_iso: str  # of the precision known
    alternates: tuple[tuple[str, str], ...]  # language, address; the page itself included
    attachment: str  # path, or ""
    related: tuple[tuple[str, str, str], ...]  # path, title, date
    labels: Scribe
    noise: str  # changes with every visit, or ""
    charset: str


@dataclass(frozen=True, slots=True)
class _Style:
    """The elements that a design uses for its blocks."""

    items: str = "ul"
    heading: str = "h2"
    notice: str = '<p class="note">{}</p>\n'


_STYLES = {
    "article": _Style(),
    "portal": _Style(heading="h3"),
    "cards": _Style("ol", "h4", '<p class="card"><em>{}</em></p>\n'),
    "plain": _Style(heading="h4", notice="<p><b>{}</b></p>\n"),
    "journal": _Style(),
    "sidebar": _Style(heading="h3"),
    "table": _Style(),
    "definition": _Style("ol"),
}
_LABELS = ("published", "footer", "cookie", "subscribe", "share", "search")


def render(layout: str, page: Page) -> str:
    """The page in one of the designs."""
    style, blocks = _STYLES[layout], page.text.blocks
    parts = {name: escape(page.labels.say(f"label.{name}")) for name in _LABELS}
    first = _body(blocks[:1], style)
    rest = _body(blocks[1:], style)
    sections = tuple(page.labels.all("label.nav"))
    around = furniture(page.site_name, layout, page.language, sections)
    return _design(layout).format_map(
        parts
        | _navigation(page)
        | {
            "language": page.language,
            "direction": ' dir="rtl"' if page.language == "ar" else "",
            "charset": page.charset,
            "head_furniture": around.head,
            "top_furniture": around.top,
            "foot_furniture": around.foot,
            "title": escape(page.text.title),
            "site": escape(page.site_name),
            "address": escape(page.address),
            "reference": escape(page.reference),
            "date": escape(page.date),
            "date_iso": page.date_iso,
            "body": first + rest,
            "first": first,
            "rest": rest,
            "attachment": _attachment(page),
            "noise_in_head": _noise(page, '<meta name="csrf-token" content="{}">\n'),
            "noise_in_foot": _noise(page, '<p class="generated" data-visit="{0}">{0}</p>\n'),
        }
    )


@cache
def _design(layout: str) -> str:
    return (DESIGNS / f"{layout}.html").read_text(encoding="utf-8")


def _body(blocks: Iterable[Block], style: _Style) -> str:
    out = []
    for form, group in groupby(blocks, key=lambda block: block.form):
        texts = [escape(block.text, quote=False) for block in group]
        if form is Form.ITEM:
            inner = "".join(f"<li>{text}</li>\n" for text in texts)
            out.append(f"<{style.items}>\n{inner}</{style.items}>\n")
        elif form is Form.HEADING:
            out += [f"<{style.heading}>{text}</{style.heading}>\n" for text in texts]
        elif form is Form.QUOTE:
            out += [f"<blockquote><p>{text}</p></blockquote>\n" for text in texts]
        elif form is Form.NOTICE:
            out += [style.notice.format(text) for text in texts]
        else:
            out += [f"<p>{text}</p>\n" for text in texts]
    return "".join(out)


def _navigation(page: Page) -> dict[str, str]:
    sections = [escape(name) for name in page.labels.all("label.nav")]
    places = [(language, escape(address)) for language, address in page.alternates]
    links = " | ".join(
        f'<a href="{address}" hreflang="{language}" lang="{language}">{language.upper()}</a>'
        for language, address in places
    )
    return {
        "nav": "".join(
            f'<li><a href="/{page.language}/section/{at}">{name}</a></li>'
            for at, name in enumerate(sections)
        ),
        "crumbs": " &gt; ".join(sections[:2]),
        "languages": f'<p class="languages">{links}</p>\n' if links else "",
        "alternates": "".join(
            f'<link rel="alternate" hreflang="{language}" href="{address}">\n'
            for language, address in places
        ),
        "related_heading": escape(page.labels.say("label.related")),
        "related": "".join(
            f'<li><a href="{escape(path)}">{escape(title)}</a> <small>{escape(date)}</small></li>\n'
            for path, title, date in page.related
        ),
    }


def _attachment(page: Page) -> str:
    if not page.attachment:
        return ""
    label = escape(page.labels.say("label.download"))
    return f'<p class="file"><a href="{page.attachment}">{label}</a></p>\n'


def _noise(page: Page, form: str) -> str:
    return form.format(page.noise) if page.noise else ""
