"""`/api/v1/recommendations`: what documents recommend, to whom and on what, for programs."""

import base64
import binascii
import re

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from liaison import vocabulary
from liaison.index.protocol import Facet
from liaison.publish import labels
from liaison.publish.api import paging, schema, shape
from liaison.publish.errors import MistakenQuery
from liaison.publish.parameters import allow_only, one_of, one_value
from liaison.publish.recommended import Asked, Mark, Recommendation, recommendations
from liaison.publish.withdrawn import find

PARAMETERS = ("country", "theme", "mechanism", "document", *paging.PAGED)
_SAID = re.compile(r"(\d{1,18}):([^\0]*)", re.ASCII)
_LONGEST = 1_200  # characters of a cursor


def recommendation_list(request: HttpRequest) -> JsonResponse:
    """Recommendations with their words, where the terms of their source allow.

    `country`: those addressed to it; `theme`: those filed under that issue.
    """
    given = request.GET
    allow_only(given, PARAMETERS)
    wanted = paging.read_page(given, schema.Recommendation, by_row=False)
    mark = _mark(one_value(given, "cursor"))
    valid = (
        ("country", labels.values_of(Facet.COUNTRY)),
        ("theme", vocabulary.load().upr_issues),
        ("mechanism", labels.values_of(Facet.MECHANISM)),
    )
    addressee, theme, mechanism = (
        one_of(name, value, known) if (value := one_value(given, name)) else ""
        for name, known in valid
    )
    document = one_value(given, "document")
    asked = Asked(addressee, theme, mechanism, find(document).identifier if document else "")
    found, onward = recommendations(asked, wanted.limit, mark)
    told = [_told(request, one) for one in found]
    cursor = _cursor(onward) if onward is not None else None
    return paging.answer(request, "recommendations", told, cursor, wanted)


def _cursor(mark: Mark) -> str:
    value, number = mark
    return base64.urlsafe_b64encode(f"{number}:{value}".encode()).decode().rstrip("=")


def _mark(cursor: str) -> Mark | None:
    if not cursor:
        return None
    try:
        padded = f"{cursor[:_LONGEST]}{'=' * (-len(cursor[:_LONGEST]) % 4)}"
        said = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        said = ""
    known = _SAID.fullmatch(said)
    if known is None:
        raise MistakenQuery(
            _("“%(name)s” is none that an answer gave.") % {"name": "cursor"},
            _("Follow “next”, or leave it out."),
            parameter="cursor",
        )
    return known[2], int(known[1])


def _told(request: HttpRequest, one: Recommendation) -> schema.Recommendation:
    document = one.edition.document
    return {
        "document": document.identifier,
        "data": shape.address(request, "api-document", document.identifier),
        "edition": one.edition.address_key,
        "language": one.edition.language,
        "mechanism": document.mechanism,
        "published": document.published,
        "paragraph": one.paragraph,
        "addressees": list(one.addressees),
        "themes": list(one.themes),
        "confidence": one.confidence,
        "show": one.show.value,
        "text": one.text,
    }
