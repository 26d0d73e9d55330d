"""What the templates of the public site can say of the record, in the language of the page."""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from jinja2 import Environment
from markupsafe import Markup, escape

from liaison.catalogue.models import Document, Edition
from liaison.design import written
from liaison.design.addresses import address
from liaison.design.environment import environment as shared_environment
from liaison.design.environment import number
from liaison.design.speaking import page_language
from liaison.index.protocol import Facet, Fragment
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.reading import Format
from liaison.publish import (
    charts,
    compendium,
    declared,
    labels,
    replies,
    standards_words,
    titles,
    wording,
)
from liaison.publish.labels import Name
from liaison.publish.names import without_names
from liaison.publish.provenance import web_address
from liaison.sources.declaration import Licence
from liaison.standards import Entry

_COUNTRIES = 3  # of those that a document is about, in a list


def environment(**options: Any) -> Environment:  # noqa: ANN401 (as Django's backend gives them)
    """What every page can say (`liaison.design.environment`), and what is said of the record."""
    made = shared_environment(**options)
    made.globals.update(search_url=search_url)
    made.filters.update(
        about_provision=about_provision,
        activity=activity,
        activity_status=activity_status,
        after_letter=replies.after,
        addressee=standards_words.addressee,
        bar=bar,
        country=country,
        document_title=titles.title,
        edition_label=edition_label,
        every=every,
        failing_addresses=failing_addresses,
        force=standards_words.force,
        form=wording.form,
        highlighted=highlighted,
        in_brief=in_brief,
        facet_value=facet_value,
        kind=kind,
        instrument=instrument,
        known_how=standards_words.certainty,
        languages=languages,
        lasting=lasting,
        law=law,
        weekday=weekday,
        mechanism=mechanism,
        mechanism_words=mechanism_words,
        membership_status=wording.membership_status,
        organisation=organisation,
        outcome=outcome,
        named=named,
        outside=outside,
        full_name=full_name,
        published=published,
        shown=wording.shown,
        shade=charts.shade,
        source_name=source_name,
        stage=stage,
        terms=terms,
        trouble=wording.trouble,
        without_names=without_names,
    )
    return made


def search_url(**asked: str) -> str:
    """The address of the search page with these parameters."""
    return f"{address('search')}?{urlencode(asked, quote_via=quote, safe='')}"


def every(rhythm: dt.timedelta) -> str:
    """Every 6 hours, every 2 days, every day."""
    hours = max(round(rhythm.total_seconds() / 3600), 1)
    if hours in (1, 24):
        return _("every hour") if hours == 1 else _("every day")
    if hours >= 24 and hours % 24 == 0:  # noqa: PLR2004 (hours of a day)
        days = hours // 24
        return ngettext("every %(number)s day", "every %(number)s days", days) % {
            "number": number(days)
        }
    return ngettext("every %(number)s hour", "every %(number)s hours", hours) % {
        "number": number(hours)
    }


def lasting(time: dt.timedelta) -> str:
    """6 hours, 60 days."""
    hours = max(round(time.total_seconds() / 3600), 1)
    days = hours // 24
    if hours % 24 == 0:
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": number(days)}
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": number(hours)}


def failing_addresses(failures: Mapping[str, int]) -> str:
    """How many addresses of a source give nothing, and why."""
    return wording.failing_addresses(failures, page_language())


def published(date: str) -> Markup:
    """A document's date as far as it is known."""
    return _date(date, page_language())


def mechanism(code: str, *, in_full: bool = False) -> Markup:
    """The name of a mechanism, marked where it stands in another language.

    `in_full` adds the English of a name that nobody has reviewed yet.
    """
    language = page_language()
    return _marked(labels.mechanism(code, language), language, in_full=in_full)


def mechanism_words(code: str) -> str:
    """The same without marks, for places that hold text alone."""
    return labels.mechanism(code, page_language()).text


def kind(code: str, *, in_full: bool = False) -> Markup:
    """The name of a kind of document."""
    language = page_language()
    return _marked(labels.kind(code, language), language, in_full=in_full)


def country(code: str) -> Markup:
    """The name of a country."""
    language = page_language()
    return _marked(labels.country(code, language), language)


def activity(code: str) -> Markup:
    """The name of a kind of activity."""
    language = page_language()
    return _marked(labels.activity(code, language), language)


def activity_status(code: str) -> Markup:
    """How sure it is that an activity takes place, and whether it did."""
    language = page_language()
    return _marked(labels.activity_status(code, language), language)


def organisation(code: str) -> Markup:
    """The name of an organisation."""
    language = page_language()
    return _marked(labels.organisation(code, language), language, in_full=True)


def outcome(code: str) -> Markup:
    """What followed for a person or a matter."""
    language = page_language()
    return _marked(labels.outcome(code, language), language, in_full=True)


def law(code: str) -> Markup:
    """A kind of law, practice or campaign."""
    language = page_language()
    return _marked(labels.law(code, language), language, in_full=True)


def stage(code: str) -> Markup:
    """How far a law has come."""
    language = page_language()
    return _marked(labels.stage(code, language), language)


def facet_value(code: str, facet: Facet) -> Markup:
    """The name of a value of a facet."""
    language = page_language()
    return _marked(labels.of(facet, code, language), language, in_full=True)


def instrument(code: str) -> Markup:
    """The name of an instrument."""
    language = page_language()
    return _marked(labels.instrument(code, language), language, in_full=True)


def about_provision(entry: Entry) -> Markup:
    """What a provision is about, in our words; nothing where nobody has said it yet."""
    name = compendium.about(entry)
    return Markup("") if name is None else _marked(name, page_language(), in_full=True)


def weekday(day: dt.date) -> str:
    """Thu 15 March."""
    return written.written_weekday(day, page_language())


def bar(value: int, highest: int) -> Markup:
    """A bar beside a number, from the start of the line."""
    return charts.bar(value, highest, rightwards=written.direction(page_language()) != "rtl")


def named(name: Name) -> Markup:
    """A name, marked where it stands in another language."""
    return _marked(name, page_language())


def full_name(name: Name) -> Markup:
    """A name in its language, with the English of one that nobody has reviewed yet."""
    return _marked(name, page_language(), in_full=True)


def in_brief(row: Document) -> list[Markup]:
    """Who published a document, of what kind it is, when, and where it is about."""
    language = page_language()
    names = [labels.country(code, language) for code in row.about[:_COUNTRIES]]
    found = [_marked(name, language) for name in names]
    found.insert(0, _date(row.published, language))
    if row.kind:
        found.insert(0, _marked(labels.kind(row.kind, language), language))
    if row.mechanism:
        found.insert(0, _marked(labels.mechanism(row.mechanism, language), language))
    return found


def highlighted(passage: Iterable[Fragment]) -> Markup:
    """A piece of a text with what was asked for marked in it."""
    told = ((escape(one.text), one.matched) for one in passage)
    return Markup("".join([f"<mark>{text}</mark>" if matched else text for text, matched in told]))  # noqa: S704 (escaped)


def languages(codes: Iterable[str]) -> str:
    """The names of some languages."""
    language = page_language()
    names = [labels.language(code, language).text for code in codes]
    return f"{written.comma(language)} ".join(names)


def source_name(source_id: str) -> Markup:
    """What a reader calls a source; its identifier where its file is gone."""
    return _isolated(declared.source_name(source_id))


def terms(licence: Licence) -> Markup:
    """On what terms a source publishes, as a link where they stand somewhere."""
    if not licence.url:
        return Markup('<span dir="auto">{}</span>').format(licence.text)
    link = Markup('<a href="{}" rel="noreferrer" dir="auto">{}</a>')
    return link.format(licence.url, licence.text)


def outside(place: str) -> Markup:
    """An address as a link; nothing where no browser may be sent there."""
    if not web_address(place):
        return Markup("")
    return Markup('<a class="address" dir="ltr" href="{0}" rel="noreferrer">{0}</a>').format(place)


def edition_label(edition: Edition) -> str:
    """English · PDF · 24 pages."""
    parts = [labels.language(edition.language, page_language()).text] if edition.language else []
    parts.append(wording.form(Format(edition.format)))
    if edition.pages:
        parts.append(
            ngettext("%(number)s page", "%(number)s pages", edition.pages)
            % {"number": number(edition.pages)}
        )
    return " · ".join(parts)


@functools.lru_cache(maxsize=4_096)
def _isolated(name: str) -> Markup:
    return Markup("<bdi>{}</bdi>").format(name)


@functools.lru_cache(maxsize=16_384)
def _date(date: str, language: str) -> Markup:
    if not date:
        return Markup('<span class="warning">{}</span>').format(_("date not known"))
    said = written.written_date(PartialDate.parse(date), language)
    return Markup('<time datetime="{}">{}</time>').format(date, said)


@functools.lru_cache(maxsize=4_096)
def _marked(name: Name, language: str, *, in_full: bool = False) -> Markup:
    said = escape(name.text) if name.language == language else _foreign(name.text, name.language)
    if not (in_full and name.english):
        return said
    english = Markup('{} <small class="unreviewed" lang="en" dir="ltr">({})</small>')
    return english.format(said, name.english)


def _foreign(text: str, code: str) -> Markup:
    direction = written.direction(code) if code else "auto"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(code, direction, text)
