"""The feeds: of a search, of a mechanism, of a source."""

import dataclasses
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.catalogue.models import Document
from liaison.publish import labels, queries, search
from liaison.publish.context import origin
from liaison.publish.feeds import atom, json_feed
from liaison.publish.feeds.entries import Page, items
from liaison.publish.parameters import allow_only, whole_number, with_values
from liaison.publish.question import read_question
from liaison.publish.search import Passage
from liaison.publish.site import mechanisms, sources

_PAGE = 30
_HIGHEST_ROW = 2**63 - 1


_FORMS = {"atom": atom.respond, "feed-json": json_feed.respond}


def search_feed(request: HttpRequest, form: str = "atom") -> HttpResponse:
    """`/en/search.atom`: the selection of the page at the same address, what changed last on top.

    Whatever the order of the page: who subscribes must not miss a new document that ranks low.
    """
    question = dataclasses.replace(read_question(request.GET), sort=None, more=None)
    found = search.latest_changed(question)
    path = reverse(f"search-{form}")
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
    return _respond(request, page, [(one.row, one.passage) for one in found.lines], form)


def mechanism_feed(request: HttpRequest, code: str, form: str = "atom") -> HttpResponse:
    """`/en/mechanisms/CODE.atom`: latest arrived first."""
    mechanisms.require(code)
    name = labels.mechanism(code, get_language() or "en").text
    return _arrivals(request, f"mechanism {code}", name, ("mechanism", code), form)


def source_feed(request: HttpRequest, source_id: str, form: str = "atom") -> HttpResponse:
    """`/en/sources/ID.atom`: latest arrived first."""
    card = sources.require(source_id)
    return _arrivals(request, f"source {source_id}", card.name, ("source", source_id), form)


def _arrivals(
    request: HttpRequest, name: str, title: str, of: tuple[str, str], form: str
) -> HttpResponse:
    """Documents in the order of their arrival, so that a late find of an old one is not missed."""
    kind, code = of
    allow_only(request.GET, ("cursor",))
    below = whole_number(request.GET, "cursor", default=0, highest=_HIGHEST_ROW)
    rows, cursor = queries.arrived(
        _PAGE,
        before=below or None,
        mechanism=code if kind == "mechanism" else "",
        source_id=code if kind == "source" else "",
    )
    path = reverse(f"{kind}-{form}", args=[code])
    page = Page(
        name=name,
        title=_("Liaison: %(words)s") % {"words": title},
        path=_with(path, request.GET.urlencode()),
        alternate=reverse(kind, args=[code]),
        first=path,
        next=_with(path, with_values({"cursor": str(cursor)})) if cursor is not None else "",
    )
    return _respond(request, page, [(row, None) for row in rows], form)


def _respond(
    request: HttpRequest,
    page: Page,
    entries: Sequence[tuple[Document, Passage | None]],
    form: str,
) -> HttpResponse:
    return _FORMS[form](request, page, items(entries, origin(request)))


def _with(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
