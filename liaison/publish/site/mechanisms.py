"""The list of mechanisms, and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.publish import declared, labels, queries, schema_org
from liaison.publish.parameters import allow_only
from liaison.publish.taking.links import of_arrivals

_LATEST = 15


def mechanism_list(request: HttpRequest) -> HttpResponse:
    """`/en/mechanisms`."""
    allow_only(request.GET, ())
    documents = queries.documents_by("mechanism")
    language = get_language() or "en"
    codes = sorted(
        declared.mechanism_codes(),
        key=lambda code: labels.mechanism(code, language).text.casefold(),
    )
    found = [{"code": code, "documents": documents.get(code, 0)} for code in codes]
    described = schema_org.listing(request, _("Mechanisms"))
    page = {"described": described, "mechanisms": found}
    return render(request, "publish/mechanisms.html", page)


def mechanism_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/mechanisms/CODE`."""
    allow_only(request.GET, ())
    require(code)
    latest = queries.latest(_LATEST, mechanism=code)
    about = schema_org.mechanism(code)
    above = [(_("Mechanisms"), reverse("mechanisms"))]
    return render(
        request,
        "publish/mechanism.html",
        {
            "described": schema_org.listing(request, about["name"], above, latest, about=about),
            "code": code,
            "documents": queries.documents_by("mechanism").get(code, 0),
            "along": of_arrivals("mechanism", code),
            "latest": latest,
            "cards": [card for card in declared.cards(utc_now()) if card.mechanism == code],
        },
    )


def require(code: str) -> None:
    """Raise Http404 where nothing is known of a mechanism."""
    if code not in labels.values_of(Facet.MECHANISM):
        raise Http404
