"""Where a text names States and territories, in the languages of the vocabulary."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from liaison.understand.folding import folded
from liaison.understand.russian import case_forms
from liaison.vocabulary import Trap, Vocabulary

_ARABIC_PREFIXES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"))
_PREPOSITIONS = (
    "in to from of for and with by at on the via near against visit across",
    "en au aux à de du la le les pour et vers chez sur contre l\u2019île",
    "a al del desde para hacia con y e em no na do da",
    "в во на из о об по к и с от для",
    "في إلى من دولة جمهورية حكومة سلطنة مملكة شمال جنوب",
)
_BEFORE_A_PLACE = frozenset(
    folded(word).lower() for line in _PREPOSITIONS for word in line.split(" ")
)
# What an adjective must stand before to speak of the State or its people, not of a language.
_PUBLIC_WORDS = (
    "activist activists ambassador appeal appeals army asylum authorities blogger border",
    "cabinet citizen citizens civil civilians congress constitution constitutional court",
    "courts criminal defender defenders delegation detention dissident dissidents embassy",
    "executive federal forces foreign government human intelligence interior journalist",
    "journalists judge judges judicial judiciary justice law laws lawyer lawyers leader",
    "leaders legal legislation legislators media migrants military minister ministers",
    "ministry mission mothers national nationals navy newspaper officer officials",
    "opposition parliament parliamentary penal people peoples police political politician",
    "politicians president presidential prime prison prisoner prisoners prisons",
    "prosecution prosecutor prosecutors protesters radio refugee refugees regime rights",
    "security senate soldiers state students supreme territories territory troops union",
    "women workers writer",
)
_PUBLIC_LIFE = frozenset(word for line in _PUBLIC_WORDS for word in line.split(" "))
_STUBBORN = (Trap.PERSON, Trap.WORD)  # hold for the name in whatever language
_SHORT = 3  # abbreviations so short that shouting could write them: US, UK, OPT


@dataclass(frozen=True, slots=True)
class Mention:
    """A country named at `start` to `end` (exclusive) of the folded text.

    `doubtful`: the words around it read like a person's name or a common word.
    """

    iso3: str
    start: int
    end: int
    doubtful: bool


@dataclass(frozen=True, slots=True)
class _Name:
    iso3: str
    length: int
    trap: Trap
    shouted: bool  # an abbreviation: written in capitals or not at all
    cased: bool  # in a script that has capitals
    spaced: bool  # in a script that parts words


@lru_cache(maxsize=2)
def _automaton(vocabulary: Vocabulary) -> ahocorasick.Automaton:
    """All names in all forms; the values are `_Name`s. Built once per process."""
    automaton = ahocorasick.Automaton()
    traps = {
        (name.language, folded(name.name).lower()): name.trap for name in vocabulary.country_names
    }
    for iso3, language, written in _names(vocabulary):
        name = folded(written)
        trap = traps.get((language, name.lower()), Trap.NONE)
        for form in _forms(name, language):
            if not automaton.exists(form) or trap is Trap.NONE:
                held = automaton.get(form, None)
                if held is not None and held.trap in _STUBBORN and held.iso3 == iso3:
                    continue
                automaton.add_word(form, _described(form, name, iso3, trap))
    automaton.make_automaton()
    return automaton


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, str, str]]:
    for name in vocabulary.country_names:
        yield name.iso3, name.language, name.name
    for country in vocabulary.countries.values():
        for language, written in country.names.items():
            yield country.iso3, language, written


def _forms(name: str, language: str) -> set[str]:
    small = name.lower()
    forms = case_forms(small) if language == "ru" and not name.isupper() else {small}
    if language == "ar" and small.startswith("ال"):
        forms = forms | {f"لل{small[2:]}"}
    bare = {
        "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c))
        for form in forms
        if language not in ("ru", "ar", "zh")
    }
    yo = {form.replace("ё", "е") for form in forms}
    return forms | bare | yo


def _described(form: str, name: str, iso3: str, trap: Trap) -> _Name:
    letters = [character for character in name if character.isalpha()]
    return _Name(
        iso3=iso3,
        length=len(form),
        trap=trap,
        shouted=len(letters) > 1 and all(letter.isupper() for letter in letters),
        cased=letters[0].lower() != letters[0].upper(),
        spaced=not "\u2e80" <= letters[0] <= "\u9fff",
    )


def mentions(text: str, vocabulary: Vocabulary) -> list[Mention]:
    """The countries that a folded text names, in order; longer names hide those inside them."""
    lower = text.lower()
    found = []
    for last, name in _automaton(vocabulary).iter_long(lower):
        start, end = last + 1 - name.length, last + 1
        if name.trap is Trap.ANOTHER or not _stands_alone(text, start, end, name):
            continue
        if name.cased and not _is_capitalised(text, start, end, name):
            continue
        doubtful = name.trap is not Trap.NONE and _reads_otherwise(text, start, end, name.trap)
        found.append(Mention(name.iso3, start, end, doubtful))
    return _settled(found, lower)


def _stands_alone(text: str, start: int, end: int, name: _Name) -> bool:
    if not name.spaced:
        return True
    if text[end : end + 1].isalpha():
        return False
    if not text[start - 1 : start].isalnum():
        return True
    if name.cased:
        return text[start - 1].isdigit()
    first = start
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first:start] in _ARABIC_PREFIXES


def _is_capitalised(text: str, start: int, end: int, name: _Name) -> bool:
    written = text[start:end]
    if name.shouted:
        return written.isupper() and not (name.length <= _SHORT and _shouts(text, start, end))
    if written[0].isupper():
        return True
    return " " in written and written.replace("\u2019", " ").rsplit(" ", 1)[-1][0].isupper()


def _shouts(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals too."""
    before, after = _word_before(text, start), _word_after(text, end)
    return len(before) > 1 and before.isupper() and (not after or after.isupper())


def _word_before(text: str, start: int) -> str:
    """The word that only a space parts from `start`, or ""."""
    if text[start - 1 : start] != " ":
        return ""
    first = start - 1
    while first and (text[first - 1].isalpha() or text[first - 1] == "\u2019"):
        first -= 1
    return text[first : start - 1]


def _word_after(text: str, end: int) -> str:
    if text[end : end + 1] != " ":
        return ""
    last = end + 1
    while last < len(text) and text[last].isalpha():
        last += 1
    return text[end + 1 : last]


def _reads_otherwise(text: str, start: int, end: int, trap: Trap) -> bool:
    before, after = _word_before(text, start), _word_after(text, end)
    placed = before.lower() in _BEFORE_A_PLACE
    if trap is Trap.ADJECTIVE:
        return after.lower() not in _PUBLIC_LIFE
    if trap is Trap.WORD:
        return not placed and text[end : end + 1] not in (":", "/")
    if before and not placed and before.istitle():
        return True
    return not placed and after.istitle() and not text[start:end].isupper()


def _settled(found: list[Mention], lower: str) -> list[Mention]:
    """Without countries only doubtfully named, and with "Congo" given to one of the two."""
    certain = {mention.iso3 for mention in found if not mention.doubtful}
    kept = [mention for mention in found if mention.iso3 in certain]
    bare = all(
        lower[m.start : m.end] in ("congo", "the congo", "конго", "الكونغو")
        for m in kept
        if m.iso3 == "COG"
    )
    if "COD" in certain and bare:
        return [Mention("COD", m.start, m.end, m.doubtful) if m.iso3 == "COG" else m for m in kept]
    return kept
