"""Every part that pages are made of, on one page, for whoever works on how they look."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison.design.styles import colours
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.question import Question
from liaison.publish.site import samples

_SCHEMES = ("", "light", "dark")
_SHADES = ((0, 1, 2, 5), (9, 5, 2, 1))


def design_page(request: HttpRequest) -> HttpResponse:
    """`/en/design/`, where LIAISON_DEBUG is set: parts with their states, all invented.

    `scheme` is light or dark; the reader's own where it is left out.
    """
    allow_only(request.GET, ("scheme",))
    scheme = one_of("scheme", one_value(request.GET, "scheme"), _SCHEMES)
    return render(request, "publish/design.html", {"scheme": scheme, **_parts(), **_of_a_search()})


def _parts() -> dict[str, object]:
    return {
        "colours": colours(),
        "rows": samples.documents(),
        "passage": samples.passage(),
        "dates": samples.dated(),
        "paragraphs": samples.paragraphs(),
        "cited": {},
        "charts": (samples.chart(), samples.chart(parted=True)),
        "map": samples.world(),
        "shades": _SHADES,
        "highest": 9,
        "along": samples.along(),
        "today": dt.date(2024, 5, 3),
    }


def _of_a_search() -> dict[str, object]:
    """As the search page gives them, with everything at once."""
    return {
        "question": Question("zavod closed"),
        "ignored": ["+"],
        "unknown": [("mechanism", "harbor")],
        "suggestions": [("closet", "q=closet")],
        "widened": samples.ways(),
        "as_typed": "q=x",
        "most": True,
        "total": 12,
        "in_every_way": "q=x",
        "facets": samples.facets(),
        "results": "#search",
        "kept_beside_dates": (),
        "without_filters": 0,
        "words_alone": "q=x",
        "several_words": True,
        "quoted": True,
    }
