"""The text of an edition as its page shows it: a part, marked; or two editions side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from liaison.catalogue.description import Decision
from liaison.catalogue.marked import markings
from liaison.catalogue.models import Edition
from liaison.publish import declared
from liaison.publish.aligning import align
from liaison.publish.marking import Paragraph, marked
from liaison.publish.text import PART, Block, blocks, parts, shown
from liaison.sources.declaration import Show


@dataclass(frozen=True, slots=True)
class ShownText:
    """What a page shows of one edition's text; `cut` holds all its parts, never none."""

    edition: Edition
    show: Show
    cut: list[list[Block]]

    @property
    def parts(self) -> int:
        """How many parts it comes in."""
        return len(self.cut)

    @property
    def unread(self) -> int:
        """Pages of a scan or file that gave no text."""
        return max(self.edition.pages_without_text - self.edition.pages_recognised, 0)

    @property
    def last_paragraph(self) -> int:
        """The number of its last paragraph; 1 where it has none."""
        return self.cut[-1][-1].number if self.cut[-1] else 1


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands beside each other in a row of two editions; either may be empty."""

    first: tuple[Paragraph, ...]
    second: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two editions in rows; `aligned` is False where they do not go along, and there is one row."""

    second: Edition
    rows: tuple[Pair, ...]
    aligned: bool
    left_out: bool = False  # the second is longer than can be shown beside the first


def shown_text(edition: Edition, text: str) -> ShownText:
    """An edition's text as far as its terms let us show it; `text` has withdrawn names covered."""
    show = declared.show_of_edition(edition)
    if show is Show.FULL:
        return ShownText(edition, show, parts(text))
    excerpt = shown(text, show)
    start = len(text) - len(text.lstrip())
    return ShownText(
        edition, show, [[Block(one.number, start + one.start, one.text) for one in blocks(excerpt)]]
    )


def paragraphs(
    cut: Sequence[Block], edition: Edition, decisions: Sequence[Decision], language: str
) -> list[Paragraph]:
    """Consecutive paragraphs of an edition with what was found in them."""
    if not cut:
        return []
    found = markings(edition.pk, cut[0].start, cut[-1].end)
    return marked(cut, found, decisions, language)


def side_by_side(
    first: ShownText,
    part: int,
    second: ShownText,
    decisions: Sequence[Decision],
    language: str,
) -> SideBySide:
    """One part of an edition with another edition beside it."""
    here = first.cut[part - 1]
    there, left_out = _beside(first, part, second)
    rows = align([len(one.text) for one in here], [len(one.text) for one in there])
    left = tuple(paragraphs(here, first.edition, decisions, language))
    right = tuple(paragraphs(there, second.edition, decisions, language))
    if rows is None:
        return SideBySide(second.edition, (Pair(left, right),), aligned=False, left_out=left_out)
    pairs = tuple(
        Pair(left[one.start : one.stop], right[other.start : other.stop]) for one, other in rows
    )
    return SideBySide(second.edition, pairs, aligned=True, left_out=left_out)


def _beside(first: ShownText, part: int, second: ShownText) -> tuple[list[Block], bool]:
    """What of the second edition goes with a part of the first, and whether some is left out.

    Of a text in parts, what stands at the same share of the way: where the parts begin and end,
    the two may be a paragraph apart.
    """
    whole = [block for some in second.cut for block in some]
    if first.parts > 1 and whole:
        sizes = [sum(len(block.text) for block in some) for some in first.cut]
        total, length = sum(sizes), whole[-1].end
        begin = sum(sizes[: part - 1]) / total * length
        end = sum(sizes[:part]) / total * length
        whole = [one for one in whole if begin <= (one.start + one.end) / 2 < end]
    kept: list[Block] = []
    room = 2 * PART
    for block in whole:
        room -= len(block.text)
        if room < 0:
            return kept, True
        kept.append(block)
    return kept, False
