"""What is asked: the same of every engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from liaison import vocabulary
from liaison.index.facets import Facet
from liaison.measure.searching.documents import LANGUAGES, Invented, Made
from liaison.rehearsal.chance import Draw

_SEED = 6
_LITTLE = 60  # so many most frequent words of a language say little: nobody looks for them alone
_SHORTEST = 4  # letters


@dataclass(frozen=True, slots=True)
class Ask:
    """One question; `wide` where it is looked for in every way."""

    language: str
    words: str = ""
    wide: bool = False
    chosen: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)


def questions(invented: Invented, documents: int, each: int) -> dict[str, list[Ask]]:
    """By kind, `each` of every kind; the words are those of documents drawn at random."""
    drawing = _Drawing(invented, documents)
    kinds: dict[str, Callable[[], Ask]] = {
        "one word": lambda: drawing.words(1),
        "two words": lambda: drawing.words(2),
        "a frequent word": drawing.frequent,
        "a phrase": drawing.phrase,
        "words, country, year": drawing.narrowed,
        "filters alone": lambda: drawing.narrowed(words=False),
        "widened: two words": lambda: drawing.words(2, wide=True),
        "widened: a term and a word": drawing.term,
        "widened: a term and a country": lambda: drawing.term(country=True),
    }
    return {kind: [make() for _ in range(each)] for kind, make in kinds.items()}


class _Drawing:
    def __init__(self, invented: Invented, documents: int) -> None:
        self._invented = invented
        self._documents = documents
        self._draw = Draw(_SEED, documents)
        self._little = {
            language: frozenset(words[:_LITTLE]) for language, words in invented.common.items()
        }

    def words(self, count: int, *, wide: bool = False) -> Ask:
        made = self._one()
        telling = self._telling(made)
        return Ask(made.language, " ".join(self._draw.several(telling, count)), wide)

    def frequent(self) -> Ask:
        language = self._draw.pick(LANGUAGES)
        return Ask(
            language, self._draw.pick(self._invented.common[language][_LITTLE : 5 * _LITTLE])
        )

    def phrase(self) -> Ask:
        made = self._one()
        words = made.text.split()
        at = self._draw.below(len(words) - 2)
        return Ask(made.language, f'"{" ".join(words[at : at + 2])}"'.replace(":", ""))

    def narrowed(self, *, words: bool = True) -> Ask:
        made = self._one()
        chosen = {
            Facet.COUNTRY: tuple(made.facets[Facet.COUNTRY][:1]),
            Facet.YEAR: (str(made.published.year),),
        }
        asked = self._draw.pick(self._telling(made)) if words else ""
        return Ask(made.language, asked, chosen=chosen)

    def term(self, *, country: bool = False) -> Ask:
        made = self._one()
        known = vocabulary.load()
        terms = [
            *(one.names for one in known.violation_types.values()),
            *(one.names for one in known.defender_types.values()),
            *(one.names for one in known.themes.values()),
        ]
        named = self._draw.pick(terms)
        term = named.get(made.language) or named["en"]
        if country:
            other = known.countries[made.facets[Facet.COUNTRY][0]].names
            return Ask(made.language, f"{term} {other.get(made.language, other['en'])}", wide=True)
        return Ask(made.language, f"{term} {self._draw.pick(self._telling(made))}", wide=True)

    def _one(self) -> Made:
        return self._invented.one(self._draw.below(self._documents))

    def _telling(self, made: Made) -> list[str]:
        words = {word.strip(".,;:()«»\"'“”?!–…،؛") for word in made.text.split()}
        little = self._little[made.language]
        return sorted(
            word
            for word in words
            if len(word) >= _SHORTEST and word.isalpha() and word.lower() not in little
        )
