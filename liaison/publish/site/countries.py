"""The list of countries with its map, and the profile of one."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.publish import charts, country, elsewhere, labels, schema_org, wording
from liaison.publish.counting import counted, kept
from liaison.publish.maps import drawing
from liaison.publish.parameters import allow_only
from liaison.publish.question import Question
from liaison.publish.taking.links import of_selection
from liaison.publish.years import over_years


@dataclass(frozen=True, slots=True)
class Listed:
    """A country in the list."""

    code: str
    documents: int


def country_list(request: HttpRequest) -> HttpResponse:
    """`/en/countries`: every country by region, with how much of the record is about each."""
    allow_only(request.GET, ())
    documents = kept("countries", lambda: counted({}, [Facet.COUNTRY])).of[Facet.COUNTRY]
    highest = max(documents.values(), default=0)
    shades = {code: charts.shade(count, highest) for code, count in documents.items()}
    return render(
        request,
        "publish/countries.html",
        {
            "described": schema_org.listing(request, _("Countries")),
            "regions": _regions(documents),
            "spoken_of": len(documents),
            "highest": highest,
            "map": drawing.world(
                shades, _("The world, more strongly coloured where more documents are about")
            ),
        },
    )


def country_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/countries/CODE`: what the record tells of one country, by its alpha-3 code."""
    allow_only(request.GET, ())
    require(code)
    told = country.profile(code, utc_now().date())
    language = get_language() or "en"
    name = labels.country(code, language).text
    above = [(_("Countries"), reverse("countries"))]
    return render(
        request,
        "publish/country.html",
        {
            "described": schema_org.listing(request, name, above, told.latest),
            "told": told,
            "term": vocabulary.load().countries[code],
            "years": over_years(
                {int(year): count for year, count in told.counts.of[Facet.YEAR].items()}
            ),
            "map": drawing.around(code, _("%(country)s and its neighbours") % {"country": name}),
            "along": of_selection(Question(chosen={Facet.COUNTRY: (code,)}), dated=True),
        },
    )


def country_data(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/countries/CODE.json`: the facts and counts of one country."""
    allow_only(request.GET, ())
    require(code)
    told = country.profile(code, utc_now().date())
    belongs = [
        {
            "organisation": one.organisation,
            "status": one.status,
            "since": one.since,
            "until": one.until,
            "source": one.evidence.source,
            "certainty": one.evidence.certainty.value,
            "checked": one.evidence.checked,
            "note": one.note,
        }
        for one in told.memberships
    ]
    return JsonResponse(
        {
            "country": code,
            "documents": told.counts.total,
            "counts": {facet.value: dict(values) for facet, values in told.counts.of.items()},
            "memberships": belongs,
            "mechanisms": list(told.mechanisms),
            "laws": {law.code: law.documents for law in told.laws},
        }
    )


def require(code: str) -> None:
    """Raise NotListed where no country has that alpha-3 code."""
    elsewhere.require(elsewhere.Listed.COUNTRY, code, vocabulary.load().countries)


def _regions(documents: Mapping[str, int]) -> list[tuple[str, list[Listed]]]:
    language = get_language() or "en"
    by_region: dict[str, list[Listed]] = {}
    known = vocabulary.load().countries.values()
    for one in sorted(known, key=lambda one: sorting(labels.country(one.iso3, language).text)):
        listed = Listed(one.iso3, documents.get(one.iso3, 0))
        by_region.setdefault(one.region, []).append(listed)
    named = [(wording.region(region), listed) for region, listed in by_region.items()]
    return sorted(named, key=lambda region: sorting(region[0]))


def sorting(name: str) -> str:
    """Accented letters beside their plain ones."""
    return unicodedata.normalize("NFD", name).casefold()
