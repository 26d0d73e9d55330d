"""`/api/v1/mechanisms`: the mechanisms with their mandates, and how each fact is known."""

from collections.abc import Mapping

from django.http import HttpRequest, JsonResponse

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.publish import declared, elsewhere, labels, queries
from liaison.publish.api import paging, schema, shape
from liaison.publish.elsewhere import Listed
from liaison.publish.names import without_names
from liaison.publish.parameters import allow_only
from liaison.vocabulary.terms import MandateText

PARAMETERS = paging.PAGED
UNDETERMINED = "und"  # ISO 639-2: a name whose language nobody says
_FILE = "mechanisms.yaml"


def mechanism_list(request: HttpRequest) -> JsonResponse:
    """Every mechanism of the vocabulary and of the sources, by code."""
    allow_only(request.GET, PARAMETERS)
    wanted = paging.read_page(request.GET, schema.Mechanism)
    codes, onward = paging.stretch(sorted(labels.values_of(Facet.MECHANISM)), wanted)
    counts = queries.documents_by("mechanism")
    told = [_told(request, code, counts) for code in codes]
    return paging.answer(request, "mechanisms", told, onward, wanted)


def mechanism(request: HttpRequest, code: str) -> JsonResponse:
    """One mechanism."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.Mechanism)
    elsewhere.require(Listed.MECHANISM, code, labels.values_of(Facet.MECHANISM))
    told = _told(request, code, queries.documents_by("mechanism"))
    return shape.answer(paging.cut(told, fields))


def evidence(known: vocabulary.Evidence) -> schema.Evidence:
    """How something is known."""
    return {
        "source": known.source,
        "certainty": known.certainty.value,
        "checked": str(known.checked),
    }


def _told(request: HttpRequest, code: str, counts: Mapping[str, int]) -> schema.Mechanism:
    words = vocabulary.load()
    known = words.mechanisms.get(code)
    gathered = [one for one in declared.sources().values() if one.mechanism == code]
    invented = [(UNDETERMINED, one.mechanism_name) for one in gathered if one.mechanism_name]
    has_page = code in declared.mechanism_codes()
    return {
        "code": code,
        "page": shape.address(request, "mechanism", code) if has_page else None,
        "data": shape.address(request, "api-mechanism", code),
        "names": dict(known.names if known else invented[:1]),
        "reviewed": list(words.about[_FILE].reviewed) if known else [],
        "kind": known.kind if known else "",
        "parent": known.parent if known else "",
        "membership": known.membership if known else "",
        "membership_note": known.membership_note if known else "",
        "mandate": [_mandate(one) for one in known.mandate] if known else [],
        "holders": _holders(known) if known else [],
        "outputs": list(known.outputs) if known else [],
        "geographic": known.geographic if known else "",
        "thematic": known.thematic if known else "",
        "limits": list(known.limits) if known else [],
        "sessions": known.sessions if known else "",
        "methods": [_method(one) for one in known.methods] if known else [],
        "submission": [_method(one) for one in known.submission] if known else [],
        "notes": [without_names(note) for note in known.notes] if known else [],
        "evidence": evidence(known.evidence) if known else None,
        "sources": sorted(one.id for one in gathered),
        "documents": counts.get(code, 0),
    }


def _mandate(one: MandateText) -> schema.MandateText:
    return {
        "text": without_names(one.text),
        "year": one.year,
        "certainty": one.certainty.value,
        "note": without_names(one.note),
    }


def _method(one: vocabulary.WorkingMethod) -> schema.WorkingMethod:
    return {"text": without_names(one.text), "evidence": evidence(one.evidence)}


def _holders(known: vocabulary.Mechanism) -> list[schema.Holder]:
    """Officials in their office, and only where that was read in a source."""
    return [
        {
            "name": without_names(one.name),
            "since": one.since,
            "until": one.until,
            "certainty": one.certainty.value,
        }
        for one in known.holders
        if one.certainty is vocabulary.Certainty.SEEN
    ]
