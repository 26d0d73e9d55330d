"""What a document is called, and one of its editions in its own language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from liaison.catalogue.description import edition_title
from liaison.catalogue.models import Document, Edition
from liaison.publish.names import without_names, worded
from liaison.publish.provenance import web_address


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the language it is in ("" where that is not known)."""

    text: str
    language: str


def title(row: Document) -> str:
    """The title; until there is one, the address it was published at."""
    return without_names(row.title) or web_address(row.address) or _("Without a title")


def title_of_edition(row: Document, edition: Edition | None) -> Title:
    """The title as this edition says it, where it is in another language than the document's."""
    if edition is not None and edition.language and edition.language != row.title_language:
        own = edition_title(edition.format, edition.title, edition.stated_title)
        if own:
            return Title(worded(own), edition.language)
    return Title(title(row), row.title_language if row.title else "")
