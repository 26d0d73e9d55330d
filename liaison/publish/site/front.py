"""The front page: the latest of every mechanism, what is coming, what changed, what is silent."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison.catalogue.models import Document
from liaison.kernel.clock import utc_now
from liaison.publish import dates, news, queries, schema_org
from liaison.publish.declared import Trouble, cards
from liaison.publish.news import News
from liaison.publish.parameters import allow_only
from liaison.publish.question import Question

_COMING = 6
_TROUBLED = 8


def front(request: HttpRequest) -> HttpResponse:
    """`/en/`."""
    allow_only(request.GET, ())
    now = utc_now()
    by_mechanism = queries.documents_by("mechanism")
    every_card = cards(now)
    # A source that was never looked at is no news: the sources page lists it.
    troubled = [card for card in every_card if card.trouble not in (Trouble.NONE, Trouble.NEVER)]
    return render(
        request,
        "publish/front.html",
        {
            "described": schema_org.front(request),
            "question": Question(),
            "latest": queries.newest_of_each("mechanism", filter(None, by_mechanism)),
            "coming": dates.told(dates.ahead(dates.shown(), now.date())[:_COMING]),
            "changed": _changed(news.news(now)),
            "documents": sum(by_mechanism.values()),
            "mechanism_count": sum(1 for code in by_mechanism if code),
            "source_count": len(every_card),
            "troubled": troubled[:_TROUBLED],
            "troubled_more": max(len(troubled) - _TROUBLED, 0),
        },
    )


def _changed(told: News) -> dict[str, Any]:
    """The news with their documents, without those withdrawn meanwhile."""
    named = told.documents()
    rows = {row.identifier: row for row in queries.documents_named(named)} if named else {}

    def known(identifiers: tuple[str, ...]) -> list[Document]:
        return [rows[one] for one in identifiers if one in rows]

    return {
        "matters": [(matter, rows[one]) for matter, one in told.matters if one in rows],
        "replies": known(tuple(told.replies)),
        "letters": known(tuple(told.letters)),
        "any": bool(rows),
    }
