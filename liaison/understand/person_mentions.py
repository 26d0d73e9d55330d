"""Where a text names people: rows of capitalised words, and what stands around them.

No list of persons is used. A row counts as a name by its shape, by words that are given names
somewhere, and by titles and roles beside it; names of places and organisations are told by their
words (`people_words.csv`). Scripts without capitals are read in `person_unmarked.py`.
"""

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from liaison.kernel.finding import Part
from liaison.names import is_given_name
from liaison.understand.negation import Mood, Use
from liaison.understand.person_words import (
    ALSO_NAMES,
    ALSO_SURNAMES,
    CALENDAR,
    NEVER_FIRST,
    OPENING,
    PARTICLES,
)
from liaison.understand.terms import Hit, ways
from liaison.understand.worded import Worded
from liaison.vocabulary import Vocabulary, Wording

ROLES = ("honorific", "defender", "official", "mandate", "relative", "staff")
_LONGEST = 6  # words of a name
_ACRONYM = 3  # letters
_SYLLABLE = 6  # letters of what is written small after a hyphen in a name
_SHORT = 2  # words: a given name and a surname
_NOTHING: frozenset[str] = frozenset()
_TELLING = ("spoke", "author", "suffering")
# What stands between two names of a list: what is noted of the first (age, newspaper, office, in
# brackets or not), and a comma or "and". The office alone only before a semicolon.
_NOTE = (
    r"(?: ?\([^()\n]{1,60}\)|, \d\d|,? (?:of|de|du|del|da) [^,;.()\n]{1,40}"
    r"|, [^,;.()\n]{1,50}(?=;))?"
)
# Moods in which a deed is told of as done, and the kinds of deeds by group of violation.
_BEFALLEN = frozenset((Mood.TOLD, Mood.PURSUED, Mood.REMEMBERED, Mood.CALLED_FOR))
_KINDS = {"life": "bodily", "integrity": "bodily", "liberty": "legal", "judicial": "legal"}
_LISTED = re.compile(_NOTE + r"(?:(?:,|;|،|[,;]? and|,? &| et| y| e| и) |،? و)")
_LONGEST_NOTE = 75  # letters
_BETWEEN = 2  # names, of newspapers and the like, within what is noted
_JOINTS = {" ", "-", "’", "'", " ’", ". ", "."}
_STOPPED = {". ", "."}  # only after an initial


@dataclass(frozen=True, slots=True)
class Name:
    """A row of words that may be a name: numbers of its first and last word (both inclusive)."""

    first: int
    last: int
    telling: tuple[str, ...]  # its words without particles, in lower case
    organisation: bool
    skipped: int = 0  # letters of the first word that are tied to it and no part of the name


class Row(NamedTuple):
    """A list of names, or a name by itself: its first and last word, and how many it names."""

    first: int
    last: int
    names: int


class Organisational:
    """The words that names of organisations hold: whole ones, and how others begin."""

    def __init__(self, wordings: Iterable[Wording]) -> None:
        """Take the words of `organisation_words.csv`, each a single word or stem."""
        every = {way for one in wordings for phrase in one.words for (way,) in ways(phrase)}
        self._whole = frozenset(way for way in every if not way.endswith("*"))
        self._stems = tuple(way[:-1] for way in every if way.endswith("*"))

    def __contains__(self, word: object) -> bool:
        """Whether a word in small letters is one of them."""
        return isinstance(word, str) and (word in self._whole or word.startswith(self._stems))


@functools.lru_cache(maxsize=32)
def organisational(vocabulary: Vocabulary, language: str) -> Organisational:
    """The words of organisations in a language (ISO 639-1, or "" for all)."""
    wordings = vocabulary.words["organisation_words"]
    return Organisational(one for one in wordings if language in ("", one.language))


@dataclass(frozen=True)
class Surroundings:
    """One text with all that is known of its words before names are looked for."""

    part: Part
    text: Worded
    language: str
    hits: Sequence[Hit]  # of people_words
    harm: Sequence[Use]  # of violation_words
    places: AbstractSet[int]  # words that name countries and peoples
    organisational: Organisational
    groups: Mapping[str, str]  # of the codes of violation_words

    @cached_property
    def codes(self) -> Mapping[int, set[str]]:
        """What each word is by the list: honorific, official, organisation and the like."""
        found: defaultdict[int, set[str]] = defaultdict(set)
        for hit in self.hits:
            for word in range(hit.words[0], hit.words[-1] + 1):
                found[word].add(hit.code)
        return found

    @cached_property
    def _firsts(self) -> Mapping[str, Sequence[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for hit in self.hits:
            found[hit.code] += hit.words
        found["harm"] = [word for use in self.harm if use.mood is Mood.TOLD for word in use.words]
        found["harm"] += found["suffering"]
        for use in self.harm:
            if use.mood in _BEFALLEN:
                found["befallen"] += use.words
                kind = _KINDS.get(self.groups[use.code])
                if kind:
                    found[kind] += use.words
        found["befallen"] += found["harm"]
        return {code: sorted(set(words)) for code, words in found.items()}

    def any(self, code: str, first: int, behind: int) -> bool:
        """Whether a word of that code stands from `first` on and before `behind`."""
        words = self._firsts.get(code, ())
        at = bisect_left(words, first)
        return at < len(words) and words[at] < behind

    @cached_property
    def defended(self) -> float:
        """How many of the words are such as "journalist" and "activist", 0 to 1."""
        return len(self._firsts.get("defender", ())) / (len(self.text.words) + 1)

    @cached_property
    def capitals(self) -> Sequence[bool]:
        """For each word whether it begins with a capital."""
        text = self.text.text
        return [text[start].isupper() for start in self.text.starts]

    def written(self, word: int) -> str:
        """A word as it stands there."""
        return self.text.text[self.text.starts[word] : self.text.ends[word]]

    def start(self, name: Name) -> int:
        """Where a name begins in the text."""
        return self.text.starts[name.first] + name.skipped

    def opens_sentence(self, word: int) -> bool:
        """Whether a word is the first of its sentence."""
        at = bisect_right(self.text.sentences, word) - 1
        return at >= 0 and self.text.sentences[at] == word


def names(around: Surroundings) -> list[Name]:
    """Every row of words in a text that may be the name of a person or organisation, in order."""
    capitals = zip(around.text.words, around.capitals, strict=True)
    small = Counter(word for word, capital in capitals if not capital)
    found = []
    for row in _rows(around):
        for piece in _pieces(around, row, small):
            name = _named(around, piece)
            if name is not None:
                found.append(name)
    known = {name.telling for name in found}
    return [_without_opening(around, name, known) for name in found]


def _without_opening(around: Surroundings, name: Name, known: AbstractSet[tuple[str, ...]]) -> Name:
    """The name without a word that opens its sentence, where it stands without it elsewhere."""
    rest = name.telling[1:]
    if len(rest) < _SHORT or rest not in known or not around.opens_sentence(name.first):
        return name
    first = next(
        at for at in range(name.first + 1, name.last + 1) if around.text.words[at] == rest[0]
    )
    return replace(name, first=first, telling=rest)


def _rows(around: Surroundings) -> Iterator[list[int]]:
    """Rows of capitalised words with particles between them."""
    row: list[int] = []
    pending: list[int] = []
    for at, word in enumerate(around.text.words):
        joined = bool(row) and _joined(around, (pending or row)[-1], at)
        if around.capitals[at] and not word[0].isdigit():
            if not joined:
                if row:
                    yield row
                row, pending = [], []
            row += [*pending, at]
            pending = []
        elif (
            joined
            and not pending
            and len(word) <= _SYLLABLE
            and around.text.between(row[-1], at) == "-"
        ):
            row.append(at)  # Tze-keung
        elif joined and word in PARTICLES and len(pending) < _SHORT:
            pending.append(at)
        else:
            if row:
                yield row
            row, pending = [], []
    if row:
        yield row


def _joined(around: Surroundings, one: int, other: int) -> bool:
    between = around.text.between(one, other)
    if between not in _JOINTS:
        return False
    return between not in _STOPPED or around.text.ends[one] - around.text.starts[one] == 1


def _pieces(
    around: Surroundings, row: Sequence[int], small: Mapping[str, int]
) -> Iterator[list[int]]:
    """A row cut where a word is no part of a name: countries, titles, months, ordinary words."""
    piece: list[int] = []
    for at in row:
        if _cuts(around, at, small, begun=bool(piece)):
            if piece:
                yield piece
            piece = []
        else:
            piece.append(at)
    if piece:
        yield piece


def _cuts(around: Surroundings, at: int, small: Mapping[str, int], *, begun: bool) -> bool:
    """Whether a capitalised word is no part of a name; `begun`: one stands right before it."""
    word = around.text.words[at]
    given = is_given_name(word)
    codes: AbstractSet[str] = around.codes.get(at, _NOTHING)
    if at in around.places and not begun:
        cut = not given
    elif word in CALENDAR or "heading" in codes:
        cut = not (begun and given)
    elif not codes.isdisjoint(ROLES):
        cut = not begun or not (given or codes == {"honorific"} or word in ALSO_SURNAMES)
    elif len(word) == 1 and around.text.text.startswith(".", around.text.ends[at]):
        cut = False  # I. Oduya
    elif word in OPENING.get(around.language, _NOTHING) and word not in PARTICLES:
        cut = (
            word not in ALSO_NAMES
            or around.opens_sentence(at)
            or (word in NEVER_FIRST and not begun)
        )
    elif word in around.organisational:
        cut = False
    elif not codes.isdisjoint(_TELLING) and not (
        begun and "author" not in codes and around.part is Part.TEXT
    ):
        cut = not given
    else:
        cut = _is_acronym(around.written(at), begun=begun) or (
            small[word] > begun and not given and word not in PARTICLES
        )
    return cut


def _is_acronym(written: str, *, begun: bool) -> bool:
    """Whether a word is all capitals, but for a surname after a given name."""
    return len(written) > 1 and written.isupper() and not (begun and len(written) > _ACRONYM)


def _named(around: Surroundings, piece: list[int]) -> Name | None:
    words = around.text.words
    while piece and words[piece[-1]] in PARTICLES and not around.capitals[piece[-1]]:
        piece = piece[:-1]
    while piece and not around.capitals[piece[0]]:
        piece = piece[1:]  # in Chief, after "Editor"
    marked = [at for at in piece if words[at] in around.organisational]
    if len(piece) > _SHORT and is_given_name(words[piece[1]]):
        if marked == piece[:1]:
            piece, marked = piece[1:], []  # Information Amina Oduya, after "Minister of"
        elif not marked and not is_given_name(words[piece[0]]) and around.opens_sentence(piece[0]):
            piece = piece[1:]  # a word that opens a line, and a name of two
    telling = tuple(words[at] for at in piece if words[at] not in PARTICLES)
    if not telling or len(piece) > _LONGEST + 2:
        return None
    return Name(piece[0], piece[-1], telling, bool(marked))


def listed(around: Surroundings, found: Sequence[Name]) -> list[Row]:
    """For each name the list of names in which it stands."""
    head = list(range(len(found)))  # of each name the first one of its list
    last = [name.last for name in found]  # of each list the last word, at its first name
    for at in range(1, len(found)):
        for before in range(max(0, at - 1 - _BETWEEN), at):
            if _follows(around, found[before], found[at]):
                head[at] = head[before]
                last[head[at]] = found[at].last
                break
    names = Counter(head)
    return [Row(found[first].first, last[first], names[first]) for first in head]


def _follows(around: Surroundings, one: Name, other: Name) -> bool:
    """Whether two names, of one sort, stand in a list; a role may stand before the second."""
    if one.organisation != other.organisation:
        return False
    first = other.first
    while first - 1 > one.last and around.codes.get(first - 1, frozenset()).intersection(ROLES):
        first -= 1
    skipped = other.skipped if first == other.first else 0
    start, end = around.text.ends[one.last], around.text.starts[first] + skipped
    return (
        end - start <= _LONGEST_NOTE and _LISTED.fullmatch(around.text.text, start, end) is not None
    )
