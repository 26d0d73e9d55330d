"""Where a text names States and territories, in the languages of the vocabulary."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import ahocorasick

from liaison.understand.folding import folded
from liaison.understand.neighbours import (
    in_another_name,
    is_capitalised,
    reads_otherwise,
    stands_alone,
    word_after,
    word_before,
)
from liaison.understand.public_words import speaks_of_the_state
from liaison.understand.word_forms import name_forms, nationality_forms
from liaison.vocabulary import PlaceKind, Trap, Vocabulary

_STUBBORN = (Trap.PERSON, Trap.WORD)  # hold for the name in whatever language
# Scripts that do not part words: Thai, Lao, Burmese, Khmer, Chinese and Japanese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]")
_ARTICLES = {
    "fr": ("les", "des", "aux", "ces"),
    "es": ("los", "las", "unos", "estos"),
    "pt": ("os", "as", "dos", "das"),
}
_ARABIC_PLURALS = ("ون", "ين")


class Manner(StrEnum):
    """How a mention names its country, the surest first."""

    NAME = "name"
    FORMER = "former"  # a State that is no more
    PEOPLE = "people"  # its people, or what is theirs
    PLACE = "place"  # a city, region, people or body that lies in it alone
    SEAT = "seat"  # a place that documents about any country name


@dataclass(frozen=True, slots=True)
class Mention:
    """A country named at `start` to `end` (exclusive) of the folded text.

    `doubtful`: the words around it read like a person's name or a common word. `words`: what it
    was looked for as, in lower case.
    """

    iso3: str
    start: int
    end: int
    doubtful: bool
    manner: Manner = Manner.NAME
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    iso3: str
    language: str
    length: int
    trap: Trap
    manner: Manner
    adjective: bool
    shouted: bool  # an abbreviation: written in capitals or not at all
    cased: bool  # in a script that has capitals, and a word that is written with one
    spaced: bool  # in a script that parts words


@lru_cache(maxsize=2)
def _automaton(vocabulary: Vocabulary) -> ahocorasick.Automaton:
    """All names in all forms; the values are tuples of `_Name`s. Built once per process."""
    written_alike: dict[str, list[_Name]] = {}
    for form, name in _all_forms(vocabulary):
        written_alike.setdefault(form, []).append(name)
    automaton = ahocorasick.Automaton()
    for form, names in written_alike.items():
        automaton.add_word(form, _in_order(names))
    automaton.make_automaton()
    return automaton


def _in_order(names: list[_Name]) -> tuple[_Name, ...]:
    """Names written alike, the surest manner first; a trap holds in whatever language."""
    order = list(Manner)
    stubborn = {name.iso3 for name in names if name.trap in _STUBBORN}
    kept = [name for name in names if name.trap in _STUBBORN or name.iso3 not in stubborn]
    return tuple(sorted(dict.fromkeys(kept), key=lambda name: order.index(name.manner)))


def _all_forms(vocabulary: Vocabulary) -> Iterator[tuple[str, _Name]]:
    traps = {
        (name.language, folded(name.name).lower()): name.trap for name in vocabulary.country_names
    }
    for iso3, language, written in _names(vocabulary):
        name = folded(written)
        trap = traps.get((language, name.lower()), Trap.NONE)
        manner = Manner.FORMER if trap is Trap.FORMER else Manner.NAME
        for form in name_forms(name, language):
            yield form, _described(form, name, iso3, language, trap, manner)
    for people in vocabulary.nationalities:
        word = folded(people.word)
        for form in nationality_forms(word, people.language, people.kind):
            yield (
                form,
                _described(
                    form,
                    word,
                    people.iso3,
                    people.language,
                    Trap.NONE,
                    Manner.PEOPLE,
                    adjective=people.kind == "adjective",
                ),
            )
    for places in vocabulary.places:
        manner = Manner.SEAT if places.kind is PlaceKind.SEAT else Manner.PLACE
        for name in map(folded, places.names):
            for form in name_forms(name, places.language):
                yield form, _described(form, name, places.iso3, places.language, Trap.NONE, manner)


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for name in vocabulary.country_names:
        yield name.iso3, name.language, name.name
    for country in vocabulary.countries.values():
        for language, written in country.names.items():
            yield country.iso3, language, written


def _described(
    form: str,
    name: str,
    iso3: str,
    language: str,
    trap: Trap,
    manner: Manner,
    *,
    adjective: bool = False,
) -> _Name:
    letters = [character for character in name if character.isalpha()]
    capital = any(letter.isupper() for letter in letters)
    return _Name(
        iso3=iso3,
        language=language,
        length=len(form),
        trap=trap,
        manner=manner,
        adjective=adjective,
        shouted=len(letters) > 1 and all(letter.isupper() for letter in letters) and capital,
        cased=capital and (manner in (Manner.NAME, Manner.FORMER) or name[0].isupper()),
        spaced=not _UNSPACED.match(letters[0]),
    )


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """The countries that a folded text names, in order; longer names hide those inside them."""
    lower = text.lower()
    found: list[tuple[int, int, tuple[_Name, ...]]] = []
    for last, names in _automaton(vocabulary).iter(lower):
        start, end = last + 1 - names[0].length, last + 1
        written = tuple(name for name in names if _is_written(text, start, end, name))
        if written:
            while found and found[-1][0] >= start:
                found.pop()
            if not found or found[-1][1] <= start:
                found.append((start, end, written))
    return [one for one in (_mention(text, *place) for place in found) if one is not None]


def _is_written(text: str, start: int, end: int, name: _Name) -> bool:
    """Whether a name stands there as a word, with the capitals that it has."""
    if name.spaced and not stands_alone(text, start, end, joins=name.language == "ar"):
        return False
    return not name.cased or is_capitalised(text, start, end, shouted=name.shouted)


def _mention(text: str, start: int, end: int, names: tuple[_Name, ...]) -> Mention | None:
    """What one of the names written alike says; rather a sure one. None for other words."""
    best = None
    for name in names:
        if name.trap is Trap.ANOTHER:
            return None
        doubtful = _is_doubtful(text, start, end, name)
        if best is None or not doubtful:
            words = text[start:end].lower()
            best = Mention(name.iso3, start, end, doubtful, name.manner, words)
        if not doubtful:
            break
    return best


def _is_doubtful(text: str, start: int, end: int, name: _Name) -> bool:
    if name.manner is Manner.SEAT:
        return True
    if name.manner is Manner.PLACE:
        return name.spaced and in_another_name(text, start, end)
    if name.manner is Manner.PEOPLE:
        return name.adjective and not _speaks_of_people(text, start, end, name)
    return name.trap not in (Trap.NONE, Trap.FORMER) and reads_otherwise(
        text, start, end, name.trap
    )


def _speaks_of_people(text: str, start: int, end: int, name: _Name) -> bool:
    """Whether an adjective speaks of a State or its people ("los tunecinos"), not of a language."""
    written, before = text[start:end], word_before(text, start)
    if name.language in _ARTICLES and written.endswith("s"):
        named = before.lower() in _ARTICLES[name.language]
        return named or speaks_of_the_state(name.language, before, word_after(text, end))
    if name.language == "ar" and written.endswith(_ARABIC_PLURALS) and written.startswith("ال"):
        return True
    return speaks_of_the_state(name.language, before, word_after(text, end))
