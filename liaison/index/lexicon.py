"""What the words of a question stand for in the vocabulary, and how other languages say it.

Pure: the stems come from the engine, so that a question and a document cannot disagree.
"""

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from liaison import vocabulary
from liaison.index.asked import Chosen, Cited, Said, Way
from liaison.index.facets import Facet
from liaison.index.folding import folded, normal, spellings, surfaces
from liaison.kernel.once import once
from liaison.understand.folding import folded as folded_text
from liaison.understand.terms import matcher, ways
from liaison.understand.worded import worded
from liaison.vocabulary import Vocabulary

Stemmer = Callable[[str, Sequence[str]], Sequence[str]]  # language, words → their stems

# Of each facet the file of its names and the list of words by which texts are known to speak of it.
_FILES = {
    Facet.COUNTRY: ("countries", ""),
    Facet.MECHANISM: ("mechanisms", ""),
    Facet.KIND: ("document_kinds", ""),
    Facet.LANGUAGE: ("languages", ""),
    Facet.THEME: ("themes", "theme_words"),
    Facet.RIGHT: ("rights", ""),
    Facet.VIOLATION: ("violation_types", "violation_words"),
    Facet.DEFENDER: ("defender_types", "defender_words"),
    Facet.PERPETRATOR: ("perpetrator_types", "perpetrator_words"),
    Facet.ACTIVITY: ("activity_types", ""),
}
# A language that is named is seldom meant as one; a right's name is a sentence that nobody types.
_NO_CONCEPTS = (Facet.LANGUAGE, Facet.RIGHT)
INSTRUMENT = "instrument"
_LONGEST_NAME = 8  # words
_PHRASES = 4  # of a list of words, in each language
_MOST_CODES = 12  # that one text may name
_COINED = (Facet.SOURCE, Facet.MECHANISM)  # sources make such codes: any may exist


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the vocabulary that the words `start` to `end` (exclusive) of a question name.

    `kind` is the facet that it is a value of, or INSTRUMENT.
    """

    kind: str
    code: str
    start: int
    end: int


class Lexicon:
    """The names of the vocabulary, as an engine's stems see them."""

    def __init__(self, known: Vocabulary, stem: Stemmer) -> None:
        self._vocabulary = known
        self._stem = stem
        self._exact: dict[Facet, dict[str, set[str]]] = {}
        self._stemmed: dict[str, dict[tuple[str, ...], set[tuple[str, str]]]] = {}
        for facet in _FILES:
            self._take(facet)
        for language, names in self._names_by_language().items():
            self._stemmed[language] = self._by_stems(language, names)

    def values(self, facet: Facet, text: str) -> tuple[str, ...]:
        """The codes of a facet that a text names, by code or name, else by words of its name."""
        asked = _key(text)
        if facet is Facet.YEAR:
            return (asked,) if asked.isascii() and asked.isdigit() and len(asked) == 4 else ()  # noqa: PLR2004 a year
        exact = self._exact.get(facet, {})
        if asked in exact:
            return tuple(sorted(exact[asked]))
        if facet in _COINED and _is_code(text):
            return (text.lower(),)
        words = set(asked.split())
        partly = {
            code for name, codes in exact.items() if words <= set(name.split()) for code in codes
        }
        return tuple(sorted(partly)) if words and len(partly) <= _MOST_CODES else ()

    def concepts(self, words: Sequence[str]) -> list[Concept]:
        """The terms that words in a row name, in whatever language, the longest names alone."""
        found = {*self._named(words), *self._told(words)}
        return sorted(
            (one for one in found if not any(_is_part(one, other) for other in found)),
            key=lambda one: (one.start, -one.end, one.kind, one.code),
        )

    @functools.cache  # noqa: B019 a lexicon lives as long as its process
    def way(self, kind: str, code: str) -> Way:
        """The way in which a term is looked for: the same one in every question that names it."""
        key = f"{kind}:{code}"
        if kind == INSTRUMENT:
            return Way(key, self.instrument(code))
        facet = Facet(kind)
        return Way(key, (Chosen(facet, (code,)), *self.said(facet, code)))

    def every_way(self) -> Iterator[Way]:
        """The ways of all terms that the words of a question may name."""
        for facet, (file, _words) in _FILES.items():
            for code in getattr(self._vocabulary, file):
                yield self.way(facet.value, code)
        for code in self._vocabulary.instruments:
            yield self.way(INSTRUMENT, code)

    def said(self, facet: Facet, code: str) -> tuple[Said, ...]:
        """How each language says a term: its name, and the first phrases of its list of words."""
        file, words = _FILES[facet]
        terms = getattr(self._vocabulary, file)
        found = [Said(language, name) for language, name in terms[code].names.items()]
        if facet is Facet.COUNTRY:
            further = self._vocabulary.country_names
            found += [Said(one.language, one.name) for one in further if one.iso3 == code]
        for wording in self._vocabulary.words.get(words, ()):
            if wording.code == code and wording.strength == "strong":
                whole = islice((one for one in wording.words if ".." not in one), _PHRASES)
                found += [Said(wording.language, " ".join(ways(phrase)[0])) for phrase in whole]
        return tuple(dict.fromkeys(found))

    def instrument(self, code: str) -> tuple[Said | Cited, ...]:
        """How an instrument is cited and called."""
        one = self._vocabulary.instruments[code]
        names = (Said(language, name) for language, name in one.names.items())
        return (Cited(one.symbol), *names)

    def _take(self, facet: Facet) -> None:
        names = self._exact.setdefault(facet, {})
        file, _words = _FILES[facet]
        for code, term in getattr(self._vocabulary, file).items():
            for name in (code, code.replace("_", " "), *term.names.values()):
                names.setdefault(_key(name), set()).add(code)
        if facet is Facet.COUNTRY:
            for country in self._vocabulary.countries.values():
                names.setdefault(_key(country.iso2), set()).add(country.iso3)
            for further in self._vocabulary.country_names:
                if further.iso3:
                    names.setdefault(_key(further.name), set()).add(further.iso3)

    def _names_by_language(self) -> Mapping[str, list[tuple[str, str, str]]]:
        names: dict[str, list[tuple[str, str, str]]] = {}
        for facet, (file, _words) in _FILES.items():
            if facet in _NO_CONCEPTS:
                continue
            for code, term in getattr(self._vocabulary, file).items():
                for language, name in term.names.items():
                    names.setdefault(language, []).append((name, facet, code))
        for further in self._vocabulary.country_names:
            if further.iso3:
                row = (further.name, Facet.COUNTRY, further.iso3)
                names.setdefault(further.language, []).append(row)
        for code, instrument in self._vocabulary.instruments.items():
            for language, name in (*instrument.names.items(), ("en", instrument.symbol)):
                names.setdefault(language, []).append((name, INSTRUMENT, code))
        for nationality in self._vocabulary.nationalities:
            row = (nationality.word, Facet.COUNTRY, nationality.iso3)
            names.setdefault(nationality.language, []).append(row)
        return names

    def _by_stems(
        self, language: str, names: Sequence[tuple[str, str, str]]
    ) -> dict[tuple[str, ...], set[tuple[str, str]]]:
        found: dict[tuple[str, ...], set[tuple[str, str]]] = {}
        for name, facet, code in names:
            stems = tuple(self._stem(language, _plain(surfaces(name), language)))
            if stems and len(stems) <= _LONGEST_NAME:
                found.setdefault(stems, set()).add((facet, code))
        return found

    def _named(self, words: Sequence[str]) -> Iterator[Concept]:
        for language, names in self._stemmed.items():
            stems = tuple(self._stem(language, _plain(words, language)))
            if len(stems) != len(words):
                continue
            for start in range(len(stems)):
                for end in range(start + 1, min(len(stems), start + _LONGEST_NAME) + 1):
                    for facet, code in names.get(stems[start:end], ()):
                        yield Concept(facet, code, start, end)

    def _told(self, words: Sequence[str]) -> Iterator[Concept]:
        """By the lists of words with which texts are read."""
        text = worded(folded_text(" ".join(words)))
        if len(text.words) != len(words):
            return
        for facet, (_file, name) in _FILES.items():
            if name:
                for hit in matcher(self._vocabulary, name).hits(text):
                    yield Concept(facet, hit.code, hit.words[0], hit.words[-1] + 1)


@once
def lexicon(stem: Stemmer) -> Lexicon:
    """The lexicon of an engine's stems, made once a process."""
    return Lexicon(vocabulary.load(), stem)


def _key(text: str) -> str:
    return " ".join(surfaces(folded(normal(text.replace("_", " ")))))


def _plain(words: Sequence[str], language: str) -> list[str]:
    known = spellings(words, language)
    return [part for word in words for part in known[word].parts[:1]]


def _is_code(text: str) -> bool:
    return text.isascii() and text.replace("-", "").replace("_", "").isalnum() and "-" in text


def _is_part(one: Concept, other: Concept) -> bool:
    """Whether the words of a concept are fewer of those of another."""
    within = other.start <= one.start and one.end <= other.end
    return within and other.end - other.start > one.end - one.start
