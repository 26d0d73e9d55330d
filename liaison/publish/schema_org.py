"""What a page says of itself to programs: JSON-LD in the words of schema.org.

No person is named, dates are as precise as they are known, and what is invented says so in every
entry. Whatever is said here stands on the page too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Document, Edition
from liaison.design.addresses import address
from liaison.publish import declared, labels
from liaison.publish.context import origin
from liaison.publish.names import without_names
from liaison.publish.provenance import Told, web_address
from liaison.publish.record import record_kind
from liaison.publish.titles import Title, title

Node = dict[str, Any]
Crumb = tuple[str, str]  # name, path

_CONTEXT = "https://schema.org"
_NAME = "Liaison"
_MOST_PARTS = 100


def front(request: HttpRequest) -> Node:
    """The site, and how it is searched."""
    asked = f"{origin(request)}{address('search')}?q={{search_term_string}}"
    action = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": asked},
        "query-input": "required name=search_term_string",
    }
    site = {**_site(request), "description": _said(), "potentialAction": action}
    return _graph(site, _page(request, "WebPage", _NAME, ()))


def about_data(request: HttpRequest) -> Node:
    """The record as a dataset, and the ways to take it along."""
    name = _("About the data")
    data = f"{origin(request)}/#record"
    catalogue = f"{origin(request)}/#catalogue"
    api = {
        "@type": "DataDownload",
        "name": "API",
        "encodingFormat": "application/json",
        "contentUrl": origin(request) + address("api-documents"),
    }
    record = {
        "@type": "Dataset",
        "@id": data,
        "name": _("What the mechanisms publish"),
        "description": _said(),
        "url": _here(request),
        "inLanguage": [code for code, _name in settings.LANGUAGES],
        "isAccessibleForFree": True,
        "includedInDataCatalog": {"@id": catalogue},
        "distribution": [api],
        **_invented(),
    }
    holds = {
        "@type": "DataCatalog",
        "@id": catalogue,
        "name": _NAME,
        "url": origin(request) + address("front"),
        "dataset": {"@id": data},
        **_invented(),
    }
    return _graph(
        _site(request), _page(request, "AboutPage", name, [_crumb(name)], data), record, holds
    )


def listing(
    request: HttpRequest,
    name: str,
    crumbs: Sequence[Crumb] = (),
    rows: Iterable[Document] = (),
    *,
    kind: str = "CollectionPage",
    about: Node | None = None,
) -> Node:
    """A page that leads to documents: `rows`, or what they have in common (`about`)."""
    page = _page(request, kind, name, [*crumbs, _crumb(name)])
    site = origin(request)
    parts = [
        {"@type": _type(row), "@id": _id(site, row), "name": title(row)}
        for row, _number in zip(rows, range(_MOST_PARTS), strict=False)
    ]
    if parts:
        page["hasPart"] = parts
    if about is not None:
        page["about"] = about
    return _graph(_site(request), page)


def mechanism(code: str) -> Node:
    """A mechanism: a body, an office or a procedure, whoever holds it."""
    return {"@type": "Organization", "name": labels.mechanism(code, _language()).text}


def document(
    request: HttpRequest, row: Document, said: Title, edition: Edition | None, told: Sequence[Told]
) -> Node:
    """A document, its publisher and its copies; `told` is how each edition came here."""
    original = web_address(edition.address if edition is not None else row.address)
    languages = row.languages or ([edition.language] if edition and edition.language else [])
    work: Node = {
        "@type": _type(row),
        "@id": _id(origin(request), row),
        "name": said.text,
        "url": origin(request) + address("document", row.identifier),
        "identifier": _identifiers(row),
        "datePublished": row.published,
        "inLanguage": languages,
        "publisher": mechanism(row.mechanism) if row.mechanism else None,
        "genre": labels.kind(row.kind, _language()).text if row.kind else "",
        "isBasedOn": original,
        "license": _licence(row.source_id),
        "about": [_country(code) for code in row.about],
        "encoding": [_copy(request, one) for one in told],
        "isAccessibleForFree": True,
        **_invented(),
    }
    crumbs = []
    if row.mechanism:
        name = labels.mechanism(row.mechanism, _language()).text
        crumbs.append((name, address("mechanism", row.mechanism)))
    page = _page(request, "WebPage", said.text, [*crumbs, _crumb(said.text)], work["@id"])
    return _graph(_site(request), page, {name: value for name, value in work.items() if value})


def _type(row: Document) -> str:
    """The word of schema.org for a kind: few of ours have one."""
    return "Report" if row.kind == "report" or row.kind.endswith("_report") else "CreativeWork"


def _id(site: str, row: Document) -> str:
    """The same in every language."""
    return f"{site}/documents/{row.identifier}"


def _identifiers(row: Document) -> list[Node]:
    found = [("liaison", row.identifier), ("symbol", without_names(row.symbol))]
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in found
        if value
    ]


def _copy(request: HttpRequest, told: Told) -> Node:
    edition = told.edition
    copy: Node = {
        "@type": "MediaObject",
        "encodingFormat": edition.capture.media_type.partition(";")[0].strip(),
        "inLanguage": edition.language,
        "sha256": told.sha256,
        "contentSize": f"{edition.capture.size} B",
        "dateModified": edition.capture.fetched_at.isoformat(timespec="seconds"),
        "isBasedOn": web_address(edition.address),
    }
    if told.copy:
        copy["contentUrl"] = origin(request) + address("capture", told.copy)
    return {name: value for name, value in copy.items() if value}


def _licence(source_id: str) -> Node | None:
    source = declared.source_named(source_id)
    if source is None:
        return None
    licence: Node = {"@type": "CreativeWork", "name": source.licence.text}
    if source.licence.url:
        licence["url"] = str(source.licence.url)
    return licence


def _country(code: str) -> Node:
    return {
        "@type": "Country",
        "name": labels.country(code, _language()).text,
        "identifier": code,
    }


def _page(
    request: HttpRequest, kind: str, name: str, crumbs: Sequence[Crumb], entity: str = ""
) -> Node:
    page: Node = {
        "@type": kind,
        "@id": _here(request),
        "url": _here(request),
        "name": name,
        "inLanguage": _language(),
        "isPartOf": {"@id": _site_id(request)},
        **_invented(),
    }
    if entity:
        page["mainEntity"] = {"@id": entity}
    if crumbs:
        page["breadcrumb"] = _trail(request, crumbs)
    return page


def _trail(request: HttpRequest, crumbs: Sequence[Crumb]) -> Node:
    whole = [(_NAME, address("front")), *crumbs]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": origin(request) + path if path else _here(request),
            }
            for position, (name, path) in enumerate(whole, start=1)
        ],
    }


def _crumb(name: str) -> Crumb:
    """The page itself."""
    return name, ""


def _site(request: HttpRequest) -> Node:
    return {
        "@type": "WebSite",
        "@id": _site_id(request),
        "name": _NAME,
        "url": origin(request) + address("front"),
        "inLanguage": _language(),
        **_invented(),
    }


def _site_id(request: HttpRequest) -> str:
    return f"{origin(request)}/#site"


def _here(request: HttpRequest) -> str:
    return origin(request) + request.path


def _said() -> str:
    return _(
        "Liaison gathers what the mechanisms that protect human rights defenders publish."
        " Every statement here shows where it came from."
    )


def _invented() -> Node:
    """A mark on whatever tells of an invented record."""
    if record_kind() != "rehearsal":
        return {}
    said = _("Everything here is invented: no such mechanism, person, document or event exists.")
    return {"disambiguatingDescription": f"{_('Rehearsal.')} {said}"}


def _graph(*nodes: Mapping[str, Any]) -> Node:
    return {"@context": _CONTEXT, "@graph": list(nodes)}


def _language() -> str:
    return get_language() or "en"
