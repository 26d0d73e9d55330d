"""`/api/v1/vocabularies`: the lists whose codes everything else here is told in."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, JsonResponse

from liaison import vocabulary
from liaison.publish.api import paging, schema, shape
from liaison.publish.api.mechanisms import evidence
from liaison.publish.parameters import allow_only

PARAMETERS = paging.PAGED
LISTS = (
    "activity_statuses",
    "activity_types",
    "admissibility_rules",
    "article_summaries",
    "countries",
    "defender_types",
    "document_kinds",
    "instruments",
    "inter_mechanism_meetings",
    "languages",
    "organisations",
    "outcomes",
    "perpetrator_types",
    "protection_measures",
    "provision_relations",
    "rights",
    "structural_matters",
    "structural_stages",
    "themes",
    "upr_issues",
    "violation_types",
    "working_groups",
)
_NO_CODES = ("code", "iso3", "names")
_CUES = ("begins", "holds", "refines")  # words by which kinds are told: how, not what


def vocabulary_list(request: HttpRequest) -> JsonResponse:
    """The lists without their terms, by name. Mechanisms have an address of their own."""
    allow_only(request.GET, PARAMETERS)
    wanted = paging.read_page(request.GET, schema.Vocabulary)
    names, onward = paging.stretch(LISTS, wanted)
    told = [_told(request, name) for name in names]
    return paging.answer(request, "vocabularies", told, onward, wanted)


def vocabulary_named(request: HttpRequest, name: str) -> JsonResponse:
    """One list with its terms, in the order of its file."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.WholeVocabulary)
    if name not in LISTS:
        raise Http404
    terms: list[schema.Term] = [
        {"code": code, "names": _names(term), "more": _more(term)}
        for code, term in _terms(name).items()
    ]
    told: schema.WholeVocabulary = {**_told(request, name), "terms": terms}
    return shape.answer(paging.cut(told, fields))


def _told(request: HttpRequest, name: str) -> schema.Vocabulary:
    known = vocabulary.load().about
    about = known.get(f"{name}.csv") or known[f"{name}.yaml"]
    return {
        "name": name,
        "data": shape.address(request, "api-vocabulary", name),
        "count": len(_terms(name)),
        "reviewed": list(about.reviewed),
        "evidence": evidence(about.evidence),
    }


def _terms(name: str) -> Mapping[str, Any]:
    terms: Mapping[str, Any] = getattr(vocabulary.load(), name)
    return terms


def _names(term: Any) -> dict[str, str]:  # noqa: ANN401 (a term of any list)
    """Its names by language; a judgement on two provisions has none."""
    return dict(getattr(term, "names", {}))


def _more(term: Any) -> dict[str, Any]:  # noqa: ANN401 (a term of any list)
    return {
        name: value
        for name, value in dataclasses.asdict(term).items()
        if name not in (*_NO_CODES, *_CUES)
    }
