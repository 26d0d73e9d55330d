"""`/api/v1/sources`: where documents are gathered, on what terms, and how that fares."""

from django.http import HttpRequest, JsonResponse

from liaison.index.protocol import Facet
from liaison.kernel.clock import utc_now
from liaison.publish import declared, labels
from liaison.publish.api import paging, schema, shape
from liaison.publish.elsewhere import Listed, NotListed
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.provenance import web_address

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
    fields = paging.read_fields(request.GET, schema.Source)
    for card in declared.cards(utc_now()):
        if card.id == source_id:
            return shape.answer(paging.cut(_told(request, card), fields))
    raise NotListed(Listed.SOURCE, source_id, "source_id")


def _told(request: HttpRequest, card: declared.Card) -> schema.Source:
    licence = card.licence
    url = str(licence.url) if licence is not None and licence.url else None
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
        "licence": {"text": licence.text, "url": url} if licence is not None else None,
        "show": card.show.value,
        "checked": card.checked.last if card.checked is not None else None,
        "obstacles": card.obstacles,
        "trouble": card.trouble.value,
        "last_checked": card.state.last_checked,
        "last_new": card.state.last_new,
        "documents": card.state.documents,
    }
