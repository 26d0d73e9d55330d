"""What a page may be narrowed by in a form: one value of a facet out of those that there are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from liaison.index.protocol import Facet
from liaison.publish import labels


@dataclass(frozen=True, slots=True)
class Choice:
    """A parameter, its name for readers, the value chosen ("" for none), all values with names."""

    name: str
    words: str
    chosen: str
    values: Sequence[tuple[str, str]]


def choice(
    name: str, words: str, facet: Facet, chosen: str, codes: Collection[str], language: str
) -> Choice:
    """In the order of the names; what is chosen is among them whatever there is."""
    known = {*codes, *filter(None, [chosen])}
    named = [(code, labels.of(facet, code, language).text) for code in known]
    return Choice(name, words, chosen, sorted(named, key=lambda value: value[1].casefold()))
