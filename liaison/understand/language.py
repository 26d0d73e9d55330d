"""The language that a text is written in."""

import copy
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from liaison.vocabulary import Vocabulary

_SLICE = 600  # characters of each of three slices: more changes no answer and costs time
_GLIMPSE = 150  # characters of three places that are enough to agree with what a page declares
_SCRIPTS = re.compile(
    r"(?P<latin>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|(?P<cyrillic>[\u0400-\u052f]+)"
    r"|(?P<arabic>[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+)|(?P<kana>[\u3040-\u30ff]+)"
    r"|(?P<han>[\u3400-\u9fff]+)|(?P<hangul>[\uac00-\ud7af]+)|(?P<greek>[\u0370-\u03ff]+)"
    r"|(?P<hebrew>[\u0590-\u05ff]+)|(?P<armenian>[\u0530-\u058f]+)|(?P<georgian>[\u10a0-\u10ff]+)"
    r"|(?P<ethiopic>[\u1200-\u137f]+)|(?P<devanagari>[\u0900-\u097f]+)|(?P<bengali>[\u0980-\u09ff]+)"
    r"|(?P<gurmukhi>[\u0a00-\u0a7f]+)|(?P<gujarati>[\u0a80-\u0aff]+)|(?P<tamil>[\u0b80-\u0bff]+)"
    r"|(?P<telugu>[\u0c00-\u0c7f]+)|(?P<kannada>[\u0c80-\u0cff]+)|(?P<malayalam>[\u0d00-\u0d7f]+)"
    r"|(?P<sinhala>[\u0d80-\u0dff]+)|(?P<thai>[\u0e00-\u0e7f]+)|(?P<lao>[\u0e80-\u0eff]+)"
    r"|(?P<khmer>[\u1780-\u17ff]+)"
)
_DENSE = frozenset(("han", "kana", "hangul"))  # a character of these says as much as three letters
_FEW, _SOME = 24, 80  # letters below which a guess is none, or a weak one
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
    words do not clearly say otherwise; `source_languages` what the source publishes in.
    """
    letters: Counter[str] = Counter()
    if words.isascii():
        letters["latin"] = sum(map(str.isalpha, words))
    else:
        letters.update(_scripts(words))
    if not +letters:
        return None
    script, weight = letters.most_common(1)[0]
    if script == "han" and letters["kana"]:
        script = "kana"
    possible = [
        language.code for language in vocabulary.languages.values() if script in language.scripts
    ]
    declared = stated.partition("-")[0].lower()
    declared = declared if declared in possible else ""
    published_in = [code for code in source_languages if code in possible]
    if len(possible) == 1:
        return Spoken(possible[0], "script", 0.95 if weight >= _FEW else 0.6)
    if weight < _FEW:
        return _without_words(declared, published_in)
    return _by_words(words, weight, _Expected(script, declared, published_in), vocabulary)


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


def _without_words(declared: str, published_in: list[str]) -> Spoken | None:
    if declared:
        return Spoken(declared, "stated", 0.5)
    return Spoken(published_in[0], "source", 0.4) if len(published_in) == 1 else None


@dataclass(frozen=True, slots=True)
class _Expected:
    """What a text is expected to be in, before its words are weighed."""

    script: str
    declared: str
    published_in: list[str]


def _by_words(
    words: str, weight: int, expected: _Expected, vocabulary: Vocabulary
) -> Spoken | None:
    identifier = _identifier(vocabulary, expected.script)
    if identifier is None:
        return _without_words(expected.declared, expected.published_in)
    limit = 0.6 if weight < _SOME else 0.99
    agreed = Spoken(expected.declared, "words and statement", min(limit + 0.1, 0.99))
    # Where beginning, middle and end agree with what the page declares, the rest costs time for
    # nothing.
    if expected.declared and all(
        _best(identifier, glimpse) == expected.declared for glimpse in _glimpses(words)
    ):
        return agreed
    ranked = identifier.rank(words)
    code, probability = ranked[0]
    scores = dict(ranked)
    if expected.declared == code:
        return agreed
    if expected.declared and probability - scores.get(expected.declared, 1) < _CLEARLY:
        return Spoken(expected.declared, "stated", 0.55)
    likely = [one for one in expected.published_in if one in scores]
    if likely and code not in likely and (weight < _SOME or probability < _SURE):
        return Spoken(max(likely, key=lambda one: scores[one]), "words and source", 0.45)
    return Spoken(code, "words", round(min(limit, probability), 2))


def _glimpses(words: str) -> tuple[str, ...]:
    if len(words) <= 2 * _GLIMPSE:
        return (words,)
    middle = (len(words) - _GLIMPSE) // 2
    return words[:_GLIMPSE], words[middle : middle + _GLIMPSE], words[-_GLIMPSE:]


def _best(identifier: LanguageIdentifier, words: str) -> str:
    code: str = identifier.classify(words)[0]
    return code


@lru_cache(maxsize=32)
def _identifier(vocabulary: Vocabulary, script: str) -> LanguageIdentifier | None:
    """The identifier for the languages of one script, or None where it knows none of them."""
    model = _model()
    known = {
        language.code
        for language in vocabulary.languages.values()
        if script in language.scripts and language.code in model.labels
    }
    if not known:
        return None
    identifier = copy.copy(model)
    identifier.set_languages(sorted(known))
    return identifier


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
