"""What changed from one wording to the next, word by word: values in, values out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from liaison.publish.text import blocks, excerpt

LONGEST = 300_000  # characters of a wording that are compared
_MOST_BLOCKS = 4_000  # paragraphs of a wording that are compared
_MOST_WORDS = 5_000  # of a changed passage: what is longer is told as taken out and put in
_MOST_SHOWN = 80_000  # characters of changes that a page holds
_STRAY = 3  # words that stay between two changes without telling a reader anything
_BREAK = "\n"
_WORD = re.compile(r"\n|\S+")


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words, and what became of them."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs that changed, after so many that did not."""

    same_before: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings: what changed, in their order.

    `words_out` and `words_in` count all that was compared. `cut`: only the beginning was
    compared; `more`: passages beyond those in `passages` changed too.
    """

    passages: tuple[Passage, ...]
    same_after: int
    words_out: int
    words_in: int
    cut: bool
    more: int

    @property
    def changed(self) -> bool:
        """Whether any word changed."""
        return bool(self.passages)


def compare(before: str, after: str) -> Comparison:
    """The changes from one wording to another, in time that is bounded whatever they are."""
    first, first_cut = _paragraphs(before)
    second, second_cut = _paragraphs(after)
    cut = first_cut or second_cut
    hunks = list(_hunks(first, second))
    if cut and hunks[-1][0]:
        # Where both are cut they end at different words: that is no change.
        hunks[-1] = (hunks[-1][0], (), ())
    found: list[Passage] = []
    same = 0
    for kept, old, new in hunks:
        same += kept
        if old or new:
            found.append(Passage(same, tuple(_words(old, new))))
            same = 0
    shown = tuple(_fitting(found))
    return Comparison(
        shown,
        same,
        _count(found, Change.OUT),
        _count(found, Change.IN),
        cut=cut,
        more=len(found) - len(shown),
    )


def _paragraphs(text: str) -> tuple[list[str], bool]:
    kept = [" ".join(block.text.split(" ")) for block in blocks(text[:LONGEST])]
    return kept[:_MOST_BLOCKS], len(text) > LONGEST or len(kept) > _MOST_BLOCKS


def _hunks(
    first: Sequence[str], second: Sequence[str]
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    """Runs of paragraphs: how many are the same, then those that went and those that came."""
    kept = 0
    old: list[str] = []
    new: list[str] = []
    for step in Indel.opcodes(first, second):
        if step.tag == "equal":
            if old or new:
                yield kept, old, new
                kept, old, new = 0, [], []
            kept += step.src_end - step.src_start
            continue
        old += first[step.src_start : step.src_end]
        new += second[step.dest_start : step.dest_end]
    yield kept, old, new


def _words(old: Sequence[str], new: Sequence[str]) -> Iterable[Stretch]:
    first, second = _split(old), _split(new)
    if not first or not second or max(len(first), len(second)) > _MOST_WORDS:
        return _whole(first, second)
    runs = _runs(first, second)
    if not any(change is Change.SAME for change, _some in runs):
        return _whole(first, second)
    return _joined(_without_strays(runs))


def _split(paragraphs: Sequence[str]) -> list[str]:
    return _WORD.findall(f" {_BREAK} ".join(paragraphs))


def _whole(first: Sequence[str], second: Sequence[str]) -> list[Stretch]:
    told = ((Change.OUT, first), (Change.IN, second))
    return [Stretch(change, _said(some)) for change, some in told if some]


def _runs(first: Sequence[str], second: Sequence[str]) -> list[tuple[Change, list[str]]]:
    runs: list[tuple[Change, list[str]]] = []
    for step in Indel.opcodes(first, second):
        if step.tag == "equal":
            runs.append((Change.SAME, list(first[step.src_start : step.src_end])))
        if step.tag == "delete":
            runs.append((Change.OUT, list(first[step.src_start : step.src_end])))
        if step.tag == "insert":
            runs.append((Change.IN, list(second[step.dest_start : step.dest_end])))
    return runs


def _without_strays(runs: Sequence[tuple[Change, list[str]]]) -> Iterator[tuple[Change, list[str]]]:
    """Single words that stay among changes go with them: a reader sees passages, not crumbs."""
    out: list[str] = []
    came: list[str] = []
    last = len(runs) - 1
    for at, (change, some) in enumerate(runs):
        if change is Change.OUT:
            out += some
        elif change is Change.IN:
            came += some
        elif 0 < at < last and len(some) < _STRAY and (out or came):
            out += some
            came += some
        else:
            yield from ((Change.OUT, out), (Change.IN, came), (Change.SAME, some))
            out, came = [], []
    yield from ((Change.OUT, out), (Change.IN, came))


def _joined(runs: Iterable[tuple[Change, list[str]]]) -> list[Stretch]:
    return [Stretch(change, _said(some)) for change, some in runs if some]


def _said(some: Sequence[str]) -> str:
    return re.sub(r" ?\n ?", "\n", " ".join(some))


def _fitting(found: Sequence[Passage]) -> Iterator[Passage]:
    """As many as a page holds; of a first one that is longer than that, the beginning."""
    room = _MOST_SHOWN
    for passage in found:
        room -= sum(len(one.text) for one in passage.stretches)
        if room < 0 and passage is not found[0]:
            return
        yield passage if room >= 0 else _beginning(passage)


def _beginning(passage: Passage) -> Passage:
    room = _MOST_SHOWN // len(passage.stretches)
    kept = (Stretch(one.change, excerpt(one.text, room)) for one in passage.stretches)
    return Passage(passage.same_before, tuple(kept))


def _count(found: Sequence[Passage], change: Change) -> int:
    said = (one.text for some in found for one in some.stretches if one.change is change)
    return sum(len(text.split()) for text in said)
