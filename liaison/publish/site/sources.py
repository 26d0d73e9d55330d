"""The list of sources with how each fares, and the page of one."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from liaison.kernel.clock import utc_now
from liaison.publish import declared, queries, wording
from liaison.publish.declared import Card, Trouble
from liaison.publish.parameters import allow_only

_LATEST = 15


def source_list(request: HttpRequest) -> HttpResponse:
    """`/en/sources`: what needs attention first."""
    allow_only(request.GET, ())
    cards = declared.cards(utc_now())
    groups = [
        _group("failing", _("Silent or failing"), cards, _TROUBLED),
        _group("well", _("Checked and well"), cards, (Trouble.NONE,), is_declared=True),
        _group("never", _("Never checked"), cards, (Trouble.NEVER,)),
        _group("past", _("No longer looked at"), cards, (Trouble.NONE,), is_declared=False),
    ]
    return render(request, "publish/sources.html", {"groups": groups, "any_card": bool(cards)})


def source_page(request: HttpRequest, source_id: str) -> HttpResponse:
    """`/en/sources/ID`."""
    allow_only(request.GET, ())
    card = require(source_id)
    failing = sorted((card.state.failing or {}).items(), key=lambda item: -item[1])
    return render(
        request,
        "publish/source.html",
        {
            "card": card,
            "latest": queries.latest(_LATEST, source_id=source_id),
            "failing": [{"words": wording.failure(code), "count": n} for code, n in failing],
        },
    )


def require(source_id: str) -> Card:
    """The card of one source. Raises Http404 where nothing is known of it."""
    for card in declared.cards(utc_now()):
        if card.id == source_id:
            return card
    raise Http404


_TROUBLED = (Trouble.FAILING, Trouble.SILENT, Trouble.LATE)


def _group(
    name: str,
    heading: str,
    cards: Sequence[Card],
    troubles: Sequence[Trouble],
    *,
    is_declared: bool | None = None,
) -> dict[str, object]:
    chosen = [
        card
        for card in cards
        if card.trouble in troubles
        and (is_declared is None or (card.declared is not None) == is_declared)
    ]
    return {"id": name, "name": heading, "cards": chosen}
