"""Documents as programs read them: the same fields under the same names everywhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.catalogue.related import Related
from liaison.publish.api import schema
from liaison.publish.context import origin
from liaison.publish.declared import show_of_edition
from liaison.publish.found import Found
from liaison.publish.names import without_names, worded
from liaison.publish.provenance import changes_among, web_address
from liaison.publish.record import record_kind
from liaison.publish.text import shown
from liaison.publish.titles import title


def answer(data: Mapping[str, Any], *, marked: bool = True) -> JsonResponse:
    """A JSON answer, readable in any script. An invented record says so in each one.

    Not `marked` is what says nothing of the record.
    """
    if marked and record_kind() == "rehearsal":
        data = {"rehearsal": True, **data}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def address(request: HttpRequest, name: str, *parts: str | int) -> str:
    """The whole address of something on this site, as the reader reached it."""
    return origin(request) + reverse(name, args=parts)


def summary(request: HttpRequest, row: Document) -> schema.Document:
    """A document without its texts. Dates are as precise as they are known, times in UTC.

    `original` is null for what was brought by hand and is published nowhere.
    """
    return {
        "identifier": row.identifier,
        "page": address(request, "document", row.identifier),
        "data": address(request, "api-document", row.identifier),
        "original": web_address(row.address) or None,
        "title": title(row),
        "title_language": row.title_language,
        "mechanism": row.mechanism,
        "kind": row.kind,
        "symbol": without_names(row.symbol),
        "published": row.published,
        "about": row.about,
        "countries": row.countries,
        "languages": row.languages,
        "violations": row.violations,
        "defenders": row.defenders,
        "perpetrators": row.perpetrators,
        "rights": row.rights,
        "themes": row.themes,
        "accountability": row.accountability,
        "structural": row.structural,
        "matter": row.matter or None,
        "source": row.source_id,
        "first_captured": row.first_captured,
        "changed_at": row.changed_at,
        "gone_since": row.gone_since,
    }


def edition(request: HttpRequest, row: Edition) -> schema.Edition:
    """An edition without its text; its title is covered already, as `queries` reads it."""
    named = (row.document.identifier, row.address_key)
    return {
        "document": named[0],
        "key": named[1],
        "data": address(request, "api-edition", *named),
        "address": web_address(row.address) or None,
        "role": row.role,
        "format": row.format,
        "language": row.language,
        "title": worded(row.title),
        "pages": row.pages,
        "pages_without_text": row.pages_without_text,
        "pages_recognised": row.pages_recognised,
        "captured": row.capture.fetched_at,
        "sha256": row.capture.sha256,
        "show": show_of_edition(row).value,
    }


def edition_text(
    request: HttpRequest, row: Edition, text: str, captures: Sequence[Capture]
) -> schema.EditionText:
    """An edition with as much of its text as the terms of its sources let us show."""
    return {
        **edition(request, row),
        "first_captured": captures[0].fetched_at if captures else row.capture.fetched_at,
        "changed": changes_among(captures),
        "text": worded(shown(text, show_of_edition(row))),
    }


def linked(request: HttpRequest, one: Related) -> schema.Linked:
    """Another document, how this one stands to it (`turned`: how it stands to this one), and why.

    Reasons are codes with their weights and parameters; no person is named in them.
    """
    return {
        "relation": one.relation.value,
        "turned": one.turned,
        "score": one.score,
        "decided": one.decided,
        "reasons": [
            {
                name: without_names(said) if isinstance(said, str) else said
                for name, said in why.items()
            }
            for why in one.reasons
        ],
        "document": summary(request, one.document),
    }


def found(item: Found) -> schema.Found:
    """A finding with its words; `corrected` where a person says it and no words do."""
    return {
        "value": item.value,
        "editions": item.editions,
        "words": list(item.words),
        "corrected": item.corrected,
    }
