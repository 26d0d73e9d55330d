"""What a document's page shows beside its text: what belongs with it, its matter, what is alike."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from liaison.catalogue.models import Document, Edition
from liaison.catalogue.related import company, linked_with
from liaison.publish import queries
from liaison.publish.linked import Around, Group, around, groups, nearby
from liaison.publish.similar import chosen, similar


@dataclass(frozen=True, slots=True)
class Beside:
    """`similar` is nobody's word: documents that tell of the same things by their words."""

    linked: Sequence[Group]
    around: Around
    similar: Sequence[Document]


def beside(
    row: Document, names: Collection[str], editions: Sequence[Edition], texts: Mapping[int, str]
) -> Beside:
    """All of it, the documents looked up at once.

    `names` are the references that it names, after people's corrections; `texts` are those of its
    editions by row number, withdrawn names covered; without any, nothing is alike.
    """
    links = linked_with(row)
    ends = {row.identifier, *(end for one in links for end in (one.document, one.other))}
    alike = similar(editions, texts, ends) if editions else []
    near = nearby(row, queries.in_matter(row.matter))
    with_it = company(row, names, links, named=alike, numbered=near.rows)
    linked = groups(with_it)
    known = {one.row.identifier for some in linked for one in some.documents}
    return Beside(
        linked,
        around(row, near, with_it.numbered, linked),
        chosen(row, alike, with_it.named, known),
    )
