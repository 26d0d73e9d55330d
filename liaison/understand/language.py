"""The language that a text is written in."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from liaison.understand.language_likeness import Likely, likely
from liaison.vocabulary import Vocabulary

_SLICE = 200  # characters of each of three slices: more changes no answer and costs time
_GLIMPSE = 120  # characters of two places that are enough to agree with what a page declares
_SCRIPTS = re.compile(
    r"(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|(?P<cyrillic>[\u0400-\u052f]+)"
    r"|(?P<arabic>[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+)|(?P<kana>[\u3040-\u30ff]+)"
    r"|(?P<han>[\u3400-\u9fff]+)|(?P<hangul>[\uac00-\ud7af]+)|(?P<greek>[\u0370-\u03ff]+)"
    r"|(?P<hebrew>[\u0590-\u05ff]+)|(?P<armenian>[\u0530-\u058f]+)|(?P<georgian>[\u10a0-\u10ff]+)"
    r"|(?P<ethiopic>[\u1200-\u137f]+)|(?P<devanagari>[\u0900-\u097f]+)|(?P<bengali>[\u0980-\u09ff]+)"
    r"|(?P<gurmukhi>[\u0a00-\u0a7f]+)|(?P<gujarati>[\u0a80-\u0aff]+)|(?P<tamil>[\u0b80-\u0bff]+)"
    r"|(?P<telugu>[\u0c00-\u0c7f]+)|(?P<kannada>[\u0c80-\u0cff]+)|(?P<malayalam>[\u0d00-\u0d7f]+)"
    r"|(?P<sinhala>[\u0d80-\u0dff]+)|(?P<thai>[\u0e00-\u0e7f]+)|(?P<lao>[\u0e80-\u0eff]+)"
    r"|(?P<khmer>[\u1780-\u17ff]+)|(?P<myanmar>[\u1000-\u109f]+)|(?P<tibetan>[\u0f00-\u0fff]+)"
    r"|(?P<oriya>[\u0b00-\u0b7f]+)|(?P<tifinagh>[\u2d30-\u2d7f]+)"
)
_DENSE = frozenset(("han", "kana", "hangul"))  # a character of these says as much as three letters
_FEWEST = 3  # letters below which nothing is guessed
_FEW, _SOME = 24, 80  # letters below which an answer is a mere guess, or a weak one
_GUESS = 0.4
_SURE = 0.9
_CLEARLY = 0.5  # by so much must the words outweigh what the page declares


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language (its code in the vocabulary), how it was reached, and how sure that is."""

    code: str
    method: str
    confidence: float


def sample(text: str) -> tuple[str, int, int]:
    """What of a text is looked at, and the first stretch of it that is: start and end."""
    if len(text) <= 3 * _SLICE:
        return text, 0, len(text)
    middle = (len(text) - _SLICE) // 2
    first = min(_SLICE, middle - _SLICE) if len(text) > 6 * _SLICE else 0
    slices = (text[first : first + _SLICE], text[middle : middle + _SLICE], text[-_SLICE:])
    return " ".join(slices), first, first + _SLICE


def spoken(
    words: str, stated: str, source_languages: Collection[str], vocabulary: Vocabulary
) -> Spoken | None:
    """The language of a sample, or None where nothing tells.

    `stated` is what the page declares (BCP 47), believed where the script allows it and the
    words do not clearly say otherwise; `source_languages` what the source publishes in. A few
    letters are never more than a guess.
    """
    script, weight = script_of(words)
    possible = languages_written_in(script, vocabulary)
    if not possible:
        return None
    declared = stated.partition("-")[0].lower()
    declared = declared if declared in possible else ""
    published_in = [code for code in source_languages if code in possible]
    if len(possible) == 1:
        return Spoken(possible[0], "script", 0.95 if weight >= _FEW else 0.6)
    expected = _Expected(possible, declared, published_in)
    words = _of_script(words, script)
    if weight < _FEW:
        return _guessed(words, weight, expected, vocabulary)
    return _by_words(words, weight, expected, vocabulary)


def script_of(words: str) -> tuple[str, int]:
    """The script that most of the letters are of, and how much it says in Latin letters."""
    if words.isascii():
        letters = sum(map(str.isalpha, words))
        return ("latin" if letters else ""), letters
    counted = _scripts(words)
    if not +counted:
        return "", 0
    script, weight = counted.most_common(1)[0]
    return ("kana" if script == "han" and counted["kana"] else script), weight


@lru_cache(maxsize=256)
def languages_written_in(script: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The codes of the languages that a script is used for."""
    return tuple(
        language.code for language in vocabulary.languages.values() if script in language.scripts
    )


def _of_script(words: str, script: str) -> str:
    """The words of one script: a name in another tells nothing of the language."""
    if words.isascii() or script in _DENSE:
        return words
    matches = list(_SCRIPTS.finditer(words))
    if all(match.lastgroup == script for match in matches):
        return words
    return " ".join(match.group() for match in matches if match.lastgroup == script)


def _scripts(words: str) -> Counter[str]:
    """How many letters of each script there are."""
    letters: Counter[str] = Counter()
    for char, count in Counter(words).items():
        if script := _script(char):
            letters[script] += count * (3 if script in _DENSE else 1)
    return letters


@lru_cache(maxsize=16_000)
def _script(char: str) -> str:
    match = _SCRIPTS.match(char)
    return "" if match is None else match.lastgroup or ""


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a text is expected to be in, before its words are weighed."""

    possible: tuple[str, ...]
    declared: str
    published_in: list[str]


def _guessed(words: str, weight: int, expected: _Expected, vocabulary: Vocabulary) -> Spoken | None:
    """A few letters: as the page declares, else the likeliest that the source publishes in."""
    if expected.declared:
        return Spoken(expected.declared, "stated", 0.5)
    if len(expected.published_in) == 1:
        return Spoken(expected.published_in[0], "source", _GUESS)
    if weight < _FEWEST:
        return None
    best = likely(words, expected.published_in or expected.possible, vocabulary)[0]
    return Spoken(best.code, "few words", round(min(_GUESS, best.probability), 2))


def _by_words(
    words: str, weight: int, expected: _Expected, vocabulary: Vocabulary
) -> Spoken | None:
    limit = 0.6 if weight < _SOME else 0.99
    agreed = Spoken(expected.declared, "words and statement", min(limit + 0.1, 0.99))
    # Where beginning and end agree with what the page declares, the rest costs time for nothing.
    if expected.declared and all(
        likely(glimpse, expected.possible, vocabulary)[0].code == expected.declared
        for glimpse in _glimpses(words)
    ):
        return agreed
    ranked = likely(words, expected.possible, vocabulary)
    best = ranked[0]
    scores = {one.code: one.probability for one in ranked}
    if expected.declared == best.code:
        return agreed
    if expected.declared and best.probability - scores[expected.declared] < _CLEARLY:
        return Spoken(expected.declared, "stated", 0.55)
    if _is_doubtful(best, weight) and expected.published_in:
        code = max(expected.published_in, key=lambda one: scores[one])
        if code != best.code:
            return Spoken(code, "words and source", 0.45)
    return Spoken(best.code, "words", round(min(limit, best.probability), 2))


def _is_doubtful(best: Likely, weight: int) -> bool:
    return weight < _SOME or best.probability < _SURE


def _glimpses(words: str) -> tuple[str, ...]:
    """The beginning and the end of a sample."""
    return (words[:_GLIMPSE], words[-_GLIMPSE:]) if len(words) > 2 * _GLIMPSE else (words,)
