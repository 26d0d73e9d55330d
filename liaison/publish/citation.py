"""A document as a footnote cites it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from liaison.catalogue.models import Document
from liaison.design.written import comma, written_date, written_day
from liaison.kernel.partial_date import PartialDate
from liaison.publish import labels
from liaison.publish.names import without_names
from liaison.publish.sentences import sentence
from liaison.publish.titles import Title


@dataclass(frozen=True, slots=True)
class Cited:
    """What is cited of a document: the edition that was read, and where it stands here."""

    title: Title
    original: str  # "" for what is published nowhere
    since: dt.datetime
    page: str


def citation(row: Document, cited: Cited, language: str) -> Markup:
    """The words of the page's language, with each name and address running its own way."""
    return Markup(f"{comma(language)} ").join(_parts(row, cited, language))  # noqa: S704 (a comma)


def _parts(row: Document, cited: Cited, language: str) -> Iterator[str]:
    title = Markup("<bdi>{}</bdi>").format(cited.title.text.rstrip(" ."))
    yield sentence(_("“%(title)s”"), title=title)
    if row.mechanism:
        yield Markup("<bdi>{}</bdi>").format(labels.mechanism(row.mechanism, language).text)
    if row.symbol:
        yield Markup("<bdi>{}</bdi>").format(without_names(row.symbol))
    known = written_date(PartialDate.parse(row.published), language) if row.published else ""
    yield known or _("date not known")
    if cited.original:
        yield _address(cited.original)
    yield sentence(
        _("as kept by Liaison since %(day)s, %(address)s"),
        day=written_day(cited.since.date(), language),
        address=_address(cited.page),
    )


def _address(address: str) -> Markup:
    return Markup('<bdi class="address" dir="ltr">{}</bdi>').format(address)
