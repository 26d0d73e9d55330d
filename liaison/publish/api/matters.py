"""`/api/v1/matters`: cases and structural matters with their documents, for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from liaison.catalogue.models import Document, Matter
from liaison.index.protocol import Facet
from liaison.publish import labels
from liaison.publish.api import paging, schema, shape
from liaison.publish.matter import found
from liaison.publish.parameters import allow_only, one_of, one_value

PARAMETERS = ("mechanism", "country", *paging.PAGED)
_WINDOW = 5_000  # matters: each asks for its documents


def matter_list(request: HttpRequest) -> JsonResponse:
    """Matters with a document that is shown, the latest made first.

    `mechanism` and `country`: those on which that mechanism published, or a document is about it.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Matter)
    telling = Document.objects.filter(matter=OuterRef("identifier"), withdrawn=False)
    if mechanism := one_value(given, "mechanism"):
        one_of("mechanism", mechanism, labels.values_of(Facet.MECHANISM))
        telling = telling.filter(mechanism=mechanism)
    if country := one_value(given, "country"):
        one_of("country", country, labels.values_of(Facet.COUNTRY))
        telling = telling.annotate(on=Cast("about", TextField())).filter(
            on__contains=paging.holding(country)
        )
    rows = Matter.objects.filter(Exists(telling), merged_into="")
    shown, onward = paging.window(rows, wanted, within=_WINDOW)
    told = _told(request, [row.identifier for row in shown])
    return paging.answer(request, "matters", told, onward, wanted)


def matter(request: HttpRequest, identifier: str) -> HttpResponse:
    """A matter and its documents, the oldest first. A merged one leads to what it is part of."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.WholeMatter)
    current, documents = found(identifier)
    if current != identifier:
        page = request.path.endswith(".json")  # the twin of a page stays in the page's language
        return redirect("matter-json" if page else "api-matter", current)
    told: schema.WholeMatter = {
        "identifier": identifier,
        "documents": [shape.summary(request, row) for row in documents],
    }
    return shape.answer(paging.cut(told, fields))


def _told(request: HttpRequest, identifiers: Sequence[str]) -> list[schema.Matter]:
    rows = Document.objects.filter(matter__in=identifiers, withdrawn=False)
    dated = ~Q(published="")
    counts: Mapping[str, Mapping[str, Any]] = {
        one["matter"]: one
        for one in rows.values("matter").annotate(
            count=Count("pk"),
            first=Min("published", filter=dated),
            last=Max("published", filter=dated),
        )
    }
    mechanisms: dict[str, list[str]] = {}
    by = rows.exclude(mechanism="").values_list("matter", "mechanism").distinct()
    for identifier, mechanism in by.order_by("mechanism"):
        mechanisms.setdefault(identifier, []).append(mechanism)
    return [
        {
            "identifier": one,
            "page": shape.address(request, "matter", one),
            "data": shape.address(request, "api-matter", one),
            "count": counts[one]["count"],
            "mechanisms": mechanisms.get(one, []),
            "first_published": counts[one]["first"] or "",
            "last_published": counts[one]["last"] or "",
        }
        for one in identifiers
        if one in counts
    ]
