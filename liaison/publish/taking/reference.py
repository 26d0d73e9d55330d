"""What a document is cited by, whatever the form."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

from liaison.catalogue.models import Document
from liaison.kernel.partial_date import PartialDate
from liaison.publish import labels
from liaison.publish.declared import source_name
from liaison.publish.names import without_names
from liaison.publish.provenance import web_address
from liaison.publish.taking.clean import one_line
from liaison.publish.taking.rows import Site, Taken
from liaison.publish.titles import title

# Of RFC 3986, without what could end an address in one of the forms.
_IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Reference:
    """One document; what is not known is "" or None. Texts are in one line."""

    identifier: str
    title: str
    author: str  # the mechanism that published it, or where that is not known, the source
    kind: str  # code
    kind_name: str
    symbol: str
    published: PartialDate | None
    language: str
    original: str
    page: str
    kept_since: dt.date
    notes: tuple[str, ...]


def reference(one: Taken, site: Site) -> Reference:
    """How an entry is cited: by the document that stands for it."""
    row = one.row
    original = web_address(row.address)
    return Reference(
        identifier=row.identifier,
        title=one_line(title(row)),
        author=one_line(_author(row, site.language)),
        kind=row.kind,
        kind_name=one_line(labels.kind(row.kind, site.language).text) if row.kind else "",
        symbol=one_line(without_names(row.symbol)),
        published=PartialDate.parse(row.published) if row.published else None,
        language=row.title_language,
        original=quote(original, safe=_IN_ADDRESSES),
        page=quote(site.page(row.identifier), safe=_IN_ADDRESSES),
        kept_since=row.first_captured.astimezone(dt.UTC).date(),
        notes=tuple(_notes(site)),
    )


def _author(row: Document, language: str) -> str:
    if row.mechanism:
        return labels.mechanism(row.mechanism, language).text
    return source_name(row.source_id)


def _notes(site: Site) -> list[str]:
    return [rehearsal_words()] if site.invented else []


def rehearsal_words() -> str:
    """What each reference, event and feed of an invented record says."""
    invented = _(
        "Everything here is invented: no such mechanism, person, document or event exists."
    )
    return f"{_('Rehearsal.')} {invented}"
