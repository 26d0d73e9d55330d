"""The one door to a document: what was withdrawn does not come through."""

from django.http import Http404

from liaison.catalogue.models import Document
from liaison.publish import queries
from liaison.publish.errors import Withdrawn


def find(identifier: str) -> Document:
    """The document of that name. Raises Http404 for none, Withdrawn for one that was taken out."""
    withdrawal = queries.withdrawal(identifier)
    if withdrawal is not None:
        raise Withdrawn(identifier, withdrawal.why, withdrawal.made_at)
    row = queries.document(identifier)
    if row is None:
        raise Http404
    if row.withdrawn:
        raise Withdrawn(identifier, "", None)
    return row
