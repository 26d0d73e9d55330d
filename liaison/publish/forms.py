"""What a form sends: read here alone, and never more of it than a form holds."""

from django.http import HttpRequest, QueryDict

from liaison.alerts.reader_keys import LONGEST
from liaison.publish.errors import TooLarge
from liaison.publish.turns import TAKING_IN, turn

_LARGEST = 3 * LONGEST  # bytes: a key, each sign of which may be written as three


def form_of(request: HttpRequest) -> QueryDict:
    """What was sent. Raises TooLarge, and TooManyAtOnce where others are still sending."""
    if _size(request) > _LARGEST:
        raise TooLarge
    with turn(TAKING_IN):
        return request.POST


def _size(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() else 0
