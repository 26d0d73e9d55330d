"""Where a text uses the words of a list of the vocabulary.

A list is a file of words (`liaison/vocabulary/data/*_words.csv`); docs/how-to/add-a-term.md says
how its phrases are written. To find the words of a new list:

1. add the file to `WORDS` in `liaison/vocabulary/files.py`, with the file whose codes it uses;
2. `told(read, "theme_words", language)` of `liaison.understand.negation` gives every use of its
   words in title and text, with the mood it is told in; `read.span(use.part, use.start, use.end)`
   is its place in the original.

A phrase hides the shorter ones of its list that are part of it: "house arrest" is no "arrest".
A row without a code hides only: "cardiac arrest". The words of one language are looked for in
documents of that language, and in sentences of other documents that are written in it.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from liaison.understand.folding import folded
from liaison.understand.worded import WORD, Worded
from liaison.vocabulary import Vocabulary, Wording
from liaison.vocabulary.terms.wordings import PLACES, STRENGTHS

_GAP = ".."
_MOST_BETWEEN = 5  # words that a gap may stand for
_CACHED = 100_000  # words whose first steps are remembered
_HEAD = 3
_ARABIC = "\u0621", "\u064a"
_ARABIC_PREFIXES = (
    "\u0648\u0628\u0627\u0644",  # wa-bi-l-
    "\u0648\u0627\u0644",
    "\u0628\u0627\u0644",
    "\u0641\u0627\u0644",
    "\u0643\u0627\u0644",
    "\u0648\u0644\u0644",
    "\u0644\u0644",
    "\u0627\u0644",
    "\u0648\u0628",
    "\u0648\u0644",
    "\u0648\u0633",
    "\u0648",
    "\u0641",
    "\u0628",
    "\u0644",
    "\u0643",
    "\u0633",
)
# Strengths of which a longer phrase hides either; what stands before and after hides not.
_SAME = frozenset((*product(STRENGTHS, STRENGTHS), *((place, place) for place in PLACES)))
_TENSES = ("é", "ó")
_SHORTEST = 3  # letters of an Arabic word that may stand behind a prefix
# Words that sentences of one language are full of and those of the others are not.
_COMMON = {
    "en": "the of and to was were that with for by from his her their have been is at who not",
    "fr": "le les des du et une dans par pour est sont ont été qui sur avec aux au il elle n d l",
    "es": "el los las del y una con su sus ha han sido está fue fueron por hay lo haya al",
    "pt": "o os do dos das uma com não foi foram pelo pela em ao é são seu sua",
    "ru": "и в на не что по с был была были за от его её из к о об как это он она",
    "ar": "في من على ان الي عن مع التي الذي هذا هذه بعد كان كانت قد لم ما وقد منذ علي",
}
_FUNCTION_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


class Hit(NamedTuple):
    """A phrase of a list: `words` are the numbers of its words, `start` and `end` its characters.

    `end` is exclusive; both count in the folded text.
    """

    code: str
    language: str
    strength: str
    words: tuple[int, ...]
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: what may come next, at once or after a gap, and what ends."""

    next: dict[str, "_Node"] = field(default_factory=dict)
    later: dict[str, "_Node"] = field(default_factory=dict)
    ends: list[tuple[str, str, str]] = field(default_factory=list)


class Matcher:
    """All phrases of a list as one tree of words; a text is walked once."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        """Build the tree. Costs time in proportion to the number of phrases."""
        self._root = _Node()
        self._whole: set[str] = set()
        self._stems: set[str] = set()
        self._known: dict[str, tuple[str, ...]] = {}
        self._first: dict[str, tuple[_Node, ...]] = {}
        self._starting: set[str] = set()  # the words of `_first`
        self._seen: set[str] = set()
        for wording in wordings:
            for phrase in wording.words:
                for way in ways(phrase):
                    self._add(way, (wording.code, wording.language, wording.strength))
        lengths = {len(stem) - 1 for stem in self._stems}
        self._lengths = sorted(lengths)
        self._head = min((_HEAD, *lengths))  # letters by which most words are told to have no stem
        self._heads = {stem[: self._head] for stem in self._stems}

    def _add(self, way: Sequence[str], end: tuple[str, str, str]) -> None:
        node, gap = self._root, False
        for element in way:
            if element == _GAP:
                gap = True
                continue
            (self._stems if element.endswith("*") else self._whole).add(element)
            branch = node.later if gap else node.next
            node, gap = branch.setdefault(element, _Node()), False
        if end not in node.ends:
            node.ends.append(end)

    def hits(self, text: Worded) -> list[Hit]:
        """Every phrase of the list in a text, in order, but for those inside a longer one."""
        self._look_up(text.vocabulary - self._seen)
        found: list[Hit] = []
        for word in text.vocabulary & self._starting:
            for node in self._first[word]:
                if node.next or node.later:
                    self._follow(text, node, text.places[word], found)
                else:
                    for at in text.places[word]:
                        _ended(text, node, (at,), found)
        return _outermost(found)

    def _follow(self, text: Worded, node: _Node, places: Sequence[int], found: list[Hit]) -> None:
        """What the phrases come to that begin with a word at these places.

        Most begin none: so what stands behind the word is looked at before anything else.
        """
        words, known, last = text.words, self._known, len(text.words) - 1
        ahead = range(1, _MOST_BETWEEN + 2 if node.later else 2)
        branches = node.next.keys() | node.later.keys() if node.later else node.next.keys()
        for at in places:
            if node.ends:
                _ended(text, node, (at,), found)
            for by in ahead:
                if at + by > last:
                    break
                following = words[at + by]
                elements = known.get(following)
                if elements is None:
                    elements = self._elements(following)
                if elements and not branches.isdisjoint(elements):
                    self._walk(text, node, (at,), text.sentence(at)[1], found)
                    break

    def _look_up(self, words: frozenset[str]) -> None:
        """Note of words that were not met before which phrases begin with them."""
        if len(self._seen) + len(words) > _CACHED:
            self._seen.clear()
        for word in words:
            if nodes := tuple(self._steps(self._root.next, word)):
                self._first[word] = nodes
                self._starting.add(word)
        self._seen |= words

    def knows(self, word: str) -> bool:
        """Whether a word is a phrase of the list by itself."""
        return any(node.ends for node in self._steps(self._root.next, word))

    def _walk(
        self, text: Worded, node: _Node, taken: tuple[int, ...], limit: int, found: list[Hit]
    ) -> None:
        """Add the phrases that go on from a node, reached by the words `taken`."""
        at = taken[-1] + 1
        if node.next and at < limit:
            for following in self._steps(node.next, text.words[at]):
                self._reach(text, following, (*taken, at), limit, found)
        if node.later:
            for later in range(at, min(limit, at + _MOST_BETWEEN + 1)):
                for following in self._steps(node.later, text.words[later]):
                    self._reach(text, following, (*taken, later), limit, found)

    def _reach(
        self, text: Worded, node: _Node, taken: tuple[int, ...], limit: int, found: list[Hit]
    ) -> None:
        """Add the phrases that end in a node, and those that go on from it."""
        if node.ends:
            _ended(text, node, taken, found)
        if node.next or node.later:
            self._walk(text, node, taken, limit, found)

    def _steps(self, branch: dict[str, _Node], word: str) -> Sequence[_Node]:
        return [branch[element] for element in self._elements(word) if element in branch]

    def _elements(self, word: str) -> tuple[str, ...]:
        """The elements of phrases that a word of a text can stand for."""
        known = self._known.get(word)
        if known is None:
            known = tuple(dict.fromkeys(self._looked_up(word)))
            if len(self._known) > _CACHED:
                self._known.clear()
            self._known[word] = known
        return known

    def _looked_up(self, word: str) -> Iterator[str]:
        for form in _forms(word):
            if form in self._whole:
                yield form
            if form[: self._head] in self._heads:
                for length in self._lengths:
                    if length <= len(form) and (stem := f"{form[:length]}*") in self._stems:
                        yield stem


def _ended(text: Worded, node: _Node, taken: tuple[int, ...], found: list[Hit]) -> None:
    """Add the phrases that end in a node, reached by the words `taken`."""
    start, end = text.starts[taken[0]], text.ends[taken[-1]]
    for code, language, strength in node.ends:
        found.append(Hit(code, language, strength, taken, start, end))


def _forms(word: str) -> Iterator[str]:
    """A word, and an Arabic one without what is written in one with it."""
    yield word
    if not _ARABIC[0] <= word[0] <= _ARABIC[1]:
        return
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield word[len(prefix) :]


def ways(phrase: str) -> list[tuple[str, ...]]:
    """The ways of writing a phrase, each as its words: stems end in "*", ".." is a gap.

    Words written with accents are also found without.
    """
    elements = [
        [way for one in element.split("/") for way in _spelt(one)]
        for element in folded(phrase).lower().split()
    ]
    return [tuple(word for words in way for word in words) for way in product(*elements)]


def _spelt(element: str) -> Iterator[tuple[str, ...]]:
    """The spellings of an element, each as the words that apostrophes and hyphens part it into."""
    yield from ((_GAP,),) if element == _GAP else product(*map(_accents, _parted(element)))


def _parted(element: str) -> list[str]:
    words = WORD.findall(element)
    return [*words[:-1], f"{words[-1]}*"] if element.endswith("*") else words


def _accents(word: str) -> Iterator[str]:
    """A word, and as it looks without its accents, but for a last one that makes the tense.

    ("condamné" is no "condamne", "mató" no "mato".)
    """
    yield word
    body, last = (word[:-1], word[-1]) if word.endswith(_TENSES) else (word, "")
    if word[0] <= "\u024f":
        bare = "".join(
            letter
            for letter in unicodedata.normalize("NFD", body)
            if not unicodedata.combining(letter)
        )
        if bare != body:
            yield bare + last
    elif "\u0451" in word:
        yield word.replace("\u0451", "\u0435")


def _outermost(found: list[Hit]) -> list[Hit]:
    """The hits that are no part of a longer one, in the order of their first words."""
    kept: list[Hit] = []
    near: list[Hit] = []
    for hit in sorted(found, key=lambda one: (one.words[0], -len(one.words), one.strength)):
        if near:
            near = [one for one in near if one.words[-1] >= hit.words[0]]
            if any(_is_part(hit, one) for one in near):
                continue
        near.append(hit)
        kept.append(hit)
    return [one for one in kept if one.code]


def _is_part(hit: Hit, longer: Hit) -> bool:
    """Whether a phrase stands in a longer one, or with the same code within its bounds."""
    if hit.language != longer.language:
        return False
    if hit.code == longer.code and (hit.strength, longer.strength) in _SAME:
        return hit.words[-1] <= longer.words[-1]
    return len(hit.words) < len(longer.words) and set(hit.words) <= set(longer.words)


@lru_cache(maxsize=32)
def matcher(vocabulary: Vocabulary, list_name: str, *codes: str) -> Matcher:
    """The matcher of one list of words, or of some of its codes. Built once per process."""
    wordings = vocabulary.words[list_name]
    return Matcher([one for one in wordings if one.code in codes] if codes else wordings)


def hits(text: Worded, vocabulary: Vocabulary, list_name: str, language: str) -> list[Hit]:
    """The phrases of a list in a text, in the document's `language` (ISO 639-1, or "" if unknown).

    Phrases of another language count where the sentence is written in that one.
    """
    return [
        hit
        for hit in matcher(vocabulary, list_name).hits(text)
        if hit.language == language or not language or _is_written_in(text, hit, language)
    ]


def _is_written_in(text: Worded, hit: Hit, language: str) -> bool:
    first, behind = text.sentence(hit.words[0])
    words = text.words[first:behind]
    count = _share(words, hit.language)
    return count > 1 and count > 2 * _share(words, language)


def _share(words: Sequence[str], language: str) -> int:
    common = _FUNCTION_WORDS.get(language, frozenset())
    return sum(word in common for word in words)
