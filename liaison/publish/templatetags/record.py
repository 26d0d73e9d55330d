"""What templates say about the record, in the language of the page."""

import datetime as dt
import functools
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.catalogue.models import Document, Edition
from liaison.design import written
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.reading import Format
from liaison.publish import declared, labels, titles, wording
from liaison.publish.declared import Card
from liaison.publish.labels import Name
from liaison.publish.names import without_names
from liaison.publish.provenance import web_address
from liaison.sources.declaration import Show

register = template.Library()
_IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


register.filter(without_names)


@register.filter
def number(value: int) -> str:
    """12,345 as the page's language writes it."""
    return written.written_number(value, _page())


@register.filter
def bytes(value: int) -> str:  # noqa: A001 (as templates say it)
    """12.3 MB."""
    return written.written_size(value, _page())


@register.filter
def form(value: Format) -> str:
    """Web page, PDF."""
    return wording.form(value)


@register.filter
def json_ld(said: Mapping[str, Any]) -> SafeString:
    """Data for programs, which no browser runs: no sign in it can end the element or begin one."""
    written_out = json.dumps(said, ensure_ascii=False).translate(_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{written_out}</script>')  # noqa: S308 (escaped)


@register.filter
def day(value: dt.datetime | dt.date) -> str:
    """15 March 2012."""
    if isinstance(value, dt.datetime):
        value = value.astimezone(dt.UTC).date()
    return written.written_day(value, _page())


@register.filter
def moment(value: dt.datetime) -> str:
    """15 March 2012, 14:05 UTC."""
    return written.written_moment(value, _page())


@register.filter
def every(rhythm: dt.timedelta) -> str:
    """Every 6 hours, every 2 days."""
    hours = round(rhythm.total_seconds() / 3600)
    if hours >= 24 and hours % 24 == 0:  # noqa: PLR2004 (hours of a day)
        days = hours // 24
        return ngettext("every %(number)s day", "every %(number)s days", days) % {
            "number": number(days)
        }
    hours = max(hours, 1)
    return ngettext("every %(number)s hour", "every %(number)s hours", hours) % {
        "number": number(hours)
    }


@register.filter
def trouble(card: Card) -> str:
    """Why a source's silence is not peace, in a sentence."""
    return wording.trouble(card)


@register.filter
def failing_addresses(failures: Mapping[str, int]) -> str:
    """How many addresses of a source give nothing, and why."""
    return wording.failing_addresses(failures, _page())


@register.filter
def shown(show: Show) -> str:
    """How much of its texts is shown."""
    return wording.shown(show)


@register.simple_tag
def published(date: str) -> SafeString:
    """A document's date as far as it is known."""
    if not date:
        return format_html('<span class="warning">{}</span>', _("date not known"))
    return format_html(
        '<time datetime="{}">{}</time>',
        date,
        written.written_date(PartialDate.parse(date), _page()),
    )


@register.simple_tag
@functools.lru_cache(maxsize=256)
def lang_attributes(code: str) -> SafeString:
    """`lang` and `dir` of words in a language; `dir="auto"` where it is not known."""
    return format_html('lang="{}" dir="{}"', code, written.direction(code) if code else "auto")


@register.simple_tag
def document_title(row: Document) -> str:
    """The title, or where it was published if it has none."""
    return titles.title(row)


@register.simple_tag
def mechanism(code: str, *, in_full: bool = False) -> SafeString:
    """The name of a mechanism, marked where it stands in another language.

    `in_full` adds the English of a name that nobody has reviewed yet.
    """
    return _marked(labels.mechanism(code, _page()), in_full=in_full)


@register.simple_tag
def mechanism_words(code: str) -> str:
    """The same without marks, for places that hold text alone."""
    return labels.mechanism(code, _page()).text


@register.simple_tag
def kind(code: str, *, in_full: bool = False) -> SafeString:
    """The name of a kind of document."""
    return _marked(labels.kind(code, _page()), in_full=in_full)


@register.simple_tag
def country(code: str) -> SafeString:
    """The name of a country."""
    return _marked(labels.country(code, _page()))


@register.simple_tag
def languages(codes: Iterable[str]) -> str:
    """The names of some languages."""
    names = [labels.language(code, _page()).text for code in codes]
    return f"{written.comma(_page())} ".join(names)


@register.simple_tag
def comma() -> str:
    """What parts the items of a list."""
    return written.comma(_page())


@register.simple_tag
def source_name(source_id: str) -> SafeString:
    """What a reader calls a source; its identifier where its file is gone."""
    return format_html("<bdi>{}</bdi>", declared.source_name(source_id))


@register.simple_tag
def outside(address: str) -> SafeString:
    """An address as a link; nothing where no browser may be sent there."""
    if not web_address(address):
        return SafeString()
    return format_html(
        '<a class="address" dir="ltr" href="{}" rel="noreferrer">{}</a>', address, address
    )


@register.simple_tag
def edition_label(edition: Edition) -> str:
    """English · PDF · 24 pages."""
    parts = [labels.language(edition.language, _page()).text] if edition.language else []
    parts.append(wording.form(Format(edition.format)))
    if edition.pages:
        parts.append(
            ngettext("%(number)s page", "%(number)s pages", edition.pages)
            % {"number": number(edition.pages)}
        )
    return " · ".join(parts)


def _page() -> str:
    return get_language() or "en"


def _marked(name: Name, *, in_full: bool = False) -> SafeString:
    here = name.language == _page()
    said = format_html("{}", name.text) if here else _foreign(name.text, name.language)
    if not (in_full and name.english):
        return said
    return format_html(
        '{} <small class="unreviewed">({})</small>', said, _foreign(name.english, "en")
    )


def _foreign(text: str, code: str) -> SafeString:
    return format_html(
        '<span lang="{}" dir="{}">{}</span>',
        code,
        written.direction(code) if code else "auto",
        text,
    )
