"""In which mood a thing is told: as having happened, or denied, feared, asked for, forbidden.

`told(read, list_name, language)` gives every use of the words of a list in title and text with
its `Mood`. What counts is for the caller to say: "risk of arrest" is no arrest, but a document
about it is about liberty. The cues stand in `liaison/vocabulary/data/mood_words.csv`; `strength`
says where a cue stands: "before" or "after" the words it bears on, or "around" them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from liaison.kernel.finding import Part
from liaison.understand.read import Read
from liaison.understand.terms import Hit, Matcher, hits, matcher
from liaison.understand.worded import Worded
from liaison.vocabulary import Vocabulary


class Mood(StrEnum):
    """How something is spoken of. The codes of data/mood_words.csv, but for the first."""

    TOLD = "told"  # as having happened, or as alleged
    NEGATED = "negated"  # was not arrested
    DENIED = "denied"  # denied that he was tortured; no evidence of torture
    POSSIBLE = "possible"  # if arrested; risk of arrest
    THREATENED = "threatened"  # threatened to kill; threatened with arrest
    CALLED_FOR = "called_for"  # calls for the arrest of those responsible
    FORBIDDEN = "forbidden"  # law against torture; prevention of torture
    NAMED = "named"  # Committee against Torture
    REMEMBERED = "remembered"  # anniversary of the killing
    PURSUED = "pursued"  # the suspects were arrested


class Use(NamedTuple):
    """A use of a list's words. `start` and `end` (exclusive) count in the folded part."""

    part: Part
    code: str
    strength: str
    language: str
    mood: Mood
    start: int
    end: int
    words: tuple[int, ...]  # numbers of its words in the part


_LOOKED_BACK = 20  # words before a phrase in which its cue may begin
# How many words may stand between cue and phrase.
_REACH = {
    Mood.NEGATED: 6,
    Mood.DENIED: 9,
    Mood.POSSIBLE: 5,
    Mood.THREATENED: 4,
    Mood.CALLED_FOR: 3,
    Mood.FORBIDDEN: 3,
    Mood.NAMED: 3,
    Mood.REMEMBERED: 4,
    Mood.PURSUED: 12,
}
_AFTER = 3  # words that may stand between a phrase and a cue behind it
_CLEAR = "clear"  # words that a negation sees through: been, yet
_BREAKS = "breaks"  # words that end what a cue bears on: but, who
_STOPS = frozenset(";:()")


def told(read: Read, list_name: str, language: str) -> list[Use]:
    """Every use of the words of a list in title and text, in that order."""
    found: list[Use] = []
    for part, text in ((Part.TITLE, read.title_words), (Part.TEXT, read.text_words)):
        found += uses(text, part, read.vocabulary, list_name, language)
    return found


def uses(
    text: Worded, part: Part, vocabulary: Vocabulary, list_name: str, language: str
) -> Iterator[Use]:
    """Every use of the words of a list in one text."""
    phrases = hits(text, vocabulary, list_name, language)
    if not phrases:
        return
    cues = _cues(text, vocabulary)
    covered = {word for hit in phrases for word in hit.words}
    for hit in phrases:
        mood = _mood(text, hit, cues, covered)
        yield Use(part, hit.code, hit.strength, hit.language, mood, hit.start, hit.end, hit.words)


class _Cues:
    """The cues of a text, found by where they stand."""

    def __init__(self, found: Sequence[Hit], clear: Matcher) -> None:
        self._found = [cue for cue in found if cue.code != _BREAKS]
        self._firsts = [cue.words[0] for cue in self._found]
        self.breaking = {word for cue in found if cue.code == _BREAKS for word in cue.words}
        self.clear = clear

    def among(self, first: int, behind: int) -> Sequence[Hit]:
        """Those that begin from word `first` on and before `behind`."""
        return self._found[bisect_left(self._firsts, first) : bisect_left(self._firsts, behind)]


@lru_cache(maxsize=2)
def _cues(text: Worded, vocabulary: Vocabulary) -> _Cues:
    """The cues of a text: looked for once, however many lists are asked for (title and text)."""
    cues = matcher(vocabulary, "mood_words", *Mood, _BREAKS)
    return _Cues(cues.hits(text), matcher(vocabulary, "mood_words", _CLEAR))


def _mood(text: Worded, hit: Hit, cues: _Cues, covered: set[int]) -> Mood:
    first, behind = text.sentence(hit.words[0])
    start, last = hit.words[0], hit.words[-1]
    pursued = Mood.TOLD
    near = cues.among(max(first, start - _LOOKED_BACK), min(behind, last + _LOOKED_BACK))
    for cue in reversed(near):  # the nearest before comes first, after those behind
        if cue.language != hit.language:
            continue
        if _applies(text, cue, hit, cues, covered):
            if cue.code != Mood.PURSUED:
                return Mood(cue.code)
            pursued = Mood.PURSUED
    return pursued


def _applies(text: Worded, cue: Hit, hit: Hit, cues: _Cues, covered: set[int]) -> bool:
    """Whether a cue of the same sentence bears on a phrase, by where such cues stand."""
    start, last = hit.words[0], hit.words[-1]
    if cue.strength == "around":
        return cue.words[0] <= last and start <= cue.words[-1]
    if cue.strength == "near":
        reach = _REACH[Mood(cue.code)]
        return cue.words[0] - last <= reach and start - cue.words[-1] <= reach
    if cue.strength == "before":
        return cue.words[-1] < start and _bears(text, cue, hit, cues, covered)
    between = range(last + 1, cue.words[0])
    return (
        cue.words[0] > last
        and len(between) <= _AFTER
        and not cues.breaking.intersection(between)
        and not _STOPS.intersection(text.between(last, cue.words[0]))
    )


def _bears(text: Worded, cue: Hit, hit: Hit, cues: _Cues, covered: set[int]) -> bool:
    """Whether nothing between a cue and the phrase behind it parts the two."""
    between = range(cue.words[-1] + 1, hit.words[0])
    if len(between) > _REACH[Mood(cue.code)] or cues.breaking.intersection(between):
        return False
    marks = text.between(cue.words[-1], hit.words[0])
    if _STOPS.intersection(marks):
        return False
    if cue.code not in (Mood.NEGATED, Mood.FORBIDDEN):
        return True
    return "," not in marks and all(
        word in covered or cues.clear.knows(text.words[word]) for word in between
    )
