"""What a document is called, and one of its editions in its own language."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from liaison.catalogue.models import Document, Edition
from liaison.kernel.reading import Format
from liaison.publish.provenance import web_address

# Such a file names itself worse than the listing that led to it ("Microsoft Word - …").
_PAGED = (Format.PDF, Format.DOC, Format.DOCX, Format.RTF, Format.TEXT)


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the language it is in ("" where that is not known)."""

    text: str
    language: str


def title(row: Document) -> str:
    """The title; where there is none, the address it was published at, or the name of its file."""
    address = web_address(row.address)
    # Where nothing names a file, its description takes the address without the scheme.
    if row.title and (address or row.title != row.address.partition("://")[2]):
        return row.title
    name = unquote(PurePosixPath(urlsplit(row.address).path).name)
    return address or name or _("Without a title")


def title_of_edition(row: Document, edition: Edition | None) -> Title:
    """The title as this edition says it, where it is in another language than the document's."""
    if edition is not None and edition.language and edition.language != row.title_language:
        own = (edition.title, edition.stated_title)
        for said in reversed(own) if edition.format in _PAGED else own:
            if said.strip():
                return Title(" ".join(said.split()), edition.language)
    named = title(row)
    return Title(named, row.title_language if named == row.title else "")
