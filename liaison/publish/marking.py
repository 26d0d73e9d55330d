"""A paragraph with what was found in it marked, and beside it what each mark says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison.catalogue.description import Decision, standing
from liaison.catalogue.hidden import COVER
from liaison.catalogue.marked import Marking
from liaison.index.protocol import Facet
from liaison.kernel.finding import FindingKind
from liaison.publish import labels, wording
from liaison.publish.labels import Name
from liaison.publish.names import without_names, worded
from liaison.publish.text import Block

_LONGEST = 160  # characters of a mark
_MOST_NOTES = 12  # beside one paragraph
_FACETS = {
    FindingKind.COUNTRY: Facet.COUNTRY,
    FindingKind.ABOUT: Facet.COUNTRY,
    FindingKind.VIOLATION: Facet.VIOLATION,
    FindingKind.DEFENDER: Facet.DEFENDER,
    FindingKind.PERPETRATOR: Facet.PERPETRATOR,
    FindingKind.RIGHT: Facet.RIGHT,
    FindingKind.THEME: Facet.THEME,
}
_DATES = (
    FindingKind.PUBLISHED,
    FindingKind.EVENT_DATE,
    FindingKind.HEARING_DATE,
    FindingKind.DEADLINE,
)
_REFERENCES = (FindingKind.SYMBOL, FindingKind.REFERENCE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; `look` is how their mark looks, "" for words without one.

    `reference` is the one that these words name, "" where they name none.
    """

    text: str
    look: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What a mark says: of which kind, what, and in which words.

    `facet` and `value` are what to ask for to find more of it, "" where nothing can be asked.
    """

    kind: str
    name: Name
    words: tuple[str, ...]
    facet: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph as a page shows it."""

    number: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    said: tuple[Marking, ...]


def marked(
    cut: Sequence[Block],
    found: Sequence[Marking],
    decisions: Sequence[Decision],
    language: str,
) -> list[Paragraph]:
    """These paragraphs with these findings in them, in the order in which both stand.

    `found` begin at characters of the same text as `cut`; what people took back is not marked.
    """
    standing_still = _without_refused(found, decisions)
    paragraphs = []
    at = 0
    for block in cut:
        while at < len(standing_still) and standing_still[at].start < block.start:
            at += 1
        inside = []
        while at < len(standing_still) and standing_still[at].start < block.end:
            inside.append(standing_still[at])
            at += 1
        marks = [mark for mark in _marks(inside, block) if COVER not in _words(mark, block)]
        paragraphs.append(
            Paragraph(
                block.number, tuple(_pieces(block, marks)), tuple(_notes(block, marks, language))
            )
        )
    return paragraphs


def _without_refused(found: Sequence[Marking], decisions: Sequence[Decision]) -> list[Marking]:
    by_kind: dict[FindingKind, set[str]] = {}
    for one in found:
        by_kind.setdefault(one.kind, set()).add(one.value)
    kept = {kind: set(standing(kind, values, decisions)) for kind, values in by_kind.items()}
    return [one for one in found if one.value in kept[one.kind]]


def _marks(found: Iterable[Marking], block: Block) -> list[_Mark]:
    """Findings that overlap make one mark; one too long for a mark makes none."""
    marks: list[_Mark] = []
    for one in found:
        if one.end > block.end or one.end - one.start > _LONGEST:
            continue
        last = marks[-1] if marks else None
        if last is None or one.start >= last.end:
            marks.append(_Mark(one.start, one.end, (one,)))
        elif max(one.end, last.end) - last.start <= _LONGEST:
            marks[-1] = _Mark(last.start, max(one.end, last.end), (*last.said, one))
    return marks


def _pieces(block: Block, marks: Sequence[_Mark]) -> Iterable[Piece]:
    at = block.start
    for mark in marks:
        if mark.start > at:
            yield Piece(_shown(block, at, mark.start))
        yield from _marked(block, mark)
        at = mark.end
    if at < block.end:
        yield Piece(_shown(block, at, block.end))


def _marked(block: Block, mark: _Mark) -> Iterable[Piece]:
    """A reference leads somewhere by its own words alone, whatever was found around it."""
    look, at = _look([one.kind for one in mark.said]), mark.start
    for one in mark.said:
        if one.kind not in _REFERENCES or one.start < at:
            continue
        if one.start > at:
            yield Piece(_shown(block, at, one.start), look)
        yield Piece(_shown(block, one.start, one.end), look, without_names(one.value))
        at = one.end
    if at < mark.end:
        yield Piece(_shown(block, at, mark.end), look)


def _notes(block: Block, marks: Sequence[_Mark], language: str) -> list[Note]:
    """What the marks of a paragraph say, each once."""
    words: dict[tuple[str, str], dict[str, None]] = {}
    named: dict[tuple[str, str], Note] = {}
    for mark in marks:
        for one in mark.said:
            note = _note(one, language)
            key = (note.kind, note.name.text)
            named.setdefault(key, note)
            said = worded(block.text[one.start - block.start : one.end - block.start])
            words.setdefault(key, {})[" ".join(said.split())] = None
    return [
        Note(note.kind, note.name, tuple(words[key]), note.facet, note.value)
        for key, note in list(named.items())[:_MOST_NOTES]
    ]


def _note(one: Marking, language: str) -> Note:
    kind = wording.found(one.kind)
    if one.kind in _FACETS:
        facet = _FACETS[one.kind]
        return Note(kind, labels.of(facet, one.value, language), (), facet.value, one.value)
    if one.kind in _DATES:
        return Note(kind, Name(wording.date(one.value, language), language), ())
    if one.kind in _REFERENCES:
        return Note(kind, Name(without_names(one.value), ""), ())
    if one.kind is FindingKind.ACCOUNTABILITY:
        return Note(kind, labels.outcome(one.value, language), ())
    if one.kind is FindingKind.STRUCTURAL:
        return Note(kind, labels.law(one.value.partition(":")[0], language), ())
    activity = one.value.partition(";")[0]
    return Note(kind, labels.activity(activity, language), (), Facet.ACTIVITY.value, activity)


def _look(kinds: Sequence[FindingKind]) -> str:
    """How a mark looks: a date, a place, or anything else, by the first of what it says."""
    if kinds[0] in _DATES:
        return "date"
    return "place" if _FACETS.get(kinds[0]) is Facet.COUNTRY else "told"


def _words(mark: _Mark, block: Block) -> str:
    return block.text[mark.start - block.start : mark.end - block.start]


def _shown(block: Block, start: int, end: int) -> str:
    return worded(block.text[start - block.start : end - block.start])
