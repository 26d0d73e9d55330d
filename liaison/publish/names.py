"""Withdrawn names on their way to a reader: covered where texts are read, worded where shown."""

from django.conf import settings
from django.utils.translation import gettext as _

from liaison.catalogue.hidden import COVER, COVERED, HiddenNames, hidden_names
from liaison.kernel.errors import HomeUnusable
from liaison.publish import standing
from liaison.publish.errors import NamesUnknown


def hidden() -> HiddenNames:
    """The names withdrawn at the moment of this request. Raises NamesUnknown without the secret."""
    try:
        return hidden_names(settings.HOME.secret, standing.state())
    except HomeUnusable as error:
        raise NamesUnknown(error.what, error.way_out) from error


def covered(text: str) -> str:
    """A text of the record with withdrawn names covered, as long as it was."""
    return hidden().cover(text)


def worded(text: str) -> str:
    """A covered text, or a piece of one, as a reader sees it."""
    return COVERED.sub(_("[name withdrawn]"), text) if COVER in text else text


def without_names(text: str) -> str:
    """A whole text as a reader sees it."""
    return worded(covered(text))
