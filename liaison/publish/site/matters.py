"""The page of one matter: what was published on it, by whomever, in the order of time."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from liaison.kernel.clock import utc_now
from liaison.publish import schema_org
from liaison.publish.course import acted, course, outcomes, silent
from liaison.publish.matter import found
from liaison.publish.parameters import allow_only
from liaison.publish.titles import title

_MOST_COUNTRIES = 3  # of a matter, whose new documents a reader is offered


def matter_page(request: HttpRequest, identifier: str) -> HttpResponse:
    """`/en/matters/IDENTIFIER`; the address of a merged matter leads to what it is part of."""
    allow_only(request.GET, ())
    current, documents = found(identifier)
    if current != identifier:
        return redirect("matter", current)
    today = utc_now().date()
    page: dict[str, Any] = {
        "described": schema_org.listing(request, title(documents[0]), rows=documents),
        "identifier": identifier,
        "documents": documents,
        "course": course(documents, today),
        "acted": acted(documents),
        "outcomes": outcomes(documents),
        "silent": silent(documents, today),
        "countries": sorted({code for one in documents for code in one.about})[:_MOST_COUNTRIES],
    }
    return render(request, "publish/matter.html", page)
