"""Where in a text the terms of a question stand.

Only words that begin as a term begins are looked at, and of these each distinct one is spelt and
stemmed once a question: a page asks for twenty passages.
"""

import functools
import itertools
import re
import threading
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from liaison.index.asked import Asked, Leaf, Near, Node, Phrase, Prefix, Said, Sounding, Wide, Word
from liaison.index.asked import nodes as nodes_of
from liaison.index.beginnings import TOLD, Beginnings, Starts, keeps_beginnings
from liaison.index.folding import (
    Spelling,
    may_unfold,
    places,
    places_of,
    spellings,
    surfaces,
    untied,
)
from liaison.index.grammar import LONGEST_ROW
from liaison.index.lexicon import Stemmer
from liaison.index.scripts import script_of, sounds, sounds_elsewhere
from liaison.index.translations import translations

_LITTLE = 3  # letters of a word that says nothing beside others: of, de, в
_MOST_QUESTIONS = 8  # whose words are remembered
_MOST_KNOWN = 50_000  # words
_MOST_SAID = 65_536  # of what languages say, with its stems
_TOGETHER = 80  # characters within which the words of another language say one thing
_SCRIPT = re.compile("[+=]")  # what follows the script in the name of a sound


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters `start` to `end` of a text, which are what term number `term` asked for."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What a surface gives: its plain parts, and the terms that it alone answers.

    `shares` are the terms that it answers with others: their number, and which of their words.
    """

    plain: tuple[str, ...]
    terms: frozenset[int]
    shares: frozenset[tuple[int, int]] = frozenset()


def _terms(asked: Asked) -> Iterator[tuple[Leaf, ...]]:
    """What was asked for, each with the other ways to say it: either counts once."""
    wanted = set(asked.wanted)
    within: set[Node] = set()
    for node in nodes_of(asked.tree):
        if isinstance(node, Wide):
            own = [one for one in nodes_of(node.asked) if isinstance(one, Word) and one in wanted]
            within.update(own)
            ways = [part for way in node.ways for part in way.parts]
            for one in own:
                yield one, *ways
        elif isinstance(node, Word | Phrase | Prefix | Near) and node in wanted - within:
            within.add(node)
            yield (node,)


def _telling(terms: list[tuple[Leaf, ...]], stem: Stemmer) -> list[tuple[Leaf, ...]]:
    """Without the little words of a language, where there are others."""
    dictionary = translations(stem)
    languages = dictionary.languages([one.text for one, *_ in terms if isinstance(one, Word)])
    return [
        term
        for term in terms
        if not isinstance(one := term[0], Word)
        or one.text.isupper()  # of a reference, say
        or not dictionary.is_empty(one.text, languages)
    ] or terms


class Searches:
    """The searches for what one question asked, by language: the next text may share its words."""

    def __init__(self, asked: Asked, stem: Stemmer) -> None:
        self.asked = asked
        self._terms = _telling(list(_terms(asked)), stem)
        self.terms = len(self._terms)
        self._stem = stem
        self._by_language: dict[str, Search] = {}

    def of(self, language: str) -> "Search":
        """The search of texts in that language."""
        found = self._by_language.get(language)
        if found is None or found.is_full:
            found = self._by_language[language] = Search(self._terms, language, self._stem)
        return found


_LATEST: dict[tuple[int, Stemmer], Searches] = {}  # by the identity of what was asked
_turn = threading.Lock()


def searches(asked: Asked, stem: Stemmer) -> Searches:
    """Those of the same question, if it is one of the latest: a page asks for twenty passages."""
    key = (id(asked), stem)
    with _turn:
        known = _LATEST.get(key)
        if known is not None and known.asked is asked:
            return known
        while len(_LATEST) >= _MOST_QUESTIONS:
            del _LATEST[next(iter(_LATEST))]
        made = _LATEST[key] = Searches(asked, stem)
        return made


class Search:
    """Looks for terms in a text of one language, and remembers each distinct word it has met."""

    def __init__(self, terms: Sequence[tuple[Leaf, ...]], language: str, stem: Stemmer) -> None:
        self._language = language.lower().partition("-")[0]
        self._stem = stem
        self._known: dict[str, _Known | None] = {}  # None: of no interest
        self._forms: dict[str, set[int]] = {}
        self._plain: dict[str, set[int]] = {}
        self._starts = Starts[int]()
        self._stem_starts = Starts[int]()
        self._sounds: dict[str, set[int]] = {}
        self._rows: list[tuple[int, list[str]]] = []
        self._shares: list[tuple[int, int]] = []  # numbers of terms, and of how many words each
        self._share_forms: dict[str, set[tuple[int, int]]] = {}
        self._share_starts = Starts[tuple[int, int]]()
        for number, leaves in enumerate(terms):
            for leaf in leaves:
                self._take(number, leaf)
        self._in_rows = {part for _, row in self._rows for part in row}
        self._whole = {*self._forms, *self._plain, *self._share_forms, *self._in_rows}
        self._looks_for_starts = bool(self._starts or self._stem_starts or self._share_starts)
        self._sounding = {term for terms in self._sounds.values() for term in terms}
        self._scripts = {_SCRIPT.split(sound, maxsplit=1)[0] for sound in self._sounds}
        self._beginnings = self._told_by_beginnings()

    @property
    def is_full(self) -> bool:
        """Whether it remembers more words than it should."""
        return len(self._known) > _MOST_KNOWN

    def _told_by_beginnings(self) -> Beginnings | None:
        """By which a word is passed over; None where its beginning does not tell."""
        if not keeps_beginnings(self._language):
            return None
        starts = itertools.chain(self._starts, self._stem_starts, self._share_starts)
        return Beginnings(self._language, (*self._whole, *starts))

    def _take(self, number: int, leaf: Leaf) -> None:
        if isinstance(leaf, Word | Phrase):
            self._take_written(number, leaf)
        elif isinstance(leaf, Prefix):
            self._starts.add(spellings([leaf.text])[leaf.text].plain[0], number)
        elif isinstance(leaf, Near):
            for word in (leaf.one, leaf.other):
                for part in spellings([word])[word].plain:
                    self._plain.setdefault(part, set()).add(number)
        elif isinstance(leaf, Said) and leaf.language == self._language:
            self._take_said(number, leaf)
        elif isinstance(leaf, Sounding):
            for sound in sounds_elsewhere(leaf.text):
                self._sounds.setdefault(sound, set()).add(number)

    def _take_written(self, number: int, leaf: Word | Phrase) -> None:
        text = leaf.text if isinstance(leaf, Phrase) else untied(leaf.text)
        found = surfaces(text)
        known = spellings(found, self._language)
        row = [part for surface in found for part in known[surface].plain][:LONGEST_ROW]
        if isinstance(leaf, Phrase) or len(row) > 1:
            self._rows.append((number, row))
        if isinstance(leaf, Word) and len(found) == 1:
            for form in self._stem(self._language, known[found[0]].whole):
                self._forms.setdefault(form, set()).add(number)

    def _take_said(self, number: int, leaf: Said) -> None:
        stems = said_stems(leaf, self._stem)
        if len(stems) > 1:
            for place, stem in enumerate(stems):
                share = (len(self._shares), place)
                if stem.endswith("*"):
                    self._share_starts.add(stem[:-1], share)
                else:
                    self._share_forms.setdefault(stem, set()).add(share)
            self._shares.append((number, len(stems)))
        elif stems and stems[0].endswith("*"):
            self._stem_starts.add(stems[0][:-1], number)
        elif stems:
            self._forms.setdefault(stems[0], set()).add(number)

    def spots(self, text: str, start: int, end: int) -> Sequence[Spot]:
        """Where the terms stand between two characters of the text, in order.

        A term is listened for where nothing of it is written: that takes longer.
        """
        words = set(surfaces(text[start:end]))
        spots = set(self._written(text, start, end, words))
        if missing := self._sounding - {spot.term for spot in spots}:
            spots.update(self._heard(text, start, end, words, missing))
        return sorted(spots, key=lambda spot: (spot.start, spot.end))

    def _written(self, text: str, start: int, end: int, words: Collection[str]) -> Iterator[Spot]:
        likely = self._likely(text, start, end, words)
        self._learn(likely - self._known.keys())
        told = {word: known for word in likely if (known := self._known[word]) is not None}
        met = [(begin, stop, told[word]) for begin, stop, word in places_of(told, text, start, end)]
        for begin, stop, known in met:
            yield from (Spot(begin, stop, term) for term in known.terms)
        if self._rows:
            yield from _in_rows(text, met, self._rows)
        for at in sorted({at for *_, known in met for at, _place in known.shares}):
            number, size = self._shares[at]
            yield from _together(met, at, size, number)

    def _likely(self, text: str, start: int, end: int, words: Collection[str]) -> AbstractSet[str]:
        """The words that begin as one that is looked for."""
        if (may := self._beginnings) is None:
            return set(words)
        if may_unfold(text, start, end):
            return {word for word in words if not word.isascii() or may[word[:TOLD]]}
        return {word for word in words if may[word[:TOLD]]}

    def _heard(
        self, text: str, start: int, end: int, words: Collection[str], missing: AbstractSet[int]
    ) -> Iterator[Spot]:
        terms = {
            word: heard
            for word in words
            if script_of(word) in self._scripts and (heard := self._sounded(word) & missing)
        }
        for begin, stop, word in places_of(terms, text, start, end):
            yield from (Spot(begin, stop, term) for term in terms[word])

    def _sounded(self, word: str) -> AbstractSet[int]:
        return {term for sound in sounds([word]) for term in self._sounds.get(sound, ())}

    def _learn(self, words: Collection[str]) -> None:
        known = spellings(words, self._language)
        forms = [(surface, form) for surface in words for form in known[surface].all]
        stems = self._stem(self._language, [form for _, form in forms]) if forms else ()
        stemmed: dict[str, list[str]] = {}
        for (surface, _), found in zip(forms, stems, strict=True):
            stemmed.setdefault(surface, []).append(found)
        for surface in words:
            self._known[surface] = self._told(known[surface], stemmed.get(surface, []))

    def _told(self, spelling: Spelling, stems: Sequence[str]) -> _Known | None:
        if not self._may_answer(spelling.plain, stems):
            return None
        answered = frozenset(self._answered(spelling, stems))
        shares = frozenset(self._shared(stems))
        if answered or shares or not self._in_rows.isdisjoint(spelling.plain):
            return _Known(spelling.plain, answered, shares)
        return None

    def _may_answer(self, plain: Sequence[str], stems: Sequence[str]) -> bool:
        """False of a word that is of no interest, as nearly all are: said quickly."""
        if not (self._whole.isdisjoint(stems) and self._whole.isdisjoint(plain)):
            return True
        return self._looks_for_starts and (
            any(self._stem_starts.begins(one) or self._share_starts.begins(one) for one in stems)
            or any(map(self._starts.begins, plain))
        )

    def _answered(self, spelling: Spelling, stems: Sequence[str]) -> Iterator[int]:
        for form in stems:
            yield from self._forms.get(form, ())
            yield from self._stem_starts.begun(form)
        for part in spelling.plain:
            yield from self._plain.get(part, ())
            yield from self._starts.begun(part)

    def _shared(self, stems: Sequence[str]) -> Iterator[tuple[int, int]]:
        for stem in stems:
            yield from self._share_forms.get(stem, ())
            yield from self._share_starts.begun(stem)


@functools.lru_cache(maxsize=_MOST_SAID)
def said_stems(leaf: Said, stem: Stemmer) -> tuple[str, ...]:
    """The stems of what a language says; one that ends in `*` is the start of stems."""
    made = []
    for word in leaf.text.split():
        for surface in surfaces(word):
            form = spellings([surface], leaf.language)[surface].parts[0]
            made.append(f"{form}*" if word.endswith("*") else stem(leaf.language, [form])[0])
    return tuple(made)


def _together(
    met: Sequence[tuple[int, int, _Known]], at: int, size: int, number: int
) -> Iterator[Spot]:
    """The words of something said in several, where they stand close to each other."""
    found = [
        (start, end, place)
        for start, end, known in met
        for share, place in known.shares
        if share == at
    ]
    end = 0
    for first, (begin, _, _) in enumerate(found):
        while end < len(found) and found[end][0] - begin <= _TOGETHER:
            end += 1
        near = found[first:end]
        if len({place for _, _, place in near}) == size:
            telling = [one for one in near if one[1] - one[0] > _LITTLE] or near
            yield from (Spot(start, end, number) for start, end, _place in telling)


def _in_rows(
    text: str, met: Sequence[tuple[int, int, _Known]], rows: Sequence[tuple[int, list[str]]]
) -> Iterator[Spot]:
    """Where the words of a row stand one behind the other, for each of these rows."""
    parts = [(part, start, end) for start, end, known in met for part in known.plain]
    words = [part for part, _, _ in parts]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        places.setdefault(word, []).append(at)
    for number, row in rows:
        rarest = min(range(len(row)), key=lambda one: len(places.get(row[one], ())))
        for begin in (at - rarest for at in places.get(row[rarest], ()) if at >= rarest):
            if words[begin : begin + len(row)] == row:
                run = parts[begin : begin + len(row)]
                gaps = itertools.pairwise(run)
                if not any(_word_between(text, one[2], two[1]) for one, two in gaps):
                    yield Spot(run[0][1], run[-1][2], number)


def _word_between(text: str, start: int, end: int) -> bool:
    return any(True for _ in places(text, start, end))
