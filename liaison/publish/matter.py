"""What the address of a matter leads to."""

from django.http import Http404

from liaison.catalogue.models import Document
from liaison.catalogue.related import matter_of


def found(identifier: str) -> tuple[str, list[Document]]:
    """The matter an address leads to, and its documents. Raises Http404 where none is left."""
    known = matter_of(identifier)
    if known is None or not known[1]:
        raise Http404
    return known
