"""The list of mechanisms, and the page of one."""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.kernel.errors import HomeUnusable
from liaison.publish import dates, declared, elsewhere, labels, queries, schema_org
from liaison.publish.acting import following, submitting, words
from liaison.publish.counting import counted
from liaison.publish.dates import Dated
from liaison.publish.elsewhere import Listed
from liaison.publish.parameters import allow_only
from liaison.publish.taking.links import of_arrivals
from liaison.vocabulary import Certainty
from liaison.vocabulary.terms.mechanisms import Holder

_LATEST = 15
_DATES = 8
_YEARS = 12  # of the table; the search page has them all

log = logging.getLogger(__name__)


def mechanism_list(request: HttpRequest) -> HttpResponse:
    """`/en/mechanisms`: those that are gathered, then all others of the vocabulary."""
    allow_only(request.GET, ())
    documents = queries.documents_by("mechanism")
    gathered = declared.mechanism_codes()
    others = set(vocabulary.load().mechanisms) - set(gathered)
    found = [{"code": code, "documents": documents.get(code, 0)} for code in _by_name(gathered)]
    page = {
        "described": schema_org.listing(request, _("Mechanisms")),
        "mechanisms": found,
        "others": _by_name(others),
    }
    return render(request, "publish/mechanisms.html", page)


def mechanism_page(request: HttpRequest, code: str) -> HttpResponse:
    """`/en/mechanisms/CODE`."""
    allow_only(request.GET, ())
    require(code)
    now = utc_now()
    latest = queries.latest(_LATEST, mechanism=code)
    about = schema_org.mechanism(code)
    above = [(_("Mechanisms"), reverse("mechanisms"))]
    return render(
        request,
        "publish/mechanism.html",
        {
            "described": schema_org.listing(request, about["name"], above, latest, about=about),
            "code": code,
            "known": vocabulary.load().mechanisms.get(code),
            "holders": _holders(code),
            "rules": _rules(code),
            "counts": _counts(code),
            "coming": _coming(code, now.date()),
            "documents": queries.documents_by("mechanism").get(code, 0),
            "along": of_arrivals("mechanism", code),
            "latest": latest,
            "cards": [card for card in declared.cards(now) if card.mechanism == code],
        },
    )


def _by_name(codes: Iterable[str]) -> list[str]:
    language = get_language() or "en"
    return sorted(codes, key=lambda code: labels.mechanism(code, language).text.casefold())


def _coming(code: str, today: dt.date) -> list[Dated]:
    return dates.told(dates.ahead(dates.of_mechanism(dates.shown(), code), today)[:_DATES])


def _holders(code: str) -> list[Holder]:
    """Officials in their office, and only where that was read in a source."""
    known = vocabulary.load().mechanisms.get(code)
    holders = known.holders if known is not None else ()
    return [one for one in holders if one.certainty is Certainty.SEEN]


def _rules(code: str) -> list[dict[str, Any]]:
    """The ways to submit a case to it, with what the rules say of each."""
    language = get_language() or "en"
    return [
        {
            "name": labels.rule(rule.code, language),
            "nature": words.nature(rule.nature),
            "public": tuple(following.facts(rule)),
            "submit": tuple(submitting.facts(rule)),
            "rule": rule,
        }
        for rule in vocabulary.load().admissibility_rules.values()
        if rule.body == code
    ]


def _counts(code: str) -> dict[str, list[tuple[str, int]]] | None:
    """Its documents by year and by kind; None while the index cannot be read."""
    try:
        found = counted({Facet.MECHANISM: (code,)}, (Facet.YEAR, Facet.KIND))
    except HomeUnusable as error:
        log.error("%s", error)  # noqa: TRY400 (foreseen: its words say all)
        return None
    years = sorted(found.of[Facet.YEAR].items(), reverse=True)[:_YEARS]
    kinds = sorted(found.of[Facet.KIND].items(), key=lambda one: (-one[1], one[0]))
    return {"years": years, "kinds": kinds}


def require(code: str) -> None:
    """Raise NotListed where nothing is known of a mechanism."""
    elsewhere.require(Listed.MECHANISM, code, labels.values_of(Facet.MECHANISM))
