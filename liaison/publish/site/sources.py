"""The list of sources with how each fares, and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.design.written import comma
from liaison.kernel.clock import utc_now
from liaison.publish import declared, gaps, queries, schema_org, wording
from liaison.publish.declared import Card, Trouble
from liaison.publish.elsewhere import Listed, NotListed
from liaison.publish.parameters import allow_only
from liaison.publish.rhythm import Rhythm, rhythm
from liaison.publish.taking.links import of_arrivals
from liaison.publish.years import over_years

_LATEST = 15


def source_list(request: HttpRequest) -> HttpResponse:
    """`/en/sources`: what needs attention first."""
    allow_only(request.GET, ())
    rows = [_row(card) for card in declared.cards(utc_now())]
    groups = [
        {"id": name, "name": heading, "rows": [row for row in rows if row["group"] == name]}
        for name, heading in (
            ("failing", _("Silent or failing")),
            ("checked", _("Checked on time")),
            ("by-hand", _("Brought by people")),
            ("never", _("Never checked")),
            ("past", _("No longer looked at")),
        )
    ]
    described = schema_org.listing(request, _("Sources"))
    page = {"described": described, "groups": groups, "any_card": bool(rows)}
    return render(request, "publish/sources.html", page)


def source_page(request: HttpRequest, source_id: str) -> HttpResponse:
    """`/en/sources/ID`."""
    allow_only(request.GET, ())
    card = require(source_id)
    row = _row(card)
    latest = queries.latest(_LATEST, source_id=source_id)
    above = [(_("Sources"), reverse("sources"))]
    about = schema_org.mechanism(card.mechanism) if card.mechanism else None
    return render(
        request,
        "publish/source.html",
        {
            **row,
            **_over_time(rhythm(source_id, card.quiet_after)),
            "limits": gaps.words(gaps.limits(card.declared)) if card.declared is not None else [],
            "described": schema_org.listing(request, card.name, above, latest, about=about),
            "along": of_arrivals("source", source_id),
            "latest": latest,
            "reasons": [
                {"words": wording.failure(code), "count": count}
                for code, count in sorted(row["failing"].items(), key=lambda item: -item[1])
            ],
        },
    )


def require(source_id: str) -> Card:
    """The card of one source. Raises NotListed where nothing is known of it."""
    for card in declared.cards(utc_now()):
        if card.id == source_id:
            return card
    raise NotListed(Listed.SOURCE, source_id, "source_id")


def _row(card: Card) -> dict[str, Any]:
    """What the list and the page say of a source alike."""
    return {
        "card": card,
        "group": _group(card),
        "newest": queries.newest_publications().get(card.id, ""),
        "failing": queries.failing().get(card.id, {}),
        "last_deposit": queries.last_deposit(card.id) if card.deposited else None,
    }


def _over_time(told: Rhythm) -> dict[str, Any]:
    """When it published what the record has of it."""
    runs = [str(first) if first == last else f"{first}–{last}" for first, last in told.missing]
    return {
        "rhythm": told,
        "years": over_years(told.years),
        "missing_years": f"{comma(get_language() or 'en')} ".join(runs),
        "going_on": told.going_on(utc_now().date()),
    }


def _group(card: Card) -> str:
    if card.deposited:
        return "by-hand"
    if card.trouble is Trouble.NEVER:
        return "never"
    if card.trouble is not Trouble.NONE:
        return "failing"
    return "checked" if card.declared is not None else "past"
