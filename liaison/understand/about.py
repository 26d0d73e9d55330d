"""Which country a document is about, among those that it names."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Part
from liaison.understand.folding import Folded
from liaison.understand.gazetteer import Mention

_HEAD = 2500  # characters of a first page on which a heading can name the country
_TITLE = 150  # characters of a first line that can stand for a title
_TITLE_MAY_NAME = 6
_FREQUENT = 0.4  # share of all mentions
_EARLY = 0.25  # of the text
_AT_LEAST = 3  # mentions
_KEPT_TO = 0.05  # share of all mentions


@dataclass(frozen=True, slots=True)
class Subject:
    """A country that a document is about, and the mention that says so (original characters)."""

    iso3: str
    part: Part
    start: int
    end: int
    method: str
    confidence: float


def subjects(
    title: Folded, in_title: Sequence[Mention], text: Folded, in_text: Sequence[Mention]
) -> list[Subject]:
    """The countries of the title, of a heading, or the one that prevails, in that order.

    The first line stands in for a title where there is none.
    """
    named = _once(in_title)
    if named:
        confidence = 0.95 if len(named) == 1 else 0.8 if len(named) <= _TITLE_MAY_NAME else 0.4
        return [_subject(title, Part.TITLE, one, "title", confidence) for one in named]
    opening = _once([one for one in in_text if not title.text and one.end <= _first_line(text)])
    if len(opening) == 1:
        return [_subject(text, Part.TEXT, opening[0], "first line", 0.8)]
    headed = [one for one in in_text if one.start < _HEAD and _heads(text, one)]
    counts = Counter(mention.iso3 for mention in in_text)
    if headed:
        alone = _once(headed)
        # Where several head lines (a list of speakers), the one that the text keeps to; where the
        # text keeps to none (a yearbook), none.
        best = max(alone, key=lambda one: counts[one.iso3])
        if counts[best.iso3] < _KEPT_TO * len(in_text):
            return []
        return [_subject(text, Part.TEXT, best, "heading", 0.9 if len(alone) == 1 else 0.6)]
    return _prevailing(text, in_text, counts)


def _prevailing(text: Folded, in_text: Sequence[Mention], counts: Counter[str]) -> list[Subject]:
    total = sum(counts.values())
    found = []
    for first in _once(in_text):
        share = counts[first.iso3] / total
        early = first.start <= max(600, len(text.text) * _EARLY)
        if share >= _FREQUENT and early and (counts[first.iso3] >= _AT_LEAST or total <= _AT_LEAST):
            found.append(_subject(text, Part.TEXT, first, "prevails", round(0.4 + share * 0.4, 2)))
    return found


def _first_line(text: Folded) -> int:
    """The length of the first line, as far as it can stand for a title."""
    starts = text.line_starts(_TITLE)
    return starts[1] if len(starts) > 1 else min(len(text.text), _TITLE)


def _once(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of each country, a certain one before a doubtful one."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        held = first.get(mention.iso3)
        if held is None or (held.doubtful and not mention.doubtful):
            first[mention.iso3] = mention
    return sorted(first.values(), key=lambda one: one.start)


def _heads(text: Folded, mention: Mention) -> bool:
    """Whether the mention is all that stands on its line, but for a footnote's mark."""
    if text.line_start(mention.start) != mention.start:
        return False
    end = mention.end
    while text.text[end : end + 1] in ("*", "1", "\u2217") and end < mention.end + 3:
        end += 1
    return text.ends_line(end) or text.ends_line(end + 1)


def _subject(text: Folded, part: Part, mention: Mention, method: str, confidence: float) -> Subject:
    start, end = text.span(mention.start, mention.end)
    return Subject(mention.iso3, part, start, end, method, confidence)
