"""A folded text as words and sentences: what phrases and their negations are looked for in."""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import add

# A word: letters, marks and digits. Apostrophes and hyphens part words (d’avocat, ill-treatment).
WORD = re.compile(r"[^\W_]+")
# As many signs as a sentence ends with: a line of a million dots is not read a million times.
_END = re.compile(
    '[.!?\u2026\u061f\u06d4][.!?\u2026\u061f"\u00bb\u201d\u2019)\\]]{0,9}'
    '(?= [^\\W\\d_a-z\u00df-\u00ff\u0430-\u044f]| ?["\u00ab\u201c(\\[]| \\d)|\n'
)
# Words that a full stop shortens, and after which no sentence ends.
_SHORTENED_WORDS = (
    "mr mrs ms messrs dr prof gen sgt lt col capt gov sen rep hon rev st no nos art",
    "arts para paras",
    "vs etc al inc ltd co jr jan feb mar apr jun jul aug sep sept oct nov dec",
    "sr sra sres dra lic ing mme mlle mm me",
    "г гг ул им ст стр см т д п пп ч р",
)
_SHORTENED = frozenset(word for line in _SHORTENED_WORDS for word in line.split(" "))
_LONGEST = 120  # words after which a sentence is cut, so that no text makes one of a million words


@dataclass(frozen=True, slots=True, eq=False)
class Worded:
    """The words of a folded text in lower case, with where each begins and ends in that text.

    `sentences` holds the number of the first word of each sentence, in order; `vocabulary` each
    word once, `places` the numbers at which it stands.
    """

    text: str
    words: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    sentences: Sequence[int]
    vocabulary: frozenset[str]
    places: Mapping[str, Sequence[int]]

    def sentence(self, word: int) -> tuple[int, int]:
        """The words, first and behind the last, of the sentence that holds a word."""
        at = bisect_right(self.sentences, word)
        first = self.sentences[at - 1] if at else 0
        return first, self.sentences[at] if at < len(self.sentences) else len(self.words)

    def between(self, word: int, later: int) -> str:
        """What stands between two words, themselves left out."""
        return self.text[self.ends[word] : self.starts[later]]


def worded(text: str) -> Worded:
    """The words of a folded text. Costs time in proportion to its length."""
    lower = text.lower()
    words = WORD.findall(lower)
    starts = array("I", [match.start() for match in WORD.finditer(lower)])
    ends = array("I", map(add, starts, map(len, words)))
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, word in enumerate(words):
        places[word].append(number)
    sentences = _sentences(text, words, starts)
    return Worded(text, words, starts, ends, sentences, frozenset(places), dict(places))


def _sentences(text: str, words: Sequence[str], starts: Sequence[int]) -> Sequence[int]:
    firsts = array("I", [0])
    for match in _END.finditer(text):
        first = bisect_right(starts, match.start())
        if match.group() == "." and (
            not first or len(words[first - 1]) == 1 or words[first - 1] in _SHORTENED
        ):
            continue
        if first > firsts[-1]:
            _add(firsts, first)
    _add(firsts, len(words))
    firsts.pop()
    return firsts


def _add(firsts: "array[int]", first: int) -> None:
    while first - firsts[-1] > _LONGEST:
        firsts.append(firsts[-1] + _LONGEST)
    firsts.append(first)
