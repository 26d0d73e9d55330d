"""The language of the page that is being made, and what it says: sentences that are safe to show.

A sentence of a template may hold mark-up; so may its translations, which are checked to hold the
same (`translations.check`). What is filled into them is escaped.
"""

from django.utils import translation
from markupsafe import Markup


def page_language() -> str:
    """Its code; English where none is chosen."""
    return translation.get_language() or "en"


def gettext(message: str, /, **values: object) -> Markup:
    """A sentence, with its `%(name)s` filled in."""
    return Markup(translation.gettext(message)) % values  # noqa: S704 (a sentence of ours)


def pgettext(context: str, message: str, /, **values: object) -> Markup:
    """The same for words that need to be told from their like."""
    return Markup(translation.pgettext(context, message)) % values  # noqa: S704 (ours)


def ngettext(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """A sentence in the form that the language has for a number."""
    return Markup(translation.ngettext(singular, plural, number)) % values  # noqa: S704 (ours)


def npgettext(context: str, singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """The same for words that need to be told from their like."""
    said = translation.npgettext(context, singular, plural, number)
    return Markup(said) % values  # noqa: S704 (ours)
