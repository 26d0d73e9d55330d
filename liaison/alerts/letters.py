"""The mails: what they say, as values, and written as plain text and as HTML that loads nothing."""

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.design.written import direction, written_number

_WIDTH = 76  # characters of a line of plain text


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a mail lists: a title ("" where none may be said), more on it, an address."""

    title: str
    more: str
    address: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the address, if there is one, follows it."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items under a heading."""

    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail in the language of its reader."""

    subject: str
    parts: Sequence[Paragraph | Listing]
    language: str

    def plain(self) -> str:
        """As plain text."""
        return "\n".join(line for part in self.parts for line in (*_plain(part), "")) + "\n"

    def html(self) -> str:
        """As HTML: no picture, no style, no script, nothing that is fetched."""
        body = "\n".join(line for part in self.parts for line in _html(part))
        return (
            f'<!doctype html>\n<html lang="{self.language}" dir="{direction(self.language)}">\n'
            f'<head><meta charset="utf-8"><title>{escape(self.subject)}</title></head>\n'
            f"<body>\n{body}\n</body>\n</html>\n"
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription that waits to be confirmed: what is followed, and the link to confirm it."""

    selection: str
    link: str


@dataclass(frozen=True, slots=True)
class News:
    """What is due to one subscription. `left_out` are documents that the mail has no room for."""

    selection: str
    since: str  # the day on which the reader subscribed
    new: Sequence[Item]
    changed: Sequence[Item]
    withdrawn: Sequence[Item]
    left_out: int
    search: str  # address of the selection
    manage: str
    stop: str


def confirmation(asked: Sequence[Asked], *, invented: bool) -> Letter:
    """Asks whether the reader of an address wants to be written to."""
    parts: list[Paragraph | Listing] = [*_invented(invented)]
    parts.append(
        Paragraph(
            _(
                "Someone entered this address at Liaison, to be told of new documents. If it was "
                "you, open the link and press the button there."
            )
        )
    )
    parts += [Paragraph(one.selection, one.link) for one in asked]
    parts.append(
        Paragraph(
            _(
                "If it was not you, do nothing: no further mail comes, and the address is deleted "
                "after seven days."
            )
        )
    )
    return Letter(_("Liaison: confirm your subscription"), parts, _language())


def digest(news: News, *, invented: bool) -> Letter:
    """Tells what is due, why it came, and how to change or end that."""
    parts: list[Paragraph | Listing] = [*_invented(invented)]
    for heading, items in (
        (_("New"), news.new),
        (_("Changed by their publisher"), news.changed),
        (_("Withdrawn from the record"), news.withdrawn),
    ):
        if items:
            parts.append(Listing(heading, items))
    if news.left_out:
        more = ngettext(
            "And %(number)s more document, in the selection:",
            "And %(number)s more documents, in the selection:",
            news.left_out,
        )
        parts.append(
            Paragraph(more % {"number": written_number(news.left_out, _language())}, news.search)
        )
    parts.append(
        Paragraph(
            _(
                "You get this because this address was subscribed on %(day)s, and confirmed by "
                "its reader, to: %(selection)s"
            )
            % {"day": news.since, "selection": news.selection},
            news.search,
        )
    )
    parts.append(Paragraph(_("Less or more often:"), news.manage))
    parts.append(Paragraph(_("No more of it:"), news.stop))
    return Letter(_subject(news), parts, _language())


def _subject(news: News) -> str:
    """A number, and nothing of what is followed: subjects are seen over shoulders."""
    documents = len(news.new) + len(news.changed) + news.left_out
    if not documents:
        return _("Liaison: documents were withdrawn")
    said = ngettext("Liaison: %(number)s document", "Liaison: %(number)s documents", documents)
    return said % {"number": written_number(documents, _language())}


def _invented(invented: bool) -> Iterable[Paragraph]:  # noqa: FBT001 (said by name above)
    if invented:
        everything = _(
            "Everything here is invented: no such mechanism, person, document or event exists."
        )
        yield Paragraph(f"{_('Rehearsal.')} {everything}")


def _language() -> str:
    return get_language() or "en"


def _plain(part: Paragraph | Listing) -> Iterable[str]:
    if isinstance(part, Paragraph):
        yield from _filled(part.text)
        if part.address:
            yield part.address
        return
    yield part.heading
    for item in part.items:
        yield ""
        yield from _filled(item.title, "* ")
        yield from _filled(item.more, "* " if not item.title else "  ")
        yield f"  {item.address}"


def _filled(text: str, first: str = "") -> list[str]:
    """Lines of a width that every program shows; no address is broken."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _html(part: Paragraph | Listing) -> Iterable[str]:
    if isinstance(part, Paragraph):
        link = f"<br>\n{_link(part.address, part.address)}" if part.address else ""
        yield f"<p>{escape(part.text)}{link}</p>"
        return
    yield f"<h2>{escape(part.heading)}</h2>\n<ul>"
    for item in part.items:
        if item.title:
            shown = f'<bdi lang="{escape(item.language)}">{escape(item.title)}</bdi>'
            yield f"<li>{_link(item.address, shown, marked=True)}<br>{escape(item.more)}</li>"
        else:
            yield f"<li>{escape(item.more)}<br>{_link(item.address, item.address)}</li>"
    yield "</ul>"


def _link(address: str, shown: str, *, marked: bool = False) -> str:
    return f'<a href="{escape(address)}">{shown if marked else escape(shown)}</a>'
