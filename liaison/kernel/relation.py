"""How one document stands to another."""

from enum import StrEnum


class Relation(StrEnum):
    """Read as "the first … the second": `a reply_to b` says that a answers b."""

    SAME_DOCUMENT = "same_document"  # a copy, a re-post, a moved address
    NEAR_COPY = "near_copy"  # nearly the same words
    TRANSLATION_OF = "translation_of"
    UPDATE_OF = "update_of"
    REPLY_TO = "reply_to"
    CITES = "cites"
    SAME_MATTER = "same_matter"  # the same people, arrest, trial, law or visit

    @property
    def mutual(self) -> bool:
        """Whether it says the same when the two change places.

        A translation does too: which of two was written first is seldom known.
        """
        return self not in (Relation.UPDATE_OF, Relation.REPLY_TO, Relation.CITES)


def ordered(first: str, second: str, relation: Relation) -> tuple[str, str]:
    """The two identifiers in the one order in which this relation of theirs is kept.

    Alphabetical where the relation is mutual, as given where it has a direction.
    """
    if relation.mutual and second < first:
        return second, first
    return first, second
