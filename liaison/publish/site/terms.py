"""The lists of the vocabulary as pages: their terms in every language, and how often they are used.

A list whose entries are facts rather than terms has a page of its own elsewhere.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.kernel.errors import HomeUnusable
from liaison.publish import counting
from liaison.publish.parameters import allow_only
from liaison.vocabulary.terms.evidence import About

LANGUAGES = ("en", "fr", "es", "ru", "ar")
_TITLES = {
    "activity_statuses": gettext_noop("Statuses of activities"),
    "activity_types": gettext_noop("Kinds of activities"),
    "countries": gettext_noop("Countries and territories"),
    "defender_types": gettext_noop("Kinds of defenders"),
    "document_kinds": gettext_noop("Kinds of documents"),
    "instruments": gettext_noop("Instruments"),
    "languages": gettext_noop("Languages"),
    "organisations": gettext_noop("Organisations"),
    "outcomes": gettext_noop("What can follow"),
    "perpetrator_types": gettext_noop("Kinds of perpetrators"),
    "rights": gettext_noop("Rights"),
    "structural_matters": gettext_noop("Laws and practices"),
    "structural_stages": gettext_noop("Stages of laws"),
    "themes": gettext_noop("Themes"),
    "upr_issues": gettext_noop("Issues of the Universal Periodic Review"),
    "violation_types": gettext_noop("Violations"),
}
_FACETS = {
    "activity_types": Facet.ACTIVITY,
    "countries": Facet.COUNTRY,
    "defender_types": Facet.DEFENDER,
    "document_kinds": Facet.KIND,
    "languages": Facet.LANGUAGE,
    "perpetrator_types": Facet.PERPETRATOR,
    "rights": Facet.RIGHT,
    "themes": Facet.THEME,
    "violation_types": Facet.VIOLATION,
}


@dataclass(frozen=True, slots=True)
class Told:
    """One term: its names by language, and in how many entries it was found; None: not counted."""

    code: str
    names: Mapping[str, str]
    used: int | None


def vocabulary_page(request: HttpRequest) -> HttpResponse:
    """`/en/vocabulary`: the lists, with what each stands on."""
    allow_only(request.GET, ())
    page = {"lists": [_list(name) for name in _TITLES]}
    return render(request, "publish/vocabulary.html", page)


def terms_page(request: HttpRequest, name: str) -> HttpResponse:
    """`/en/vocabulary/NAME`: one list with its terms, in the order of its file."""
    allow_only(request.GET, ())
    if name not in _TITLES:
        raise Http404
    facet = _FACETS.get(name)
    used = _used(facet) if facet is not None else None
    page = {
        **_list(name),
        "facet": facet.value if facet is not None else "",
        "counted": used is not None,
        "languages": (get_language(), *(one for one in LANGUAGES if one != get_language())),
        "terms": [
            Told(code, term.names, used.get(code, 0) if used is not None else None)
            for code, term in _terms(name).items()
        ],
    }
    return render(request, "publish/terms.html", page)


def _list(name: str) -> dict[str, Any]:
    about = _about(name)
    return {
        "name": name,
        "heading": _(_TITLES[name]),
        "count": len(_terms(name)),
        "evidence_of": about.evidence,
        "reviewed": about.reviewed,
    }


def _about(name: str) -> About:
    known = vocabulary.load().about
    return known.get(f"{name}.csv") or known[f"{name}.yaml"]


def _terms(name: str) -> Mapping[str, Any]:
    terms: Mapping[str, Any] = getattr(vocabulary.load(), name)
    return terms


def _used(facet: Facet) -> Mapping[str, int] | None:
    """How many entries have each value; None while the index cannot be read."""
    try:
        return counting.kept(
            f"used-{facet.value}", lambda: counting.counted({}, (facet,)).of[facet]
        )
    except HomeUnusable:
        return None
