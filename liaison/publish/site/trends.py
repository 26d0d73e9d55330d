"""Trends: figures over the record, of a country or a mechanism, each with its numbers."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.index.protocol import Facet
from liaison.publish import figures, labels, schema_org, wording
from liaison.publish.choices import Choice, choice
from liaison.publish.counting import counted, kept
from liaison.publish.parameters import allow_only, one_of, one_value, with_values
from liaison.publish.taking.clean import harmless
from liaison.publish.taking.formats import BY_EXTENSION
from liaison.publish.tallies import Chosen, tallies

PARAMETERS = ("country", "mechanism")
_FACETS = {"mechanism": Facet.MECHANISM, "country": Facet.COUNTRY}


def trends_page(request: HttpRequest) -> HttpResponse:
    """`/en/trends`: what the record shows over the years, each figure with its numbers."""
    allow_only(request.GET, PARAMETERS)
    chosen = _read(request.GET)
    query = with_values({"country": chosen.country, "mechanism": chosen.mechanism})
    told = tallies(chosen)
    return render(
        request,
        "publish/trends.html",
        {
            "described": schema_org.listing(request, _("Trends")),
            "figures": figures.figures(told, chosen),
            "total": told.total,
            "query": query,
            "asked_of": {name: value for name in PARAMETERS if (value := getattr(chosen, name))},
            "choices": _choices(chosen),
            "title": " · ".join(_named(chosen)),
        },
    )


def figure_table(request: HttpRequest, name: str) -> HttpResponse:
    """`/en/trends/NAME.csv`: the numbers of one figure, in codes."""
    allow_only(request.GET, PARAMETERS)
    if name not in figures.NAMES:
        raise Http404
    chosen = _read(request.GET)
    one = figures.figure(name, tallies(chosen), chosen)
    out = io.StringIO()
    out.write("\ufeff")  # without it, Excel reads UTF-8 as something else
    table = csv.writer(out)
    table.writerow([harmless(column) for column in one.columns])
    for row in one.rows:
        numbers = ["" if number is None else str(number) for number in row.numbers]
        table.writerow([harmless(row.code), *numbers])
    answer = HttpResponse(out.getvalue(), content_type=BY_EXTENSION["csv"].media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="liaison-{name}.csv"'
    return answer


def _read(given: QueryDict) -> Chosen:
    language = get_language() or "en"
    said: dict[str, str] = {}
    for name, facet in _FACETS.items():
        if value := one_value(given, name):
            said[name] = one_of(
                name,
                value,
                labels.values_of(facet),
                lambda code, facet=facet: labels.of(facet, code, language).text,  # type: ignore[misc]
            )
    return Chosen(**said)


def _named(chosen: Chosen) -> list[str]:
    language = get_language() or "en"
    said = ((Facet.MECHANISM, chosen.mechanism), (Facet.COUNTRY, chosen.country))
    return [labels.of(facet, value, language).text for facet, value in said if value]


def _choices(chosen: Chosen) -> list[Choice]:
    language = get_language() or "en"
    known = kept("trends-values", lambda: counted({}, list(_FACETS.values()))).of
    return [
        choice(name, wording.facet(facet), facet, getattr(chosen, name), known[facet], language)
        for name, facet in _FACETS.items()
    ]
