"""The page of one document."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.archive.models import Capture
from liaison.catalogue.description import Decision
from liaison.catalogue.models import Document, Edition
from liaison.kernel.finding import FindingKind
from liaison.publish import declared, queries, schema_org
from liaison.publish.beside import beside
from liaison.publish.citation import Cited, citation
from liaison.publish.context import origin
from liaison.publish.copies import given_editions
from liaison.publish.found import gather, quotable
from liaison.publish.linked import Group
from liaison.publish.names import hidden
from liaison.publish.parameters import allow_only, one_of, one_value, whole_number
from liaison.publish.provenance import tell, web_address
from liaison.publish.refusing import fail
from liaison.publish.sentences import isolated
from liaison.publish.shown_text import ShownText, paragraphs, shown_text, side_by_side
from liaison.publish.standards_cited import standards_cited
from liaison.publish.taking.links import of_document
from liaison.publish.text import part_of
from liaison.publish.titles import title_of_edition
from liaison.publish.withdrawn import find
from liaison.sources.declaration import Show

_EXTENSION = 20  # characters of one that are repeated
# What a page says of a document of which no edition can be read.
_UNREAD: Mapping[str, Any] = {
    "edition": None,
    "choices": {"editions": (), "beside": ()},
    "text": None,
    "paragraphs": (),
    "beside": None,
    "references": (),
    "standards": (),
    "countries": (),
    "provenance": None,
    "other_provenance": (),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition that a reader can choose."""

    key: str
    edition: Edition
    current: bool


def document_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/documents/IDENTIFIER`. Raises Withdrawn for one that was taken out."""
    allow_only(request.GET, ("edition", "part", "paragraph", "beside"))
    row = find(identifier)
    language = get_language() or "en"
    editions = queries.editions_of(row)
    edition = _chosen_edition(request, editions, language)
    captures = queries.captures_of(editions)
    context: dict[str, Any] = {
        **_UNREAD,
        "row": row,
        "show": declared.show_of(row.source_id),
        "sources": _sources(row, edition),
        "symbol_asked": "" if hidden().stand_in(row.symbol) else f'ref:"{row.symbol}"',
        "original": web_address(edition.address if edition is not None else row.address),
    }
    texts = queries.texts_of(editions)
    if edition is not None:
        said = queries.decisions_of(row)
        context |= _text(request, edition, editions, texts, said)
        context |= _findings(editions, texts, said)
        given = given_editions(row, editions, texts)
        context |= _provenance(editions, edition, captures, given, language)
    cited = _cited(request, row, edition, captures)
    context |= {"title": cited.title, "citation": citation(row, cited, language)}
    along = beside(row, [found.value for found in context["references"]], editions, texts)
    context |= {
        "linked": along.linked,
        "cited": _cited_here(along.linked),
        "around": along.around,
        "similar": along.similar,
        "along": of_document(row.identifier),
    }
    told = [*filter(None, [context["provenance"]]), *context["other_provenance"]]
    context["described"] = schema_org.document(request, row, cited.title, edition, told)
    return render(request, "publish/document.html", context)


def no_such_form(request: HttpRequest, identifier: str, extension: str) -> HttpResponse:
    """`/en/documents/IDENTIFIER.EXTENSION`: 404 for a form that no document has.

    Raises Withdrawn for a document that was taken out, whatever form is asked for.
    """
    allow_only(request.GET, ())
    row = find(identifier)
    said = _("No document is given as “%(form)s”.") % {"form": isolated(extension[:_EXTENSION])}
    page = {"address": reverse("document", args=[row.identifier]), "words": _("See its page")}
    return fail(request, 404, _("There is no such page"), [said], [page])


def _cited(
    request: HttpRequest,
    row: Document,
    edition: Edition | None,
    captures: Mapping[str, Sequence[Capture]],
) -> Cited:
    page = origin(request) + request.path
    since = row.first_captured
    if edition is not None and edition.address != row.address:
        first = [*captures[edition.address_key], edition.capture][0]
        since = first.fetched_at
    if "edition" in request.GET and edition is not None:
        page += f"?edition={edition.address_key}"
    original = web_address(edition.address if edition is not None else row.address)
    return Cited(title_of_edition(row, edition), original, since, page)


def _cited_here(linked: Sequence[Group]) -> Mapping[str, str]:
    """Where the documents are that bear a reference named in this one, by the reference."""
    rows = [one.row for some in linked if some.cited for one in some.documents]
    return {row.symbol: row.identifier for row in rows}


def _sources(row: Document, edition: Edition | None) -> list[dict[str, Any]]:
    """Where the document came from, and where this edition did if that is another source."""
    captured = [edition.capture.source_id] if edition is not None else []
    named = dict.fromkeys([row.source_id, *captured])
    known = declared.sources()
    return [{"id": one, "licence": known[one].licence if one in known else None} for one in named]


def _provenance(
    editions: Sequence[Edition],
    edition: Edition,
    captures: Mapping[str, Sequence[Capture]],
    given: Collection[int],
    language: str,
) -> dict[str, Any]:
    told = {e.pk: tell(e, captures[e.address_key], language, given=e.pk in given) for e in editions}
    return {
        "edition": edition,
        "provenance": told.pop(edition.pk),
        "other_provenance": list(told.values()),
    }


def _chosen_edition(
    request: HttpRequest, editions: Sequence[Edition], language: str
) -> Edition | None:
    """The one asked for; else the first in the page's language that has a text, else the first."""
    if not editions:
        return None
    by_key = {edition.address_key: edition for edition in editions}
    key = one_value(request.GET, "edition")
    if key:
        return by_key[one_of("edition", key, tuple(by_key))]
    with_text = [edition for edition in editions if edition.characters]  # type: ignore[attr-defined]
    in_language = [edition for edition in with_text if edition.language == language]
    return (in_language or with_text or list(editions))[0]


def _text(
    request: HttpRequest,
    edition: Edition,
    editions: Sequence[Edition],
    texts: Mapping[int, str],
    decisions: Sequence[Decision],
) -> dict[str, Any]:
    """A part of the chosen edition's text; where one is asked for, another edition beside it."""
    language = get_language() or "en"
    text = shown_text(edition, texts[edition.pk])
    part = _part(request, text)
    second = _second(request, edition, editions)
    told: dict[str, Any] = {"text": text, "show": text.show, "part": part}
    told |= {"choices": _choices(edition, editions, second)}
    if second is None:
        told["paragraphs"] = paragraphs(text.cut[part - 1], edition, decisions, language)
        return told
    other = shown_text(second, texts[second.pk])
    return told | {"beside": side_by_side(text, part, other, decisions, language)}


def _part(request: HttpRequest, text: ShownText) -> int:
    """The part asked for, by its own number or that of a paragraph in it."""
    if text.show is not Show.FULL:
        allow_only(request.GET, ("edition", "beside"))
        return 1
    if "part" in request.GET:
        return whole_number(request.GET, "part", default=1, highest=text.parts)
    paragraph = whole_number(request.GET, "paragraph", default=1, highest=text.last_paragraph)
    return part_of(text.cut, paragraph)


def _second(request: HttpRequest, edition: Edition, editions: Sequence[Edition]) -> Edition | None:
    """The edition that a reader wants beside the chosen one."""
    key = one_value(request.GET, "beside")
    if not key:
        return None
    others = {one.address_key: one for one in editions if one.pk != edition.pk}
    return others[one_of("beside", key, tuple(others))]


def _choices(
    edition: Edition, editions: Sequence[Edition], second: Edition | None
) -> dict[str, list[Choice]]:
    """The editions that can be read, and those that can be read beside the chosen one."""
    beside = [
        one
        for one in editions
        if one.pk != edition.pk
        and one.characters  # type: ignore[attr-defined]
        and declared.show_of_edition(one) is not Show.LINK
    ]
    now = second.pk if second is not None else None
    return {
        "editions": [Choice(one.address_key, one, one.pk == edition.pk) for one in editions],
        "beside": [Choice(one.address_key, one, one.pk == now) for one in beside],
    }


def _findings(
    editions: Sequence[Edition], texts: Mapping[int, str], said: Sequence[Decision]
) -> dict[str, Any]:
    """References, standards and countries, with their words."""
    found = queries.findings_of(editions)
    parts_of = {edition.pk: quotable(edition, texts[edition.pk]) for edition in editions}
    return {
        "references": gather(found, (FindingKind.SYMBOL, FindingKind.REFERENCE), parts_of, said),
        "standards": standards_cited(gather(found, (FindingKind.PROVISION,), parts_of, said)),
        "countries": gather(found, (FindingKind.COUNTRY, FindingKind.ABOUT), parts_of, said),
    }
