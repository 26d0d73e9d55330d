"""The words that give a code, from their rows."""

from liaison.vocabulary.files import Row
from liaison.vocabulary.terms import Wording


def wording(row: Row) -> Wording:
    """A row of a file of words."""
    words = tuple(part.strip() for part in row["words"].split("|"))
    return Wording(row["code"], row["language"], row["strength"], words)
