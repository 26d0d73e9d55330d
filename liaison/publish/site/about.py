"""What the record is, how it is made, and how programs read it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison.index.protocol import Facet
from liaison.publish import schema_org
from liaison.publish.api.limits import MOST, WINDOW
from liaison.publish.api.openapi import LISTS
from liaison.publish.api.paging import LARGEST_PAGE
from liaison.publish.context import origin
from liaison.publish.parameters import allow_only
from liaison.publish.record import record_kind


def about_data(request: HttpRequest) -> HttpResponse:
    """`/en/about-data`."""
    allow_only(request.GET, ())
    return render(
        request,
        "publish/about_data.html",
        {
            "described": schema_org.about_data(request),
            "facets": [facet.value for facet in Facet],
            "lists": [one.name for one in LISTS],
            "largest_page": LARGEST_PAGE,
            "most": MOST,
            "window": WINDOW,
        },
    )


# The four pages below ask nothing of the database or the index, and stand when both are down.


def help_page(request: HttpRequest) -> HttpResponse:
    """`/en/help`: how to search, read, follow, cite."""
    allow_only(request.GET, ())
    return render(request, "publish/help.html")


def privacy(request: HttpRequest) -> HttpResponse:
    """`/en/privacy`: what is kept of readers, and what is not."""
    allow_only(request.GET, ())
    return render(request, "publish/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    """`/en/accessibility`: what was tested, and what falls short."""
    allow_only(request.GET, ())
    return render(request, "publish/accessibility.html")


def corrections(request: HttpRequest) -> HttpResponse:
    """`/en/corrections`: how something wrong or dangerous is taken out of reach."""
    allow_only(request.GET, ())
    return render(request, "publish/corrections.html")


def robots(request: HttpRequest) -> HttpResponse:
    """`/robots.txt`: invented documents stay out of search engines, and so do selections."""
    closed = (
        ("/",)
        if record_kind() in ("rehearsal", "unknown")
        else ("/*/search?", "/*/search.", "/captures/", "/*/documents/*/captures", "/*/*&beside=")
    )
    rules = "".join(f"Disallow: {path}\n" for path in closed)
    told = f"User-agent: *\n{rules}\nSitemap: {origin(request)}/sitemap.xml\n"
    return HttpResponse(told, content_type="text/plain")
