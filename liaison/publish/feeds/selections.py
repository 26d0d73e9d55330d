"""The feeds: of a search, of a mechanism, of a source."""

import dataclasses

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.publish import labels, queries, search
from liaison.publish.feeds.atom import Page, respond
from liaison.publish.parameters import allow_only, whole_number, with_values
from liaison.publish.question import read_question
from liaison.publish.site import mechanisms, sources

_PAGE = 30
_HIGHEST_ROW = 2**63 - 1


def search_feed(request: HttpRequest) -> HttpResponse:
    """`/en/search.atom`: the selection of the page at the same address, what changed last on top.

    Whatever the order of the page: who subscribes must not miss a new document that ranks low.
    """
    question = dataclasses.replace(read_question(request.GET), sort=None, more=None)
    found = search.latest_changed(question)
    path = reverse("search-atom")
    first = question.on_page(1).query()
    page = Page(
        name=f"search {first}",
        title=_("Liaison: %(words)s") % {"words": question.words or _("a selection")},
        path=_with(path, question.query()),
        alternate=_with(reverse("search"), question.query()),
        first=_with(path, first),
        previous=_with(path, found.previous) if found.previous else "",
        next=_with(path, found.next) if found.next else "",
    )
    return respond(request, page, [(one.row, one.passage) for one in found.lines])


def mechanism_feed(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/mechanisms/CODE.atom`: latest arrived first."""
    mechanisms.require(code)
    name = labels.mechanism(code, get_language() or "en").text
    return _arrivals(request, f"mechanism {code}", name, "mechanism", code)


def source_feed(request: HttpRequest, source_id: str) -> HttpResponse:
    """`/en/sources/ID.atom`: latest arrived first."""
    card = sources.require(source_id)
    return _arrivals(request, f"source {source_id}", card.name, "source", source_id)


def _arrivals(request: HttpRequest, name: str, title: str, kind: str, code: str) -> HttpResponse:
    """Documents in the order of their arrival, so that a late find of an old one is not missed."""
    allow_only(request.GET, ("cursor",))
    below = whole_number(request.GET, "cursor", default=0, highest=_HIGHEST_ROW)
    rows, cursor = queries.arrived(
        _PAGE,
        before=below or None,
        mechanism=code if kind == "mechanism" else "",
        source_id=code if kind == "source" else "",
    )
    path = reverse(f"{kind}-atom", args=[code])
    page = Page(
        name=name,
        title=_("Liaison: %(words)s") % {"words": title},
        path=_with(path, request.GET.urlencode()),
        alternate=reverse(kind, args=[code]),
        first=path,
        next=_with(path, with_values({"cursor": str(cursor)})) if cursor is not None else "",
    )
    return respond(request, page, [(row, None) for row in rows])


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
