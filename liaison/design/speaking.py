"""The language of the page that is being made, and what it says: sentences that are safe to show.

A sentence of a template may hold mark-up; so may its translations, which are checked to hold the
same (`translations.check`). What is filled into them is escaped.
"""

import functools

from django.utils import translation
from markupsafe import Markup


def page_language() -> str:
    """Its code; English where none is chosen."""
    return translation.get_language() or "en"


def gettext(message: str, /, **values: object) -> Markup:
    """A sentence, with its `%(name)s` filled in."""
    if not values:
        return _alone(page_language(), message)
    return Markup(translation.gettext(message)) % values  # noqa: S704 (a sentence of ours)


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    """The same for words that need to be told from their like."""
    if not values:
        return _alone(page_language(), message, context)
    return Markup(translation.pgettext(context, message)) % values  # noqa: S704 (ours)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """A sentence in the form that the language has for a number."""
    return Markup(translation.ngettext(singular, plural, number)) % values  # noqa: S704 (ours)


def npgettext(context: str, singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """The same for words that need to be told from their like."""
    said = translation.npgettext(context, singular, plural, number)
    return Markup(said) % values  # noqa: S704 (ours)


@functools.lru_cache(maxsize=4_096)
def _alone(language: str, message: str, context: str = "") -> Markup:
    """A sentence with nothing to fill in: a page says fifty of them."""
    del language  # part of the key
    said = translation.pgettext(context, message) if context else translation.gettext(message)
    return Markup(said) % {}  # noqa: S704 (ours)
