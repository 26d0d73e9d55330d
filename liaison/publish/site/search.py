"""The search page."""

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.design.addresses import address
from liaison.design.written import written_number
from liaison.index.asked import Way
from liaison.index.protocol import Facet, Sort
from liaison.index.widening import TRANSLATED
from liaison.publish import labels, schema_org, search, wording
from liaison.publish.question import LAST_PAGE, ORDERS, Question, read_question
from liaison.publish.sentences import isolated
from liaison.publish.taking.links import of_selection

_QUOTES = '"“”«»„'
_FIRST_VALUES = 10
_ALL_VALUES = 300
_LITTLE = 3  # entries: with fewer found, other spellings are offered
_WORDS = "words:"  # how the keys of general words begin
_FEW_WORDS = 2  # that are switched off one by one
_PLACE = "facet-"  # how the places of facets on the page begin
_OPEN = (Facet.MECHANISM, Facet.KIND, Facet.COUNTRY)


class FacetValue(NamedTuple):
    """One value of a facet; `query` leads to the selection with it chosen, or dropped.

    `number` is how many documents have it, as the page's language writes it.
    """

    name: str
    number: str
    chosen: bool
    query: str


@dataclass(frozen=True, slots=True)
class FacetList:
    """A facet with its values; `more` leads to the rest of them, `hidden` in number."""

    code: str
    name: str
    values: list[FacetValue]
    chosen_count: int
    open: bool
    more: str
    hidden: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force; `without` leads to the selection without it.

    `another`, at the last value of a facet, leads to all values of that facet.
    """

    facet: str
    name: str
    without: str
    another: str = ""


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another way in which the words were looked for; `without` leads to the same without it."""

    name: str
    without: str


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort; `query` leads to it."""

    name: str
    current: bool
    query: str


def search_page(request: HttpRequest) -> HttpResponse:
    """`/en/search`."""
    question = read_question(request.GET)
    found = search.answer(question, tuple(Facet))
    without_filters = 0
    if not found.total and question.words and question.is_narrowed:
        without_filters = search.total(question.words_alone())
    return render(
        request,
        "publish/search.html",
        {
            "described": schema_org.listing(
                request,
                _("Search the record"),
                rows=[line.row for line in found.lines],
                kind="SearchResultsPage",
            ),
            "question": question,
            "lines": found.lines,
            "total": found.total,
            "ignored": found.asked.ignored,
            "unknown": [(wording.facet(facet), value) for facet, value in found.asked.unknown],
            "widened": list(_widened(question, found.ways)),
            "as_typed": question.as_typed().query() if found.ways else "",
            "in_every_way": question.in_every_way().query() if question.exact else "",
            "most": found.asked.is_most,
            "suggestions": list(_suggestions(question, 0 if found.asked.is_most else found.total)),
            "pages": found.pages,
            "previous": found.previous,
            "next": found.next,
            "at_the_end": question.page == LAST_PAGE,
            "last_page": question.on_page(max(found.pages, 1)).query(),
            "words_alone": question.words_alone().query(),
            "without_filters": without_filters,
            "several_words": len(question.words.split()) > 1,
            "quoted": any(mark in question.words for mark in _QUOTES),
            "chosen": list(_chosen(question)),
            "orders": list(_orders(question)),
            "facets": list(_facets(question, found.counts)),
            "results": f"?{question.showing(None).query()}#results"
            if question.more
            else "#results",
            "kept": dataclasses.replace(question, words="", page=1, more=None).pairs(),
            "kept_beside_dates": question.without_dates().pairs(),
            "along": of_selection(question, dated=bool(found.counts.get(Facet.ACTIVITY))),
            "subscribe": _subscribing(question),
        },
    )


def _subscribing(question: Question) -> str:
    query = dataclasses.replace(question, sort=None, more=None, page=1).query()
    return address("subscribe") + (f"?{query}" if query else "")


def _widened(question: Question, ways: Sequence[Way]) -> Iterator[OtherWay]:
    words = [way for way in ways if way.key.startswith(_WORDS)]
    together = len(words) > _FEW_WORDS
    for way in ways:
        if not (together and way in words):
            yield OtherWay(_way_name(way), question.looking(way.key).query())
    if together:
        name = _("Your words in other languages")
        yield OtherWay(name, question.looking(TRANSLATED).query())


def _way_name(way: Way) -> str:
    """What a reader calls another way to say the words."""
    kind, _colon, value = way.key.partition(":")
    if kind == "script":
        return _("“%(word)s” as it sounds in other scripts") % {"word": isolated(value)}
    if f"{kind}:" == _WORDS:
        return _("“%(word)s” in other languages") % {"word": isolated(value)}
    if kind == "instrument":
        name = labels.instrument(value, get_language() or "en").text
        return _("Instrument: %(name)s, by name or symbol") % {"name": isolated(name)}
    facet = Facet(kind)
    named = {"facet": wording.facet(facet), "name": isolated(_name(facet, value))}
    return _("%(facet)s: %(name)s, in every language") % named


def _suggestions(question: Question, total: int) -> Iterator[tuple[str, str]]:
    """Other spellings and where they lead, where little was found."""
    if question.words and total < _LITTLE:
        for words in search.suggestions(question):
            yield words, question.in_words(words).query()


def _chosen(question: Question) -> Iterator[Chosen]:
    for facet, values in question.chosen.items():
        another = f"{question.showing(facet).query()}#{_PLACE}{facet.value}"
        for value in values:
            without = question.toggled(facet, value).query()
            last = another if value == values[-1] else ""
            yield Chosen(wording.facet(facet), _name(facet, value), without, last)
    if question.since or question.until:
        without = question.without_dates().query()
        span = wording.between(question.since, question.until, get_language() or "en")
        yield Chosen(wording.dates(), span, without)


def _orders(question: Question) -> Iterator[Order]:
    for sort in ORDERS:
        if sort is not Sort.RELEVANCE or question.words:
            query = question.sorted_by(sort).query()
            yield Order(wording.order(sort), sort is question.order, query)


def _facets(
    question: Question, counts: Mapping[Facet, Sequence[tuple[str, int]]]
) -> Iterator[FacetList]:
    toggles = question.toggles()
    for facet in Facet:
        if counts.get(facet) or question.chosen.get(facet):
            yield _facet_list(question, facet, counts.get(facet, ()), toggles(facet))


def _facet_list(
    question: Question,
    facet: Facet,
    counts: Sequence[tuple[str, int]],
    query: Callable[[str], str],
) -> FacetList:
    chosen = question.chosen.get(facet, ())
    limit = _ALL_VALUES if question.more is facet else _FIRST_VALUES
    known = dict(counts)
    ordered = [*chosen, *(value for value, _count in counts if value not in chosen)]
    if facet is Facet.YEAR:
        ordered = [*chosen, *sorted(set(ordered) - set(chosen), reverse=True)]
    shown = ordered[: max(limit, len(chosen))]
    hidden = len(ordered) - len(shown)
    language = get_language() or "en"
    return FacetList(
        code=facet.value,
        name=wording.facet(facet),
        values=[
            FacetValue(
                name, written_number(known.get(value, 0), language), value in chosen, query(value)
            )
            for value, name in zip(shown, labels.texts(facet, shown, language), strict=True)
        ],
        chosen_count=len(chosen),
        open=bool(chosen) or facet in _OPEN or question.more is facet,
        more=question.showing(facet).query() if hidden and question.more is not facet else "",
        hidden=hidden,
    )


def _name(facet: Facet, value: str) -> str:
    return labels.of(facet, value, get_language() or "en").text
