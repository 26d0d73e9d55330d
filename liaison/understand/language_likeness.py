"""How like each language a text is: by its sequences of letters, its letters and its words.

py3langid knows the sequences of some 140 languages from long texts. A few words are too little for
it, near relatives are one to it, and some official languages of Africa and of Europe are not among
those it knows: so letters and the commonest words (language_marks.csv) speak beside it, and of
languages that it takes for a relative the trained weights of `kin_weights.json`
(`liaison.measure.kin_languages` trains them).
"""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from liaison.understand.kin_weights import Kin, grams, kin
from liaison.vocabulary import LanguageMarks, Vocabulary

# Labels of the library that the vocabulary counts under another language.
_PART_OF = {
    "nn": "no",
    "ary": "ar",
    "arz": "ar",
    "wuu": "zh",
    "yue": "zh",
    "uzs": "uz",
    "sdh": "ku",
    "gug": "gn",
    "fuv": "ff",
}
# What parts words: the vowel signs of Indic and Thai scripts are letters here.
_BETWEEN = re.compile(
    r"[^\w\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff\u1200-\u137f]+|[\d_]+"
)
# Weights, in natural logarithms as the library scores, found on sentences of half the languages
# and checked on the others: a word, and a word more by its length; a letter, at most so often.
_WORD, _WORD_LETTER, _WORD_MOST = 3.0, 0.5, 5.0
_LETTER, _LETTER_TIMES = 2.0, 2
_SELDOM = 2.0
_RELATIVE = 3.0  # what a language has less than the relative that the library knows in its place
_STRANGER = 10.0  # what one without any such relative has less than the best
_KIN_SHARE = 0.3  # of the trained weights
_KIN_LENGTH = 250  # characters that they are read from
_KIN_REACH = 25.0  # only where it, or its relative, scores no more than so much below the best
_SHOUTED = 0.5  # share of capitals from which a text is read in small letters

Scores = NDArray[np.float32]


class Likely(NamedTuple):
    """A language, and how probable it is among those that were possible."""

    code: str
    probability: float


def likely(text: str, possible: Collection[str], vocabulary: Vocabulary) -> list[Likely]:
    """The possible languages (codes of the vocabulary), the likeliest first."""
    voices = _voices(vocabulary)
    columns = [voices.columns[code] for code in possible]
    scores = _scores(text, voices, columns)
    # The library's own measure: the longer a text, the less a byte of it counts.
    powers = np.exp((scores - scores.max()) / math.sqrt(len(text.encode("utf-8", "replace")) or 1))
    shares = powers / powers.sum()
    codes = list(possible)
    order = np.argsort(-shares, kind="stable")
    return [Likely(codes[at], float(shares[at])) for at in order.tolist()]


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up: small, composed, without signs."""
    return _BETWEEN.sub(" ", unicodedata.normalize("NFC", text).lower()).split()


@lru_cache(maxsize=512)
def common_words(language: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The commonest words of a language, as `words_of` gives them; none where no list is kept."""
    marks = vocabulary.language_marks.get(language)
    return frozenset(() if marks is None else marks.words)


@dataclass(frozen=True, slots=True)
class _Voices:
    """All that speaks on languages: `columns` says where each stands in every row of scores."""

    columns: Mapping[str, int]
    library: LanguageIdentifier
    # For each label of the library the column it counts for, and for each language that it lacks
    # its column and that of its relative.
    labels: Mapping[str, int]
    relatives: Sequence[tuple[int, int]]
    word_rows: Mapping[str, int]
    words: Scores
    letter_rows: Mapping[str, int]
    letters: Scores
    seldom: Scores
    kin: Sequence[tuple[int, int, Kin]]


def _scores(text: str, voices: _Voices, columns: Sequence[int]) -> Scores:
    plain = text.lower() if _is_shouted(text) else text
    scores = _by_library(plain, voices)
    words = words_of(plain)
    rows = [row for word in set(words) if (row := voices.word_rows.get(word)) is not None]
    if rows:
        scores += voices.words[rows].sum(axis=0)
    if not plain.isascii():
        scores += _by_letters(plain, voices)
    scores += voices.seldom
    for column, weights in _called_for(scores, columns, voices):
        known = sum(weights.get(gram, 0) for gram in grams(words, _KIN_LENGTH))
        scores[column] += _KIN_SHARE * known
    chosen: Scores = scores[list(columns)]
    return chosen


def _is_shouted(text: str) -> bool:
    if text.islower():
        return False
    return sum(map(str.isupper, text)) > _SHOUTED * sum(map(str.isalpha, text))


def _by_library(text: str, voices: _Voices) -> Scores:
    scores = np.full(len(voices.columns), -np.inf, dtype=np.float32)
    labels, ranked = zip(*voices.library.rank(text), strict=True)
    columns = [voices.labels[label] for label in labels]
    np.maximum.at(scores, columns, np.array(ranked, dtype=np.float32))
    for column, relative in voices.relatives:
        scores[column] = scores[relative] - _RELATIVE
    # One that the library knows neither itself nor by a relative has nothing but its words.
    scores[np.isneginf(scores)] = scores.max() - _STRANGER
    return scores


def _by_letters(text: str, voices: _Voices) -> Scores:
    found = {
        row: min(times, _LETTER_TIMES)
        for letter, times in Counter(text.lower()).items()
        if (row := voices.letter_rows.get(letter)) is not None
    }
    times = np.fromiter(found.values(), dtype=np.float32, count=len(found))
    scores: Scores = times @ voices.letters[list(found)]
    return scores


def _called_for(
    scores: Scores, columns: Sequence[int], voices: _Voices
) -> Iterator[tuple[int, Mapping[str, float]]]:
    """The trained languages that may be meant: most texts are far from all of them."""
    least = scores.max() - _KIN_REACH
    for column, relative, trained in voices.kin:
        if column in columns and max(scores[column], scores[relative]) > least:
            yield column, trained.weights


@lru_cache(maxsize=8)
def _voices(vocabulary: Vocabulary) -> _Voices:
    columns = {code: at for at, code in enumerate(vocabulary.languages)}
    library = LanguageIdentifier.from_model_file(MODEL_FILE)
    labels = {
        label: columns[code]
        for label in library.labels
        if (code := _PART_OF.get(label, label)) in columns
    }
    library.set_languages(list(labels))
    library.nb_ptc = np.ascontiguousarray(library.nb_ptc)  # in the order in which it is read
    marks = vocabulary.language_marks
    word_rows, words = _table(columns, {code: one.words for code, one in marks.items()}, _weight)
    letter_rows, letters = _table(
        columns, {code: one.letters for code, one in marks.items()}, lambda _: _LETTER
    )
    known = set(labels.values())
    return _Voices(
        columns=columns,
        library=library,
        labels=labels,
        relatives=[
            (columns[code], columns[one.like])
            for code, one in marks.items()
            if one.like and columns[code] not in known
        ],
        word_rows=word_rows,
        words=words,
        letter_rows=letter_rows,
        letters=letters,
        seldom=_seldom(columns, marks),
        kin=[
            (columns[code], columns[trained.like], trained)
            for code, trained in kin().items()
            if code in columns and trained.like in columns
        ],
    )


def _weight(word: str) -> float:
    return min(_WORD + _WORD_LETTER * len(word), _WORD_MOST)


def _seldom(columns: Mapping[str, int], marks: Mapping[str, LanguageMarks]) -> Scores:
    scores = np.zeros(len(columns), dtype=np.float32)
    for code, one in marks.items():
        scores[columns[code]] = -_SELDOM if one.seldom else 0
    return scores


def _table(
    columns: Mapping[str, int],
    signs: Mapping[str, Collection[str]],
    weight: Callable[[str], float],
) -> tuple[dict[str, int], Scores]:
    """A row of scores for each sign, and which row is whose."""
    rows: dict[str, int] = {}
    for some in signs.values():
        for sign in some:
            rows.setdefault(sign, len(rows))
    scores = np.zeros((len(rows), len(columns)), dtype=np.float32)
    for code, some in signs.items():
        for sign in some:
            scores[rows[sign], columns[code]] = weight(sign)
    return rows, scores
