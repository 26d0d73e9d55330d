"""Standards: rights across systems, the page of a right, and of an instrument."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.publish import compendium, elsewhere, labels, schema_org, search
from liaison.publish.counting import counted
from liaison.publish.elsewhere import Listed
from liaison.publish.parameters import allow_only
from liaison.standards import Entry

_NEWEST = 5


def standards(request: HttpRequest) -> HttpResponse:
    """`/en/standards`: which system has how much on which right, and every instrument."""
    allow_only(request.GET, ())
    held = compendium.held()
    return render(
        request,
        "publish/standards.html",
        {
            "described": schema_org.listing(request, _("Standards")),
            "systems": [one.code for one in held.systems],
            "coverage": compendium.coverage(),
            "instruments": compendium.by_system(),
            "instrument_count": len(held.instruments),
            "provision_count": sum(len(one.provisions) for one in held.instruments),
        },
    )


def right_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/standards/rights/CODE`: every provision on a right, by system."""
    allow_only(request.GET, ())
    held = compendium.held()
    elsewhere.require(Listed.RIGHT, code, {one.code for one in held.rights})
    right = compendium.right(code)
    name = labels.of(Facet.RIGHT, code, get_language() or "en").text
    systems = [(one.code, held.entries(code, one.code)) for one in held.systems]
    return render(
        request,
        "publish/right.html",
        {
            "described": schema_org.listing(request, name, [_above()]),
            "right": right,
            "known_by": vocabulary.load().about["rights.csv"].evidence,
            "systems": [(system, entries) for system, entries in systems if entries],
            "gaps": [one.code for one in held.gaps(code)],
            "documents": counted({Facet.RIGHT: (code,)}).total,
        },
    )


def instrument_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/standards/instruments/CODE`: its provisions, and the documents that name it."""
    allow_only(request.GET, ())
    known = {one.code for one in compendium.held().instruments}
    elsewhere.require(Listed.INSTRUMENT, code, known)
    one = compendium.instrument(code)
    name = labels.instrument(code, get_language() or "en").text
    question = compendium.citing(one)
    lines, total = search.newest(question, _NEWEST)
    about = {"@type": "CreativeWork", "name": name, "identifier": one.symbol}
    above = [_above()]
    return render(
        request,
        "publish/instrument.html",
        {
            "described": schema_org.listing(
                request, name, above, [line.row for line in lines], about=about
            ),
            "one": one,
            "entries": [Entry(one, provision) for provision in one.provisions],
            "counts": compendium.cited_by(one),
            "citing": lines,
            "citing_count": total,
            "citing_query": question.query(),
        },
    )


def _above() -> schema_org.Crumb:
    return _("Standards"), reverse("standards")
