"""`/api/v1/documents`: every document, and every selection of them, for programs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.translation import gettext as _

from liaison.catalogue.related import company, linked_with
from liaison.index.protocol import Facet, Sort
from liaison.kernel.finding import FindingKind
from liaison.publish import queries, search
from liaison.publish.api import paging, schema, shape
from liaison.publish.errors import MistakenQuery
from liaison.publish.found import gather, quotable
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.question import Question, read_question
from liaison.publish.withdrawn import find

ARRIVED = "arrived"  # the order in which documents came into the record, the last first
SORTS = (ARRIVED, Sort.NEWEST.value, Sort.OLDEST.value, Sort.RELEVANCE.value)
_SELECTING = ("q", *(facet.value for facet in Facet), "exact", "since", "until")
PARAMETERS = (*_SELECTING, "sort", *paging.PAGED)
_BY_ROW = ("mechanism", "source")  # by which the table of documents itself can be narrowed
LARGEST_PAGE = paging.LARGEST_PAGE


def document_list(request: HttpRequest) -> JsonResponse:
    """Documents of a selection, as the search page at the same parameters finds them.

    `next` leads on and is null at the end. Whoever follows it meets every document that was
    there at the start exactly once, whatever arrives meanwhile.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.FoundDocument)
    question, order = _asked(given)
    if order == ARRIVED:
        return _arrived(request, question, wanted)
    return _selected(request, question, order, wanted)


def document(request: HttpRequest, identifier: str) -> JsonResponse:
    """One document with its editions, and what was found in them."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.WholeDocument)
    row = find(identifier)
    editions = queries.editions_of(row)
    texts = queries.texts_of(editions)
    captures = queries.captures_of(editions)
    findings = queries.findings_of(editions)
    decisions = queries.decisions_of(row)
    parts = {e.pk: quotable(e, texts[e.pk]) for e in editions}

    def found(*kinds: FindingKind) -> list[schema.Found]:
        return [shape.found(item) for item in gather(findings, kinds, parts, decisions)]

    references = found(FindingKind.SYMBOL, FindingKind.REFERENCE)
    along = company(row, [one["value"] for one in references], linked_with(row))
    told: schema.WholeDocument = {
        **shape.summary(request, row),
        "editions": [
            shape.edition_text(request, e, texts[e.pk], captures[e.address_key]) for e in editions
        ],
        "references": references,
        "provisions": found(FindingKind.PROVISION),
        "countries_found": found(FindingKind.COUNTRY, FindingKind.ABOUT),
        "linked": [shape.linked(request, one) for one in along.related],
        "cites": [shape.summary(request, one) for one in along.cited.named],
        "cited_by": [shape.summary(request, one) for one in along.cited.naming],
    }
    return shape.answer(paging.cut(told, fields))


def _asked(given: QueryDict) -> tuple[Question, str]:
    """What is asked for, in which order: that of arrival where a table alone can answer it."""
    asked = given.copy()
    for name in (*paging.PAGED, "sort"):
        asked.pop(name, None)
    question = read_question(asked)
    order = one_value(given, "sort")
    if order:
        one_of("sort", order, SORTS)
    narrowing = {name for name in asked if name not in _BY_ROW or len(asked.getlist(name)) > 1}
    if order == ARRIVED and narrowing:
        raise MistakenQuery(
            _("The order of arrival goes with “mechanism” and “source” alone, each given once."),
            _("Leave out “%(name)s”, or sort by “newest”.") % {"name": min(narrowing)},
            parameter="sort",
            nearest=Sort.NEWEST.value,
        )
    return question, order or (Sort.NEWEST.value if narrowing else ARRIVED)


def _arrived(request: HttpRequest, question: Question, wanted: paging.Wanted) -> JsonResponse:
    """Every document by itself, copies and translations too."""
    mechanism, source = (
        "".join(question.chosen.get(facet, ())) for facet in (Facet.MECHANISM, Facet.SOURCE)
    )
    rows, onward = queries.arrived(
        wanted.limit, before=wanted.before, mechanism=mechanism, source_id=source
    )
    told = [shape.summary(request, row) for row in rows]
    return paging.answer(request, "documents", told, onward, wanted)


def _selected(
    request: HttpRequest, question: Question, order: str, wanted: paging.Wanted
) -> JsonResponse:
    """Entries as the search page has them; by relevance, the best of them and no more."""
    onward = None
    if order == Sort.RELEVANCE and question.words:
        lines, total = search.best(question, wanted.limit)
    else:
        sorted_by = question.sorted_by(Sort(order))
        lines, onward = search.stretch(sorted_by, wanted.limit, wanted.before)
        total = search.total(question)
    told = _told(request, lines)
    return paging.answer(request, "documents", told, onward, wanted, total=total)


def _told(request: HttpRequest, lines: Sequence[search.Line]) -> Iterable[Mapping[str, Any]]:
    for line in lines:
        others = [row.identifier for row in line.others]
        told: schema.FoundDocument = {**shape.summary(request, line.row), "others": others}
        yield told
