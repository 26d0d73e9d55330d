"""What kind of document it is, from its symbol, its title, its first lines and its source."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from liaison.understand.folding import Folded, folded
from liaison.vocabulary import ReferencePattern, Vocabulary

_HEAD_LINES = 24
_HEAD = 1500
_LINE = 200  # characters of a line that can be a heading
_AGENDA = re.compile(
    r"(?:agenda item|item \d+ of|point \d+ de l.ordre|tema \d+ de|пункт \d+)", re.IGNORECASE
)
_UPDATE = re.compile(r"OBS \d+\.\d+$")
_COUNCIL = "un.hrc.resolution"
_BY_SERIES = {"DEC": "decision", "PRST": "statement"}
_LETTERS = {
    "UA": "urgent_appeal",
    "JUA": "urgent_appeal",
    "AL": "allegation_letter",
    "JAL": "allegation_letter",
    "OL": "other_letter",
    "JOL": "other_letter",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A kind, and the characters of the folded text that say so."""

    kind: str
    start: int
    end: int
    begins: bool  # whether the heading begins with it: then it is no chance word


@lru_cache(maxsize=2)
def _begins(vocabulary: Vocabulary) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By first word, the cues that a heading begins with and their kinds, the longest first."""
    by_word: dict[str, list[tuple[str, str]]] = {}
    for kind in vocabulary.document_kinds.values():
        for cues in kind.begins.values():
            for written in cues:
                cue = folded(written).strip().lower()
                by_word.setdefault(_first_word(cue), []).append((cue, kind.code))
    return {
        word: tuple(sorted(cues, key=lambda one: -len(one[0]))) for word, cues in by_word.items()
    }


@lru_cache(maxsize=2)
def _holds(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    cues = [
        (folded(written).lower(), kind.code)
        for kind in vocabulary.document_kinds.values()
        for some in kind.holds.values()
        for written in some
    ]
    return tuple(sorted(cues, key=lambda one: -len(one[0])))


_WORD = re.compile(r"[^\W_]+")


def _first_word(text: str) -> str:
    match = _WORD.match(text)
    return "" if match is None else match.group()


def kind_of_symbol(pattern: ReferencePattern, key: str) -> str:
    """The kind that documents bearing such a reference are, or ""."""
    if pattern.id == "un.sp.communication":
        return _LETTERS.get(key.partition(" ")[0], "communication")
    if pattern.id == "observatory.appeal" and _UPDATE.search(key):
        return "appeal_update"
    return (
        _BY_SERIES.get(key.split("/")[2], pattern.kind) if pattern.id == _COUNCIL else pattern.kind
    )


def kind_of_title(title: str, vocabulary: Vocabulary) -> Cue | None:
    """The kind that a folded title names, at its beginning or else anywhere."""
    lower = title.lower()
    start = len(lower) - len(lower.lstrip(" \n\"'«“([*-"))
    begun = _begun(lower, start, vocabulary)
    if begun is not None:
        return begun
    for cue, kind in _holds(vocabulary):
        at = lower.find(cue)
        if at >= 0 and _parted(lower, at, at + len(cue)):
            return Cue(kind, at, at + len(cue), begins=False)
    return None


def _begun(lower: str, start: int, vocabulary: Vocabulary) -> Cue | None:
    match = _WORD.match(lower, start)
    if match is None:
        return None
    for cue, kind in _begins(vocabulary).get(match.group(), ()):
        end = start + len(cue)
        if lower.startswith(cue, start) and _parted(lower, start, end):
            return Cue(kind, start, end, begins=True)
    return None


def _parted(text: str, start: int, end: int) -> bool:
    """Whether words end at both ends; a plural's s may follow."""
    after = text[end : end + 1]
    return not text[start - 1 : start].isalnum() and (
        not after.isalpha()
        or not text[end - 1].isalpha()
        or text[end : end + 2].strip(" :,.") == "s"
    )


def kind_of_first_lines(text: Folded, vocabulary: Vocabulary) -> Cue | None:
    """The kind that a heading on the first page names.

    The title of an agenda item ("Annual report of the High Commissioner") is passed over.
    """
    lower = text.text[:_HEAD].lower()
    titles_agenda = False
    for start, end in _lines(text, lower):
        line = lower[start:end]
        passed_over, titles_agenda = titles_agenda, _AGENDA.match(line) is not None
        if passed_over:
            continue
        cue = _begun(lower, start, vocabulary)
        if cue is not None and (
            cue.end == len(line.rstrip(" *")) + start or " " in lower[cue.start : cue.end]
        ):
            return cue
    return None


def _lines(text: Folded, head: str) -> Iterator[tuple[int, int]]:
    """The first lines, as the original broke them, that are short enough for headings."""
    starts = text.line_starts(len(head))[:_HEAD_LINES]
    for start, following in zip(starts, [*starts[1:], len(head)], strict=True):
        line = head[start:following]
        begin = start + len(line) - len(line.lstrip())
        end = start + len(line.rstrip())
        if 0 < end - begin <= _LINE:
            yield begin, end
