"""`/api/v1/sources`: where documents are gathered, on what terms, and how that fares."""

import datetime as dt

from django.http import HttpRequest, JsonResponse

from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.publish import declared, gaps, labels
from liaison.publish.api import paging, schema, shape
from liaison.publish.elsewhere import Listed, NotListed
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.provenance import web_address
from liaison.publish.rhythm import rhythm
from liaison.sources.declaration import Source

_DAY = dt.timedelta(days=1)
PARAMETERS = ("mechanism", *paging.PAGED)


def source_list(request: HttpRequest) -> JsonResponse:
    """Every source that is declared or has given documents, by identifier."""
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Source)
    cards = {card.id: card for card in declared.cards(utc_now())}
    if mechanism := one_value(given, "mechanism"):
        one_of("mechanism", mechanism, labels.values_of(Facet.MECHANISM))
        cards = {name: card for name, card in cards.items() if card.mechanism == mechanism}
    names, onward = paging.stretch(sorted(cards), wanted)
    told = [_told(request, cards[name]) for name in names]
    return paging.answer(request, "sources", told, onward, wanted)


def source(request: HttpRequest, source_id: str) -> JsonResponse:
    """One source."""
    allow_only(request.GET, ("fields",))
    paging.refuse_empty(request.GET)
    fields = paging.read_fields(request.GET, schema.WholeSource)
    for card in declared.cards(utc_now()):
        if card.id == source_id:
            told: schema.WholeSource = {**_told(request, card), "published": _published(card)}
            return shape.answer(paging.cut(told, fields))
    raise NotListed(Listed.SOURCE, source_id, "source_id")


def _told(request: HttpRequest, card: declared.Card) -> schema.Source:
    licence = card.licence
    url = str(licence.url) if licence is not None and licence.url else None
    quiet, source = card.quiet_after, card.declared
    return {
        "identifier": card.id,
        "page": shape.address(request, "source", card.id),
        "data": shape.address(request, "api-source", card.id),
        "name": card.name,
        "mechanism": card.mechanism,
        "home": web_address(str(card.home)) or None,
        "declared": card.declared is not None,
        "languages": list(card.languages),
        "rhythm_seconds": int(card.rhythm.total_seconds()) if card.rhythm is not None else None,
        "quiet_after_seconds": int(quiet.total_seconds()) if quiet is not None else None,
        "licence": {"text": licence.text, "url": url} if licence is not None else None,
        "show": card.show.value,
        "checked": card.checked.last if card.checked is not None else None,
        "checked_note": card.checked.note if card.checked is not None else "",
        "obstacles": card.obstacles,
        "limits": _limits(source) if source is not None else None,
        "trouble": card.trouble.value,
        "last_checked": card.state.last_checked,
        "last_new": card.state.last_new,
        "documents": card.state.documents,
    }


def _limits(source: Source) -> schema.Limits:
    told = gaps.limits(source)
    return {
        "depth": told.depth,
        "pages": told.pages,
        "sitemaps": told.sitemaps,
        "addresses": told.addresses,
        "feeds": told.feeds,
        "fixed": told.fixed,
        "narrowed": told.narrowed,
        "largest": told.largest,
    }


def _published(card: declared.Card) -> schema.Rhythm:
    told = rhythm(card.id, card.quiet_after)
    going_on = told.going_on(utc_now().date())
    silences = [*told.silences, *([going_on] if going_on is not None else [])]
    return {
        "by_year": {str(year): count for year, count in told.years.items()},
        "undated": told.undated,
        "newest": told.newest,
        "silent_after_days": told.limit / _DAY if told.limit is not None else None,
        "usual_days": told.usual,
        "silences": [
            {"since": one.since, "until": one.until or None, "days": one.days} for one in silences
        ],
        "silences_in_all": told.count,
    }
