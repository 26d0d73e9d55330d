"""A paragraph with what was found in it marked, and beside it what each mark says."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from liaison.catalogue.description import Decision, standing
from liaison.catalogue.hidden import COVER
from liaison.catalogue.marked import Marking
from liaison.index.protocol import Facet
from liaison.kernel.finding import DATES, FindingKind
from liaison.publish.names import without_names, worded
from liaison.publish.notes import FACETS, REFERENCES, Note, note_of
from liaison.publish.standards_cited import cited_name, narrowest
from liaison.publish.text import Block

_LONGEST = 160  # characters of a mark
_MOST_NOTES = 12  # beside one paragraph
_MOST_SAID = 6  # provisions that a link names


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; `look` is how their mark looks, "" for words without one.

    `reference` is the one that these words name, `standard` the provision or instrument that they
    cite ("udhrd/art-9-4") and `says` its name; "" where there is none.
    """

    text: str
    look: str = ""
    reference: str = ""
    standard: str = ""
    says: str = ""


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
    standing_still = _without_wholes(_without_refused(found, decisions))
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
                block.number,
                tuple(_pieces(block, marks, language)),
                tuple(_notes(block, marks, language)),
            )
        )
    return paragraphs


def _without_refused(found: Sequence[Marking], decisions: Sequence[Decision]) -> list[Marking]:
    by_kind: dict[FindingKind, set[str]] = {}
    for one in found:
        by_kind.setdefault(one.kind, set()).add(one.value)
    kept = {kind: set(standing(kind, values, decisions)) for kind, values in by_kind.items()}
    return [one for one in found if one.value in kept[one.kind]]


def _without_wholes(found: Sequence[Marking]) -> list[Marking]:
    """Without what the compendium has no longer, and instruments beside their cited provision."""
    known = [
        one
        for one in found
        if one.kind is not FindingKind.PROVISION or cited_name(one.value, "en") is not None
    ]
    provisions = {
        (one.start, one.end, one.value.partition("/")[0])
        for one in known
        if one.kind is FindingKind.PROVISION and "/" in one.value
    }
    return [
        one
        for one in known
        if one.kind is not FindingKind.PROVISION
        or (one.start, one.end, one.value) not in provisions
    ]


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


def _pieces(block: Block, marks: Sequence[_Mark], language: str) -> Iterable[Piece]:
    at = block.start
    for mark in marks:
        if mark.start > at:
            yield Piece(_shown(block, at, mark.start))
        yield from _marked(block, mark, language)
        at = mark.end
    if at < block.end:
        yield Piece(_shown(block, at, block.end))


def _marked(block: Block, mark: _Mark, language: str) -> Iterable[Piece]:
    """What leads somewhere does by its own words alone, whatever was found around it."""
    look, at = _look([one.kind for one in mark.said]), mark.start
    references = [
        (one.start, one.end, Piece("", look, without_names(one.value)))
        for one in _apart([one for one in mark.said if one.kind in REFERENCES])
    ]
    standards = _standards(mark, [(start, end) for start, end, _piece in references], language)
    for start, end, piece in sorted([*references, *standards], key=lambda link: link[0]):
        if start > at:
            yield Piece(_shown(block, at, start), look)
        yield replace(piece, text=_shown(block, start, end), look=look)
        at = end
    if at < mark.end:
        yield Piece(_shown(block, at, mark.end), look)


def _standards(
    mark: _Mark, references: Sequence[tuple[int, int]], language: str
) -> Iterable[tuple[int, int, Piece]]:
    """Where the words that cite a standard lead: the longest stretch that is no reference."""
    cited = [one for one in mark.said if one.kind is FindingKind.PROVISION]
    for one in _apart(cited):
        values = [each.value for each in cited if (each.start, each.end) == (one.start, one.end)]
        names = [name.text for value in values if (name := cited_name(value, language))]
        inside = [(a, b) for a, b in references if a < one.end and b > one.start]
        edges = [one.start, *(edge for span in inside for edge in span), one.end]
        free = zip(edges[::2], edges[1::2], strict=True)
        start, end = max(free, key=lambda span: span[1] - span[0])
        if start < end:
            says = "; ".join(dict.fromkeys(names[:_MOST_SAID]))
            yield start, end, Piece("", standard=narrowest(values), says=says)


def _apart(found: Iterable[Marking]) -> list[Marking]:
    """Those that begin where none before them stands."""
    kept: list[Marking] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _notes(block: Block, marks: Sequence[_Mark], language: str) -> list[Note]:
    """What the marks of a paragraph say, each once."""
    words: dict[tuple[str, str], dict[str, None]] = {}
    named: dict[tuple[str, str], Note] = {}
    for mark in marks:
        for one in mark.said:
            note = note_of(one, language)
            key = (note.kind, note.name.text)
            named.setdefault(key, note)
            said = worded(block.text[one.start - block.start : one.end - block.start])
            words.setdefault(key, {})[" ".join(said.split())] = None
    return [
        replace(note, words=tuple(words[key])) for key, note in list(named.items())[:_MOST_NOTES]
    ]


def _look(kinds: Sequence[FindingKind]) -> str:
    """How a mark looks: a date, a place, or anything else, by the first of what it says."""
    if kinds[0] in DATES:
        return "date"
    return "place" if FACETS.get(kinds[0]) is Facet.COUNTRY else "told"


def _words(mark: _Mark, block: Block) -> str:
    return block.text[mark.start - block.start : mark.end - block.start]


def _shown(block: Block, start: int, end: int) -> str:
    return worded(block.text[start - block.start : end - block.start])
