"""Withdrawn names on their way to a reader: covered where texts are read, worded where shown."""

from contextvars import ContextVar

from django.conf import settings
from django.utils.translation import gettext as _

from liaison.catalogue.hidden import COVER, COVERED, HiddenNames, hidden_names

# Of one request: a page asks the database once, however many texts it shows.
_asked: ContextVar[HiddenNames | None] = ContextVar("hidden_names", default=None)
_in_request: ContextVar[bool] = ContextVar("in_request", default=False)


def look_anew() -> None:
    """Forget what an earlier request knew: a name may have been withdrawn since."""
    _asked.set(None)
    _in_request.set(True)


def hidden() -> HiddenNames:
    """The names withdrawn at the moment of this request. Raises HomeUnusable without the secret."""
    known = _asked.get()
    if known is None:
        known = hidden_names(settings.HOME.secret)
        if _in_request.get():
            _asked.set(known)
    return known


def covered(text: str) -> str:
    """A text of the record with withdrawn names covered, as long as it was."""
    return hidden().cover(text)


def worded(text: str) -> str:
    """A covered text, or a piece of one, as a reader sees it."""
    return COVERED.sub(_("[name withdrawn]"), text) if COVER in text else text


def without_names(text: str) -> str:
    """A whole text as a reader sees it."""
    return worded(covered(text))
