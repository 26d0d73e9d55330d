"""The page of one document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from liaison.catalogue.models import Edition
from liaison.kernel.finding import FindingKind
from liaison.publish import declared, queries, wording
from liaison.publish.context import origin
from liaison.publish.found import gather, quotable
from liaison.publish.parameters import allow_only, one_of, one_value, whole_number
from liaison.publish.provenance import tell
from liaison.publish.templatetags.record import web_address
from liaison.publish.text import excerpt, paragraphs, parts
from liaison.publish.withdrawn import find
from liaison.sources.declaration import Show


@dataclass(frozen=True, slots=True)
class Choice:
    """An edition that a reader can choose."""

    key: str
    edition: Edition
    current: bool


def document_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/documents/IDENTIFIER`. Raises Withdrawn for one that was taken out."""
    allow_only(request.GET, ("edition", "part"))
    row = find(identifier)
    language = get_language() or "en"
    editions = queries.editions_of(row)
    context: dict[str, Any] = {"row": row, "show": declared.show_of(row.source_id)}
    if editions:
        edition = _chosen_edition(request, editions, language)
        texts = queries.texts_of(editions)
        captures = queries.captures_of(editions)
        context |= _text(request, edition, texts[edition.pk], declared.show_of(row.source_id))
        context |= _findings(editions, texts)
        context |= {
            "edition": edition,
            "original": web_address(edition.address),
            "editions": [Choice(e.address_key, e, e.pk == edition.pk) for e in editions],
            "provenance": tell(edition, captures[edition.address_key], language),
            "other_provenance": [
                tell(other, captures[other.address_key], language)
                for other in editions
                if other.pk != edition.pk
            ],
        }
    source = declared.source_named(row.source_id)
    address = origin(request) + request.path
    context["licence"] = source.licence if source is not None else None
    context["citation"] = wording.citation(row, address, language)
    return render(request, "publish/document.html", context)


def _chosen_edition(request: HttpRequest, editions: Sequence[Edition], language: str) -> Edition:
    """The one asked for; else the first in the page's language that has a text, else the first."""
    by_key = {edition.address_key: edition for edition in editions}
    key = one_value(request.GET, "edition")
    if key:
        return by_key[one_of("edition", key, tuple(by_key))]
    with_text = [edition for edition in editions if edition.characters]  # type: ignore[attr-defined]
    in_language = [edition for edition in with_text if edition.language == language]
    return (in_language or with_text or list(editions))[0]


def _text(request: HttpRequest, edition: Edition, text: str, show: Show) -> dict[str, Any]:
    unread = max(edition.pages_without_text - edition.pages_recognised, 0)
    if show is not Show.FULL:
        allow_only(request.GET, ("edition",))
        start = excerpt(text) if show is Show.EXCERPT else ""
        return {"paragraphs": list(enumerate(paragraphs(start), start=1)), "unread": unread}
    cut = parts(text)
    part = whole_number(request.GET, "part", default=1, highest=len(cut))
    return {
        "paragraphs": cut[part - 1],
        "unread": unread,
        "part": part,
        "parts": len(cut),
        "part_before": part - 1,
        "part_after": part + 1,
    }


def _findings(editions: Sequence[Edition], texts: Mapping[int, str]) -> dict[str, Any]:
    """References and countries, with their words."""
    found = queries.findings_of(editions)
    parts_of = {edition.pk: quotable(edition, texts[edition.pk]) for edition in editions}
    return {
        "references": gather(found, (FindingKind.SYMBOL, FindingKind.REFERENCE), parts_of),
        "countries": gather(found, (FindingKind.COUNTRY, FindingKind.ABOUT), parts_of),
    }
