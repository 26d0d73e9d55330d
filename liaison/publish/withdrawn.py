"""The one door to a document: what was withdrawn does not come through."""

from django.http import Http404

from liaison.catalogue.models import Document
from liaison.kernel.storable import storable
from liaison.publish import queries
from liaison.publish.errors import Withdrawn


def find(identifier: str) -> Document:
    """The document of that name. Raises Http404 for none, Withdrawn for one that was taken out."""
    if storable(identifier) != identifier:  # no database can be asked for it
        raise Http404
    row = queries.document(identifier)
    if row is not None and not row.withdrawn:
        return row
    withdrawal = queries.withdrawal(identifier)
    if withdrawal is not None:
        raise Withdrawn(identifier, withdrawal.why, withdrawal.made_at)
    if row is None:
        raise Http404
    raise Withdrawn(identifier, "", None)
