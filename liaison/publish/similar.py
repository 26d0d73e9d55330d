"""Documents that tell of the same things as one, by their words: nobody linked them."""

from collections.abc import Iterable, Mapping, Sequence

from liaison.catalogue.models import Document, Edition
from liaison.kernel.errors import HomeUnusable
from liaison.publish import queries
from liaison.publish.record import reader

_SHOWN = 5
_ASKED = 12  # some of them are linked with it and shown as that


def similar(
    row: Document, editions: Sequence[Edition], texts: Mapping[int, str], known: Iterable[str]
) -> list[Document]:
    """The most similar documents, without those `known` to belong with it; none without an index.

    `texts` are those of its editions by row number, withdrawn names covered.
    """
    said: dict[str, str] = {}
    for edition in editions:
        said.setdefault(edition.language, f"{edition.title}\n{texts[edition.pk]}")
    left_out = {row.identifier, *known}
    try:
        hits = reader().similar(said, _ASKED, left_out)
    except HomeUnusable:
        return []
    found = queries.documents_named([hit.identifier for hit in hits])
    same = [one for one in found if not row.matter or one.matter != row.matter]
    return same[:_SHOWN]
