"""Documents that tell of the same things as one, by their words: nobody linked them."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from liaison.catalogue.models import Document, Edition
from liaison.kernel.errors import HomeUnusable
from liaison.publish.record import reader

_SHOWN = 5
_ASKED = 16  # some of them are linked with it and shown as that


def similar(
    editions: Sequence[Edition], texts: Mapping[int, str], left_out: Iterable[str]
) -> list[str]:
    """The identifiers of the most similar documents, the nearest first; none without an index.

    `texts` are those of its editions by row number, withdrawn names covered.
    """
    said: dict[str, str] = {}
    for edition in editions:
        said.setdefault(edition.language, f"{edition.title}\n{texts[edition.pk]}")
    try:
        hits = reader().similar(said, _ASKED, {*left_out})
    except HomeUnusable:
        return []
    return [hit.identifier for hit in hits]


def chosen(
    row: Document, alike: Iterable[str], rows: Mapping[str, Document], known: Collection[str]
) -> list[Document]:
    """Those of them that a page shows: none `known` to belong with it, none of its matter."""
    found = [rows[one] for one in alike if one in rows and one not in known]
    same = [one for one in found if not row.matter or one.matter != row.matter]
    return same[:_SHOWN]
