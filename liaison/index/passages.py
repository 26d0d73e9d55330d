"""The piece of a text that shows best why it was found, and the words in it that were asked for.

A text is read in stretches, and only its distinct words are stemmed, so that a text of megabytes
costs little more than being read once; reading stops where a passage holds everything asked for.
"""

import itertools
import re
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from liaison.index.asked import Asked, Leaf, Near, Node, Phrase, Prefix, Said, Sounding, Wide, Word
from liaison.index.asked import nodes as nodes_of
from liaison.index.folding import Spelling, places, spellings, surfaces, untied
from liaison.index.grammar import LONGEST_ROW
from liaison.index.lexicon import Stemmer
from liaison.index.protocol import Fragment
from liaison.index.scripts import script_of, sounds, sounds_elsewhere
from liaison.index.translations import translations

_STRETCH = 1 << 16  # characters read at once
_OVERLAP = 2048  # so that no passage or phrase is lost between two stretches
_REACH = 40  # characters within which a cut looks for a space
_LITTLE = 3  # letters of a word that says nothing beside others: of, de, в
_MOST_QUESTIONS = 8  # whose words are remembered
_MOST_KNOWN = 50_000  # words
_TOGETHER = 80  # characters within which the words of another language say one thing


_SCRIPT = re.compile("[+=]")  # what follows the script in the name of a sound
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Characters `start` to `end` of a text, which are what term number `term` asked for."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class _Window:
    """The spots `first` to `last` of a stretch stand close enough for one passage."""

    text: str
    spots: Sequence[_Spot]
    first: int
    last: int
    terms: int  # how many different ones


@dataclass(frozen=True, slots=True)
class _Known:
    """What a surface gives: its plain parts, and the terms that it alone answers.

    `shares` are the terms that it answers with others: their number, and which of their words.
    """

    plain: tuple[str, ...]
    terms: frozenset[int]
    shares: frozenset[tuple[int, int]] = frozenset()


def best_passage(
    asked: Asked, texts: Sequence[tuple[str, str]], stem: Stemmer, length: int
) -> Sequence[Fragment]:
    """The passage of about `length` characters with most of what was asked, the first of equals.

    `texts` are languages (pt, pt-BR, "") and texts. Nothing where no term stands in any.
    """
    searches = _searches(asked, stem)
    best: _Window | None = None
    for language, text in texts:
        search = searches.of(language)
        for start, end in _stretches(text):
            window = _closest(text, search.spots(text, start, end), length)
            if window is not None and (best is None or window.terms > best.terms):
                best = window
                if best.terms == searches.terms:
                    return _fragments(best, length)
    return () if best is None else _fragments(best, length)


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


class _Searches:
    """The searches for what one question asked, by language: the next text may share its words."""

    def __init__(self, asked: Asked, stem: Stemmer) -> None:
        self.asked = asked
        self._terms = _telling(list(_terms(asked)), stem)
        self.terms = len(self._terms)
        self._stem = stem
        self._by_language: dict[str, _Search] = {}

    def of(self, language: str) -> "_Search":
        """The search of texts in that language."""
        found = self._by_language.get(language)
        if found is None or found.is_full:
            found = self._by_language[language] = _Search(self._terms, language, self._stem)
        return found


_LATEST: dict[tuple[int, Stemmer], _Searches] = {}  # by the identity of what was asked
_turn = threading.Lock()


def _searches(asked: Asked, stem: Stemmer) -> _Searches:
    """Those of the same question, if it is one of the latest: a page asks for twenty passages."""
    key = (id(asked), stem)
    with _turn:
        known = _LATEST.get(key)
        if known is not None and known.asked is asked:
            return known
        while len(_LATEST) >= _MOST_QUESTIONS:
            del _LATEST[next(iter(_LATEST))]
        made = _LATEST[key] = _Searches(asked, stem)
        return made


class _Search:
    """Looks for terms in a text of one language, and remembers each distinct word it has met."""

    def __init__(self, terms: Sequence[tuple[Leaf, ...]], language: str, stem: Stemmer) -> None:
        self._language = language.lower().partition("-")[0]
        self._stem = stem
        self._known: dict[str, _Known | None] = {}  # None: of no interest
        self._forms: dict[str, set[int]] = {}
        self._plain: dict[str, set[int]] = {}
        self._starts = _Starts[int]()
        self._stem_starts = _Starts[int]()
        self._sounds: dict[str, set[int]] = {}
        self._rows: list[tuple[int, list[str]]] = []
        self._shares: list[tuple[int, int]] = []  # numbers of terms, and of how many words each
        self._share_forms: dict[str, set[tuple[int, int]]] = {}
        self._share_starts = _Starts[tuple[int, int]]()
        for number, leaves in enumerate(terms):
            for leaf in leaves:
                self._take(number, leaf)
        self._in_rows = {part for _, row in self._rows for part in row}
        self._whole = {*self._forms, *self._plain, *self._share_forms, *self._in_rows}
        self._looks_for_starts = bool(self._starts or self._stem_starts or self._share_starts)
        self._scripts = {_SCRIPT.split(sound, maxsplit=1)[0] for sound in self._sounds}

    @property
    def is_full(self) -> bool:
        """Whether it remembers more words than it should."""
        return len(self._known) > _MOST_KNOWN

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

    def spots(self, text: str, start: int, end: int) -> Sequence[_Spot]:
        """Where the terms stand between two characters of the text, in order."""
        distinct = set(surfaces(text[start:end]))
        self._learn({surface for surface in distinct if surface not in self._known})
        if not any(self._known[surface] for surface in distinct):
            return ()
        met = [
            (place.start(), place.end(), known)
            for place in places(text, start, end)
            if (known := self._known[place.group()]) is not None
        ]
        spots = {_Spot(begin, stop, term) for begin, stop, known in met for term in known.terms}
        for number, row in self._rows:
            spots.update(_in_a_row(text, met, row, number))
        shared = {at for *_, known in met for at, _place in known.shares}
        for at in sorted(shared):
            number, size = self._shares[at]
            spots.update(_together(met, at, size, number))
        return sorted(spots, key=lambda spot: (spot.start, spot.end))

    def _learn(self, words: set[str]) -> None:
        known = spellings(words, self._language)
        forms = [(surface, form) for surface in words for form in known[surface].all]
        stems = self._stem(self._language, [form for _, form in forms]) if forms else ()
        stemmed: dict[str, list[str]] = {}
        for (surface, _), found in zip(forms, stems, strict=True):
            stemmed.setdefault(surface, []).append(found)
        for surface in words:
            own = stemmed.get(surface, [])
            if not self._may_answer(surface, known[surface].plain, own):
                self._known[surface] = None
                continue
            answered = frozenset(self._answered(surface, known[surface], own))
            shares = frozenset(self._shared(own))
            plain = known[surface].plain
            if answered or shares or not self._in_rows.isdisjoint(plain):
                self._known[surface] = _Known(plain, answered, shares)
            else:
                self._known[surface] = None

    def _may_answer(self, surface: str, plain: Sequence[str], stems: Sequence[str]) -> bool:
        """False of a word that is of no interest, as nearly all are: said quickly."""
        if not (self._whole.isdisjoint(stems) and self._whole.isdisjoint(plain)):
            return True
        if self._scripts and script_of(surface) in self._scripts:
            return True
        return self._looks_for_starts and (
            any(self._stem_starts.begins(one) or self._share_starts.begins(one) for one in stems)
            or any(map(self._starts.begins, plain))
        )

    def _answered(self, surface: str, spelling: Spelling, stems: Sequence[str]) -> Iterator[int]:
        for form in stems:
            yield from self._forms.get(form, ())
            yield from self._stem_starts.begun(form)
        for part in spelling.plain:
            yield from self._plain.get(part, ())
            yield from self._starts.begun(part)
        if self._sounds:
            for sound in sounds([surface]):
                yield from self._sounds.get(sound, ())

    def _shared(self, stems: Sequence[str]) -> Iterator[tuple[int, int]]:
        for stem in stems:
            yield from self._share_forms.get(stem, ())
            yield from self._share_starts.begun(stem)


class _Starts(Generic[_Thing]):
    """Things by what words begin with, found by a word: one look-up for each length."""

    def __init__(self) -> None:
        self._by_length: dict[int, dict[str, set[_Thing]]] = {}

    def add(self, start: str, thing: _Thing) -> None:
        self._by_length.setdefault(len(start), {}).setdefault(start, set()).add(thing)

    def __bool__(self) -> bool:
        return bool(self._by_length)

    def begins(self, word: str) -> bool:
        """Whether a word begins with any of them."""
        return any(word[:length] in things for length, things in self._by_length.items())

    def begun(self, word: str) -> Iterator[_Thing]:
        for length, things in self._by_length.items():
            yield from things.get(word[:length], ())


def said_stems(leaf: Said, stem: Stemmer) -> list[str]:
    """The stems of what a language says; one that ends in `*` is the start of stems."""
    made = []
    for word in leaf.text.split():
        for surface in surfaces(word):
            form = spellings([surface], leaf.language)[surface].parts[0]
            made.append(f"{form}*" if word.endswith("*") else stem(leaf.language, [form])[0])
    return made


def _together(
    met: Sequence[tuple[int, int, _Known]], at: int, size: int, number: int
) -> Iterator[_Spot]:
    """The words of something said in several, where they stand close to each other."""
    found = [
        (start, end, place)
        for start, end, known in met
        for share, place in known.shares
        if share == at
    ]
    for first, (begin, _, _) in enumerate(found):
        near = []
        for one in itertools.islice(found, first, None):
            if one[0] - begin > _TOGETHER:
                break
            near.append(one)
        if len({place for _, _, place in near}) == size:
            telling = [one for one in near if one[1] - one[0] > _LITTLE] or near
            yield from (_Spot(start, end, number) for start, end, _place in telling)


def _in_a_row(
    text: str, met: Sequence[tuple[int, int, _Known]], row: list[str], number: int
) -> Iterator[_Spot]:
    parts = [(part, start, end) for start, end, known in met for part in known.plain]
    begins = [at for at, (part, _, _) in enumerate(parts) if part == row[0]]
    for at in begins:
        run = parts[at : at + len(row)]
        if [part for part, _, _ in run] == row:
            gaps = itertools.pairwise(run)
            if not any(_word_between(text, one[2], two[1]) for one, two in gaps):
                yield _Spot(run[0][1], run[-1][2], number)


def _word_between(text: str, start: int, end: int) -> bool:
    return any(True for _ in places(text, start, end))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while True:
        end = _space_after(text, start + _STRETCH)
        yield start, end
        if end == len(text):
            return
        start = _space_after(text, end - _OVERLAP)


def _space_after(text: str, at: int) -> int:
    """The first space within reach of a character, or that character."""
    if at >= len(text):
        return len(text)
    return next(
        (place for place in range(at, min(at + _REACH, len(text))) if text[place].isspace()), at
    )


def _space_before(text: str, at: int) -> int:
    """The last space within reach before a character, or that character."""
    within = range(at, max(0, at - _REACH), -1)
    return next((place for place in within if text[place].isspace()), at)


def _closest(text: str, spots: Sequence[_Spot], length: int) -> _Window | None:
    """The first window of spots, no longer than `length`, with most different terms."""
    best: _Window | None = None
    inside: dict[int, int] = {}
    first = 0
    for last, spot in enumerate(spots):
        inside[spot.term] = inside.get(spot.term, 0) + 1
        while first < last and spot.end - spots[first].start > length:
            left = spots[first].term
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        if best is None or len(inside) > best.terms:
            best = _Window(text, spots, first, last, len(inside))
    return best


def _fragments(window: _Window, length: int) -> Sequence[Fragment]:
    start, end = _cut(window, length)
    fragments = []
    at = start
    for spot in window.spots:
        if spot.start >= at and spot.end <= end:
            fragments += [
                Fragment(window.text[at : spot.start], matched=False),
                Fragment(window.text[spot.start : spot.end], matched=True),
            ]
            at = spot.end
    fragments.append(Fragment(window.text[at:end], matched=False))
    return tuple(fragment for fragment in fragments if fragment.text)


def _cut(window: _Window, length: int) -> tuple[int, int]:
    """Where the passage starts and ends: the window, and some words before and after it."""
    text = window.text
    first, last = window.spots[window.first].start, window.spots[window.last].end
    spare = max(0, length - (last - first))
    start = max(0, min(first - spare // 3, len(text) - length))
    end = min(len(text), max(last, start + length))
    if start > 0:
        start = min(_space_after(text, start), first)
    if end < len(text):
        end = max(_space_before(text, end), last)
    while start < first and text[start].isspace():
        start += 1
    while end > last and text[end - 1].isspace():
        end -= 1
    return start, end
