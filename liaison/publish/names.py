"""Withdrawn names on their way to a reader: covered where texts are read, worded where shown."""

from contextvars import ContextVar

from django.conf import settings
from django.utils.translation import gettext as _

from liaison.catalogue.hidden import COVER, COVERED, HiddenNames, hidden_names
from liaison.kernel.errors import HomeUnusable
from liaison.publish import standing
from liaison.publish.errors import NamesUnknown

# Of one request and state: the secret is read once, however many texts a page shows.
_of_request: ContextVar[tuple[str, HiddenNames] | None] = ContextVar("hidden_names", default=None)


def hidden() -> HiddenNames:
    """The names withdrawn at the moment of this request. Raises NamesUnknown without the secret."""
    state = standing.state()
    known = _of_request.get()
    if known is not None and known[0] is state and standing.in_request():
        return known[1]
    try:
        found = hidden_names(settings.HOME.secret, state)
    except HomeUnusable as error:
        raise NamesUnknown(error.what, error.way_out) from error
    _of_request.set((state, found))
    return found


def covered(text: str) -> str:
    """A text of the record with withdrawn names covered, as long as it was."""
    return hidden().cover(text)


def worded(text: str) -> str:
    """A covered text, or a piece of one, as a reader sees it."""
    return COVERED.sub(_("[name withdrawn]"), text) if COVER in text else text


def without_names(text: str) -> str:
    """A whole text as a reader sees it."""
    return worded(covered(text))
