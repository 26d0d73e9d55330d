"""The front page: what is new, what there is, what is silent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from liaison.kernel.clock import utc_now
from liaison.publish import queries, schema_org
from liaison.publish.declared import Trouble, cards
from liaison.publish.parameters import allow_only
from liaison.publish.question import Question

_LATEST = 10
_TROUBLED = 8


def front(request: HttpRequest) -> HttpResponse:
    """`/en/`."""
    allow_only(request.GET, ())
    by_mechanism = queries.documents_by("mechanism")
    every_card = cards(utc_now())
    # A source that was never looked at is no news: the sources page lists it.
    troubled = [card for card in every_card if card.trouble not in (Trouble.NONE, Trouble.NEVER)]
    return render(
        request,
        "publish/front.html",
        {
            "described": schema_org.front(request),
            "question": Question(),
            "latest": queries.latest(_LATEST),
            "documents": sum(by_mechanism.values()),
            "mechanism_count": sum(1 for code in by_mechanism if code),
            "source_count": len(every_card),
            "troubled": troubled[:_TROUBLED],
            "troubled_more": max(len(troubled) - _TROUBLED, 0),
        },
    )
