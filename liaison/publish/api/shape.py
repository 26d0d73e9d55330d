"""Documents as programs read them: the same fields under the same names everywhere."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.catalogue.related import Related
from liaison.publish.context import origin
from liaison.publish.declared import show_of_edition
from liaison.publish.found import Found
from liaison.publish.names import without_names, worded
from liaison.publish.provenance import changes_among, web_address
from liaison.publish.record import record_kind
from liaison.publish.text import shown
from liaison.publish.titles import title


def answer(data: dict[str, Any]) -> JsonResponse:
    """A JSON answer, readable in any script. An invented record says so in each one."""
    if record_kind() == "rehearsal":
        data = {"rehearsal": True, **data}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def summary(request: HttpRequest, row: Document) -> dict[str, Any]:
    """A document without its texts. Dates are as precise as they are known, times in UTC.

    `original` is null for what was brought by hand and is published nowhere.
    """
    return {
        "identifier": row.identifier,
        "page": origin(request) + reverse("document", args=[row.identifier]),
        "data": origin(request) + reverse("api-document", args=[row.identifier]),
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
        "matter": row.matter or None,
        "source": row.source_id,
        "first_captured": row.first_captured,
        "changed_at": row.changed_at,
        "gone_since": row.gone_since,
    }


def edition(row: Edition, text: str, captures: Sequence[Capture]) -> dict[str, Any]:
    """An edition with as much of its text as the terms of its sources let us show."""
    show = show_of_edition(row)
    return {
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
        "first_captured": captures[0].fetched_at if captures else row.capture.fetched_at,
        "changed": changes_among(captures),
        "show": show.value,
        "text": worded(shown(text, show)),
    }


def linked(request: HttpRequest, one: Related) -> dict[str, Any]:
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


def found(item: Found) -> dict[str, Any]:
    """A finding with its words; `corrected` where a person says it and no words do."""
    return {
        "value": item.value,
        "editions": item.editions,
        "words": list(item.words),
        "corrected": item.corrected,
    }
