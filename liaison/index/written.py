"""An entry as it is looked at without an engine: its words, stems and sounds, each once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from liaison.index.folding import reference_key, spellings, surfaces
from liaison.index.lexicon import Stemmer
from liaison.index.protocol import Entry
from liaison.index.scripts import sounds
from liaison.index.tongues import tongue_of


@dataclass(frozen=True, slots=True)
class Written:
    """What can be asked of an entry.

    `rows` are the plain words of each text in order, titles first and `titles` in number; `stems`
    those of titles and bodies by tongue (`liaison.index.tongues`), `title_stems` of titles alone.
    """

    entry: Entry
    rows: tuple[tuple[str, ...], ...]
    titles: int
    stems: dict[str, frozenset[str]]
    title_stems: dict[str, frozenset[str]]
    sounds: frozenset[str]
    references: frozenset[str]

    @property
    def words(self) -> frozenset[str]:
        """Every plain word."""
        return frozenset(word for row in self.rows for word in row)


def written(entry: Entry, stem: Stemmer) -> Written:
    """The entry as an engine with these stems sees it."""
    titles = [(language, surfaces(text)) for language, text in entry.titles.items()]
    bodies = [(language, surfaces(text)) for language, text in entry.bodies.items()]
    references = (*entry.references, *entry.symbols)
    return Written(
        entry,
        tuple(tuple(_plain(language, found)) for language, found in (*titles, *bodies)),
        len(titles),
        _stems((*titles, *bodies), stem),
        _stems(titles, stem),
        frozenset(sounds({surface for _, found in (*titles, *bodies) for surface in found})),
        frozenset({reference_key(one) for one in references} - {""}),
    )


def _plain(language: str, found: list[str]) -> Iterator[str]:
    known = spellings(found, tongue_of(language))
    for surface in found:
        yield from known[surface].plain


def _stems(texts: Iterable[tuple[str, list[str]]], stem: Stemmer) -> dict[str, frozenset[str]]:
    made: dict[str, set[str]] = {}
    for language, found in texts:
        distinct = sorted(set(found))
        known = spellings(distinct, tongue_of(language))
        forms = [form for surface in distinct for form in known[surface].all]
        made.setdefault(tongue_of(language), set()).update(stem(language, forms))
    return {name: frozenset(stems) for name, stems in made.items()}
