"""Listing pages: a list of titles, and a register whose rows link to files."""

from html import escape

from liaison.rehearsal.answer import Answer
from liaison.rehearsal.chance import Draw
from liaison.rehearsal.grammar import Scribe, capital, grammar
from liaison.rehearsal.landscape import Landscape
from liaison.rehearsal.layouts import DESIGNS
from liaison.rehearsal.pages import date_shown
from liaison.rehearsal.paging import Entry, ListPage


def listing(_world: Landscape, page: ListPage) -> Answer:
    """A page of titles with their dates."""
    return _answer(page, f'<ul class="results">\n{"".join(map(_item, page.entries))}</ul>')


def register(_world: Landscape, page: ListPage) -> Answer:
    """A page of a table: date, reference, and a link to the file."""
    return _answer(page, f'<table class="register">\n{"".join(map(_row, page.entries))}</table>')


def _item(entry: Entry) -> str:
    return (
        f'<li class="entry"><h3 class="entry-title"><a href="{_link(entry)}">'
        f"{escape(entry.title)}</a></h3>"
        f'<span class="date">{escape(date_shown(entry.document))}</span></li>\n'
    )


def _row(entry: Entry) -> str:
    return (
        f'<tr class="letter"><td class="date">{escape(date_shown(entry.document))}</td>'
        f'<td class="symbol">{escape(entry.document.symbol)}</td>'
        f'<td><a class="pdf" href="{_link(entry)}">{escape(entry.title)}</a></td></tr>\n'
    )


def _link(entry: Entry) -> str:
    """Relative to the website, as most listings link."""
    return escape(entry.address.removeprefix(entry.document.site.root))


def _answer(page: ListPage, rows: str) -> Answer:
    site = page.site
    language = site.languages[0]
    labels = Scribe(grammar(language), Draw("list", site.key), {}, woman=False)
    design = (DESIGNS / "listing.html").read_text(encoding="utf-8")
    html = design.format(
        language=language,
        charset=site.charset,
        heading=labels.say("label.lists"),
        site=escape(capital(site.names[language])),
        nav="".join(
            f'<li><a href="/{language}/section/{at}">{escape(name)}</a></li>'
            for at, name in enumerate(labels.all("label.nav"))
        ),
        rows=rows,
        before=_turn(page.before, "prev", labels.say("label.previous")),
        following=_turn(page.following, "next", labels.say("label.next")),
        footer=labels.say("label.footer"),
    )
    body = html.encode(site.charset, "xmlcharrefreplace")
    media_type = f"text/html; charset={site.charset}"
    return Answer(200, body, media_type, may_compress=site.compressed)


def _turn(address: str, way: str, label: str) -> str:
    return f'<a rel="{way}" class="{way}" href="{escape(address)}">{label}</a>' if address else ""
