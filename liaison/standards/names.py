"""Where a text names an instrument: by its name, its abbreviation or its symbol.

The names are the rows of instrument_words.csv; the symbols come from the reference patterns of the
vocabulary. A longer name hides the shorter ones in it, and rows without a code only hide.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from liaison.standards.phrases import Phrase, anchors, phrase_of, ways
from liaison.standards.place_words import BEGINNINGS
from liaison.vocabulary import ReferencePattern, Vocabulary
from liaison.vocabulary.reference_key import compiled, key

_ARABIC = re.compile("[\u0621-\u064a]")
_WRITTEN_WITH = re.compile("[وفبكلا]{0,4}$")  # what Arabic writes in one with the word behind it
_HYPHENED = re.compile(r"\w-")  # "OP-CAT" is no CAT, "Inter-American" not American
_LONGEST = 160  # characters of a symbol
PLACE = "place"
# What texts call an instrument for short once they have named it, as words begin.
NOUNS = (
    *("convention", "covenant", "declaration", "charter", "agreement", "pacte", "déclaration"),
    *("charte", "accord", "convención", "convenio", "pacto", "declaración", "carta", "acuerdo"),
    *("конвенци", "пакт", "деклараци", "харти", "соглашени"),
    *("اتفاقية", "عهد", "إعلان", "ميثاق", "اتفاق"),
)
NOUN = "noun"


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument named at `start` to `end` (exclusive).

    `sure`: the words mean it by themselves; others ("CAT") do only beside a place in it.
    """

    instrument: str
    sure: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What a text holds that citations are made of, each in the order of its beginning.

    `places` and `nouns` are where words begin that may be one.
    """

    named: tuple[Named, ...]
    places: tuple[int, ...]
    nouns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Symbol:
    """A form of reference, and the instruments whose keys it gives."""

    pattern: ReferencePattern
    regex: re.Pattern[str]
    instruments: Mapping[str, str]


_Sought = tuple[int, str, tuple[Phrase, ...], tuple[_Symbol, ...]]


class Names:
    """All that the instruments of a vocabulary are called, ready to be looked for."""

    def __init__(self, known: Vocabulary) -> None:
        """Build the automaton. Costs time in proportion to the number of names."""
        self.references = dict(_references(known))
        self.nouns = {code: tuple(_nouns_of(known, code)) for code in known.instruments}
        names: dict[str, list[Phrase]] = {}
        for wording in known.words["instrument_words"]:
            for phrase in wording.words:
                name = phrase_of(phrase, wording.code, sure=wording.strength == "strong")
                for anchor in anchors(phrase):
                    names.setdefault(anchor, []).append(name)
        symbols: dict[str, list[_Symbol]] = {}
        for symbol in _symbols(known, self.references):
            for anchor in symbol.pattern.anchors:
                symbols.setdefault(anchor.lower(), []).append(symbol)
        self._automaton = _automaton(names, symbols)

    def seen(self, text: str) -> Seen:
        """The names, places and nouns of a text. Costs time in proportion to its length."""
        lower = _lower(text)
        named: list[Named] = []
        places: list[int] = []
        nouns: list[int] = []
        for last, (length, what, some, symbols) in self._automaton.iter(lower):
            start = last + 1 - length
            if _begins_word(lower, start):
                if what == PLACE:
                    places.append(_word_start(lower, start))
                elif what == NOUN:
                    nouns.append(start)
                named += _called(text, lower, start, some)
            named += _numbered(text, start, symbols)
        return Seen(_longest(named), tuple(sorted(places)), tuple(sorted(nouns)))


@lru_cache(maxsize=2)
def names(known: Vocabulary) -> Names:
    """The names of a vocabulary. Built once per process."""
    return Names(known)


def _automaton(
    names: Mapping[str, list[Phrase]], symbols: Mapping[str, list[_Symbol]]
) -> ahocorasick.Automaton:
    sought: dict[str, _Sought] = {}
    alone = [(word, PLACE) for word in BEGINNINGS] + [(word, NOUN) for word in NOUNS]
    marks = {way: what for word, what in alone for way in ways(word.lower())}
    for word in {*names, *symbols, *marks}:
        sought[word] = (
            len(word),
            marks.get(word, ""),
            tuple(names.get(word, ())),
            tuple(symbols.get(word, ())),
        )
    automaton = ahocorasick.Automaton()
    for word, value in sought.items():
        automaton.add_word(word, value)
    automaton.make_automaton()
    return automaton


def _lower(text: str) -> str:
    """The text in small letters, each where its capital stood."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _begins_word(lower: str, start: int) -> bool:
    if not start or not lower[start - 1].isalnum():
        return start < len("x-") or not _HYPHENED.match(lower, start - len("x-"))
    first = _word_start(lower, start)
    return first < start and (not first or not lower[first - 1].isalnum())


def _word_start(lower: str, start: int) -> int:
    """Where an Arabic word begins with what is written in one with it; else `start`."""
    if not _ARABIC.match(lower, start):
        return start
    before = lower[max(0, start - 4) : start]
    found = _WRITTEN_WITH.search(before)
    return start - (len(before) - found.start() if found is not None else 0)


def _called(text: str, lower: str, start: int, some: Iterable[Phrase]) -> Iterator[Named]:
    for name in some:
        match = name.regex.match(text if name.capitals else lower, start)
        if match is not None:
            yield Named(name.instrument, name.sure, _word_start(lower, start), match.end())


def _numbered(text: str, at: int, symbols: Iterable[_Symbol]) -> Iterator[Named]:
    for symbol in symbols:
        reach = symbol.pattern.reach
        match = (
            symbol.regex.search(text, max(0, at - reach), at + _LONGEST)
            if reach
            else symbol.regex.match(text, at)
        )
        if match is not None:
            code = symbol.instruments.get(key(symbol.pattern, match))
            if code is not None:
                yield Named(code, sure=True, start=match.start(), end=match.end())


def _longest(found: Iterable[Named]) -> tuple[Named, ...]:
    """Of names that overlap the longest; what only hides, hides all that begin in it."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end, not one.sure)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif kept[-1].instrument and one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return tuple(one for one in kept if one.instrument)


def _references(known: Vocabulary) -> Iterator[tuple[str, str]]:
    """The canonical key of each instrument that bears a symbol, with its code."""
    for pattern in known.reference_patterns.values():
        regex = compiled(pattern)
        for code, instrument in known.instruments.items():
            match = regex.fullmatch(instrument.symbol)
            if match is not None:
                yield key(pattern, match), code


def _symbols(known: Vocabulary, references: Mapping[str, str]) -> Iterator[_Symbol]:
    """The patterns that give these keys, but for those that need a word nearby to be believed."""
    for pattern in known.reference_patterns.values():
        regex = compiled(pattern)
        if pattern.scope is None and any(
            regex.fullmatch(one.symbol) for one in known.instruments.values()
        ):
            yield _Symbol(pattern, regex, references)


def _nouns_of(known: Vocabulary, code: str) -> Iterator[str]:
    """What an instrument is called for short in texts that are about it."""
    phrases = [
        word.rstrip("*,").lower()
        for wording in known.words["instrument_words"]
        if wording.code == code and wording.strength == "strong"
        for phrase in wording.words
        for word in phrase.split()
    ]
    yield from (noun for noun in NOUNS if noun in phrases)
