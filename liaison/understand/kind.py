"""What kind of document it is, from its symbol, its title, its first lines and its source."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from liaison.understand.folding import Folded, folded
from liaison.vocabulary import ReferencePattern, Vocabulary

_HEAD_LINES = 24
_HEAD = 1500
_LINE = 200  # characters of a line that can be a heading
_HEADING = 420  # characters in which a court's act says what it is
_ACTS = ("decision", "resolution", "report")  # that a heading tells more exactly
_COURT = re.compile(
    r"\W*(?:corte interamericana de (?:derechos|direitos) humanos"
    r"|inter-?american court of human rights|cour interaméricaine des droits de l\u2019homme"
    r"|european court of human rights|cour européenne des droits de l\u2019homme"
    r"|african court on human and peoples\u2019 rights"
    r"|cour africaine des droits de l\u2019homme et des peuples"
    r"|европейский суд по правам человека"
    r"|(?:community )?court of justice of the economic community of west african states)\W*"
)
_JUDGMENT = re.compile(r"\b(?:judge?ment|arrêt|sentencia|sentença|постановление|حكم)\b")
# What follows a heading: the reasons, which cite other acts.
_REASONS = re.compile(
    r"\b(?:vistos?|vistas?|having seen|having regard|having considered|considerando|considering"
    r"|considérant|vu |принимая во внимание|summary|résumé|resumen|резюме|contents)"
)
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
                for cue in {
                    folded(written).strip().lower(),
                    _bare(folded(written).strip().lower()),
                }:
                    by_word.setdefault(_first_word(cue), []).append((cue, kind.code))
    return {
        word: tuple(sorted(cues, key=lambda one: -len(one[0]))) for word, cues in by_word.items()
    }


def _bare(words: str) -> str:
    """Without the accents that capitals are often written without."""
    if words[:1] > "\u024f":
        return words
    parted = unicodedata.normalize("NFD", words)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))


@lru_cache(maxsize=2)
def _holds(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    cues = [
        (folded(written).lower(), kind.code)
        for kind in vocabulary.document_kinds.values()
        for some in kind.holds.values()
        for written in some
    ]
    return tuple(sorted(cues, key=lambda one: -len(one[0])))


@lru_cache(maxsize=2)
def _refines(vocabulary: Vocabulary) -> tuple[tuple[str, str], ...]:
    return tuple(
        (folded(written).lower(), kind.code)
        for kind in vocabulary.document_kinds.values()
        for some in kind.refines.values()
        for written in some
    )


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
        return _refined(lower, begun, vocabulary)
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


def _refined(lower: str, cue: Cue, vocabulary: Vocabulary) -> Cue:
    """What a decision is about by the rest of its heading: "Order of the Court. Provisional …"."""
    if cue.kind not in _ACTS:
        return cue
    rest = lower[cue.end : cue.end + _HEADING]
    if reasons := _REASONS.search(rest):
        rest = rest[: reasons.start()]
    found = [
        (at, words, kind) for words, kind in _refines(vocabulary) if (at := rest.find(words)) >= 0
    ]
    if not found:
        return cue
    at, words, kind = min(found)
    return Cue(kind, cue.end + at, cue.end + at + len(words), cue.begins)


def _of_court(lower: str, vocabulary: Vocabulary) -> Cue | None:
    """The kind of an act that begins with its court's name."""
    court = _COURT.match(lower)
    if court is None:
        return None
    begun = _begun(lower, court.end(), vocabulary)
    if begun is not None and begun.kind != "judgment":
        return _refined(lower, begun, vocabulary)
    judgment = _JUDGMENT.search(lower, court.end(), court.end() + _HEADING)
    order = _refined(lower, Cue("decision", 0, court.end(), begins=True), vocabulary)
    if order.kind != "decision" and (judgment is None or order.end >= judgment.start()):
        return order  # "Compliance with Judgment" is none
    if judgment is None:
        return begun
    return Cue("judgment", judgment.start(), judgment.end(), begins=True)


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
    of_court = _of_court(lower, vocabulary)
    if of_court is not None:
        return of_court
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
            return _refined(lower, cue, vocabulary)
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
        elif not start:  # a text without line breaks begins with its heading
            yield begin, begin + _LINE
