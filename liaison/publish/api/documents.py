"""`/api/v1/documents`: every document, for programs."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from liaison.catalogue.related import cited_by, cited_in, related
from liaison.kernel.finding import FindingKind
from liaison.publish import declared, queries
from liaison.publish.api import shape
from liaison.publish.context import origin
from liaison.publish.found import gather, quotable
from liaison.publish.parameters import allow_only, one_of, one_value, whole_number, with_values
from liaison.publish.withdrawn import find

PARAMETERS = ("mechanism", "source", "limit", "cursor")
LARGEST_PAGE = 200
_PAGE = 50
_HIGHEST_ROW = 2**63 - 1


def document_list(request: HttpRequest) -> JsonResponse:
    """Documents in the reverse order of their arrival, a page at a time.

    `next` leads on and is null at the end. Whoever follows it meets every document that was
    there at the start exactly once, whatever arrives meanwhile.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    mechanism = one_value(given, "mechanism")
    source = one_value(given, "source")
    if mechanism:
        one_of("mechanism", mechanism, declared.mechanism_codes())
    if source:
        one_of("source", source, declared.source_ids())
    limit = whole_number(given, "limit", default=_PAGE, highest=LARGEST_PAGE)
    below = whole_number(given, "cursor", default=0, highest=_HIGHEST_ROW)
    rows, cursor = queries.arrived(
        limit, before=below or None, mechanism=mechanism, source_id=source
    )
    onward = with_values(
        {"mechanism": mechanism, "source": source, "limit": str(limit), "cursor": str(cursor)}
    )
    address = origin(request) + reverse("api-documents")
    return shape.answer(
        {
            "documents": [shape.summary(request, row) for row in rows],
            "next": f"{address}?{onward}" if cursor is not None else None,
        }
    )


def document(request: HttpRequest, identifier: str) -> JsonResponse:
    """One document with its editions, and what was found in them."""
    allow_only(request.GET, ())
    row = find(identifier)
    editions = queries.editions_of(row)
    texts = queries.texts_of(editions)
    captures = queries.captures_of(editions)
    findings = queries.findings_of(editions)
    decisions = queries.decisions_of(row)
    parts = {e.pk: quotable(e, texts[e.pk]) for e in editions}
    told: dict[str, Any] = shape.summary(request, row)
    told["editions"] = [shape.edition(e, texts[e.pk], captures[e.address_key]) for e in editions]
    for name, kinds in (
        ("references", (FindingKind.SYMBOL, FindingKind.REFERENCE)),
        ("countries_found", (FindingKind.COUNTRY, FindingKind.ABOUT)),
    ):
        told[name] = [shape.found(item) for item in gather(findings, kinds, parts, decisions)]
    told["linked"] = [shape.linked(request, one) for one in related(row)]
    told["cites"] = [shape.summary(request, one) for one in cited_in(row)]
    told["cited_by"] = [shape.summary(request, one) for one in cited_by(row)]
    return shape.answer(told)
