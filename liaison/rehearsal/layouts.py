"""The designs of the invented pages: eight ways to wrap a text in a page of its time."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import groupby

from liaison.rehearsal.grammar import Scribe
from liaison.rehearsal.prose import Block, Form, Text


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

    def label(self, name: str) -> str:
        """A word of the page's furniture, in its language."""
        return escape(self.labels.say(f"label.{name}"))


def render(layout: str, page: Page) -> str:
    """The page in one of the designs."""
    return _LAYOUTS[layout](page)


def _body(
    blocks: tuple[Block, ...],
    items: str = "ul",
    heading: str = "h2",
    notice: str = '<p class="note">{}</p>',
) -> str:
    out = []
    for form, group in groupby(blocks, key=lambda block: block.form):
        texts = [escape(block.text, quote=False) for block in group]
        if form is Form.ITEM:
            inner = "".join(f"<li>{text}</li>\n" for text in texts)
            out.append(f"<{items}>\n{inner}</{items}>\n")
        elif form is Form.HEADING:
            out += [f"<{heading}>{text}</{heading}>\n" for text in texts]
        elif form is Form.QUOTE:
            out += [f"<blockquote><p>{text}</p></blockquote>\n" for text in texts]
        elif form is Form.NOTICE:
            out += [notice.format(text) + "\n" for text in texts]
        else:
            out += [f"<p>{text}</p>\n" for text in texts]
    return "".join(out)


def _open(page: Page, head: str = "", title: str = "{} | {}") -> str:
    alternates = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{escape(address)}">\n'
        for language, address in page.alternates
    )
    direction = ' dir="rtl"' if page.language == "ar" else ""
    named = title.format(escape(page.text.title), escape(page.site_name))
    noise = f'<meta name="csrf-token" content="{page.noise}">\n' if page.noise else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{page.language}"{direction}>\n<head>\n'
        f'<meta charset="{page.charset}">\n<title>{named}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{noise}{head}{alternates}'
        f'<link rel="stylesheet" href="/style.css">\n</head>\n'
    )


def _nav(page: Page, tag: str = "nav", of: str = "main-nav") -> str:
    sections = page.labels.all("label.nav")
    links = "".join(
        f'<li><a href="/{page.language}/section/{at}">{escape(name)}</a></li>'
        for at, name in enumerate(sections)
    )
    return f'<{tag} class="{of}"><ul>{links}</ul></{tag}>\n'


def _languages(page: Page) -> str:
    if len(page.alternates) < 2:  # noqa: PLR2004 (the page itself is one)
        return ""
    links = " | ".join(
        f'<a href="{escape(address)}" hreflang="{language}" lang="{language}">{language.upper()}</a>'
        for language, address in page.alternates
    )
    return f'<p class="languages">{links}</p>\n'


def _attachment(page: Page) -> str:
    if not page.attachment:
        return ""
    return f'<p class="file"><a href="{page.attachment}">{page.label("download")}</a></p>\n'


def _related(page: Page, tag: str = "aside") -> str:
    links = "".join(
        f'<li><a href="{escape(path)}">{escape(title)}</a> <small>{escape(date)}</small></li>\n'
        for path, title, date in page.related
    )
    return f'<{tag} class="related"><h3>{page.label("related")}</h3><ul>\n{links}</ul></{tag}>\n'


def _foot(page: Page, banner: str = "cookie-banner") -> str:
    noise = (
        f'<p class="generated">{page.label("updated")} <span data-visit="{page.noise}">{page.noise}</span></p>\n'
        if page.noise
        else ""
    )
    return (
        f"<footer><p>{escape(page.site_name)} – {page.label('footer')}</p>{noise}"
        f"<p>{page.label('subscribe')}</p></footer>\n"
        f'<div id="{banner}" role="dialog"><p>{page.label("cookie")}</p></div>\n</body>\n</html>\n'
    )


def _reference(page: Page, tag: str = "p") -> str:
    return f'<{tag} class="ref">{escape(page.reference)}</{tag}>\n' if page.reference else ""


def _article(page: Page) -> str:
    head = (
        f'<meta property="og:title" content="{escape(page.text.title)}">\n'
        f'<meta property="article:published_time" content="{page.date_iso}">\n'
        f'<link rel="canonical" href="{escape(page.address)}">\n'
    )
    return (
        f'{_open(page, head)}<body class="node">\n<header>{_nav(page)}</header>\n<main>\n<article>\n'
        f"<h1>{escape(page.text.title)}</h1>\n{_languages(page)}"
        f'<p class="meta">{page.label("published")}: <time datetime="{page.date_iso}">{escape(page.date)}</time></p>\n'
        f"{_reference(page)}{_body(page.text.blocks)}{_attachment(page)}</article>\n</main>\n{_related(page)}{_foot(page)}"
    )


def _portal(page: Page) -> str:
    title = escape(page.text.title).replace("\\", "")
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{title}","datePublished":"{page.date_iso}"}}</script>\n'
    )
    crumbs = " &gt; ".join(escape(name) for name in page.labels.all("label.nav")[:2])
    return (
        f'{_open(page, head, "{1} - {0}")}<body>\n<div id="wrap"><div class="crumbs">{crumbs}</div>\n'
        f'{_nav(page, "div", "mega-menu")}<div class="col-8" role="main">\n'
        f'<div class="date-display">{escape(page.date)}</div>\n<h1 class="page-header">{escape(page.text.title)}</h1>\n'
        f'{_reference(page, "div")}<div class="field-body">{_body(page.text.blocks, heading="h3")}</div>\n'
        f'{_attachment(page)}{_languages(page)}</div>\n<div class="col-4">{_related(page, "div")}'
        f'<p class="share">{page.label("share")}</p></div></div>\n{_foot(page, "consent")}'
    )


def _cards(page: Page) -> str:
    return (
        f'{_open(page)}<body>\n{_nav(page, "header", "top")}<section class="hero"><h1>{escape(page.text.title)}</h1>'
        f'<span class="tag">{page.label("published")} {escape(page.date)}</span></section>\n{_languages(page)}'
        f'<section class="content">{_reference(page)}{_body(page.text.blocks, "ol", "h4", "<div class=card><em>{}</em></div>")}'
        f'{_attachment(page)}</section>\n<section class="cards">{_related(page, "div")}</section>\n{_foot(page)}'
    )


def _plain(page: Page) -> str:
    alternates = " ".join(
        f'<a href="{escape(address)}" hreflang="{language}">{language}</a>'
        for language, address in page.alternates
    )
    direction = ' dir="rtl"' if page.language == "ar" else ""
    return (
        '<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">\n'
        f'<html lang="{page.language}"{direction}><head>'
        f'<meta http-equiv="Content-Type" content="text/html; charset={page.charset}">'
        f'<title>{escape(page.text.title)}</title></head>\n<body bgcolor="#ffffff">\n'
        f'<center><font size=2>{escape(page.site_name)}</font><hr width="80%">{alternates}</center>\n'
        f"<h2 align=center>{escape(page.text.title)}</h2>\n<p align=right><i>{escape(page.date)}</i></p>\n"
        f"{_reference(page)}{_body(page.text.blocks, heading='h4', notice='<p><b>{}</b></p>')}\n{_attachment(page)}<hr>\n"
        f"<p><font size=1>{page.label('footer')}</font></p></body></html>\n"
    )


def _journal(page: Page) -> str:
    head = f'<meta name="date" content="{page.date_iso}">\n<link rel="canonical" href="{escape(page.address)}">\n'
    return (
        f'{_open(page, head, "{} – {}")}<body class="single single-post">\n<div id="page" class="site">\n'
        f'<header id="masthead"><p class="site-title">{escape(page.site_name)}</p>{_nav(page)}</header>\n'
        f'<article class="post hentry"><header class="entry-header"><h1 class="entry-title">{escape(page.text.title)}</h1>'
        f'<div class="entry-meta"><span class="posted-on">{page.label("published")} '
        f'<time class="entry-date published" datetime="{page.date_iso}">{escape(page.date)}</time></span></div></header>\n'
        f'<div class="entry-content">{_reference(page)}{_body(page.text.blocks)}{_attachment(page)}</div>\n{_languages(page)}'
        f'<footer class="entry-footer"><span>{page.label("share")}</span></footer></article>\n'
        f'<div id="comments"><form><label>{page.label("search")} <input name="s"></label></form></div>\n'
        f"{_related(page, 'nav')}</div>\n{_foot(page)}"
    )


def _sidebar(page: Page) -> str:
    return (
        f'{_open(page)}<body>\n<div class="layout">\n<div class="left">{_nav(page, "div", "menu")}{_related(page, "div")}'
        f'<form action="/search"><input name="q"><button>{page.label("search")}</button></form></div>\n'
        f'<div class="right"><h1>{escape(page.text.title)}</h1>\n{_languages(page)}{_body(page.text.blocks[:1])}'
        f'<p class="dateline">{page.label("published")} {escape(page.date)}</p>\n{_reference(page)}'
        f"{_body(page.text.blocks[1:], heading='h3')}{_attachment(page)}</div>\n</div>\n{_foot(page, 'gdpr')}"
    )


def _table(page: Page) -> str:
    rows = f"<tr><th>{page.label('published')}</th><td>{escape(page.date)}</td></tr>\n"
    if page.reference:
        rows += f"<tr><td colspan=2>{escape(page.reference)}</td></tr>\n"
    return (
        f'{_open(page)}<body>\n<table width="960" class="layout"><tr><td colspan=2>{_nav(page, "div", "bar")}</td></tr>\n'
        f'<tr><td valign="top" width="200">{_related(page, "div")}</td>\n<td valign="top" class="main">'
        f'<h1>{escape(page.text.title)}</h1>\n<table class="facts">{rows}</table>\n{_languages(page)}'
        f"{_body(page.text.blocks)}{_attachment(page)}</td></tr></table>\n{_foot(page)}"
    )


def _definition(page: Page) -> str:
    head = f'<meta name="DC.date" content="{page.date_iso}">\n'
    reference = f"<dd>{escape(page.reference)}</dd>" if page.reference else ""
    return (
        f'{_open(page, head)}<body>\n<div role="banner">{escape(page.site_name)}{_nav(page)}</div>\n<main>'
        f'<h1>{escape(page.text.title)}</h1>\n<dl class="metadata"><dt>{page.label("published")}</dt>'
        f'<dd>{escape(page.date)}</dd>{reference}</dl>\n{_languages(page)}<div class="text">'
        f"{_body(page.text.blocks, 'ol', 'h2')}</div>{_attachment(page)}</main>\n{_related(page)}{_foot(page)}"
    )


_LAYOUTS: dict[str, Callable[[Page], str]] = {
    "article": _article,
    "portal": _portal,
    "cards": _cards,
    "plain": _plain,
    "journal": _journal,
    "sidebar": _sidebar,
    "table": _table,
    "definition": _definition,
}
