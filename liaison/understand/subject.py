"""A country that a document is about, and what mentions of countries weigh."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from liaison.kernel.finding import Part
from liaison.understand.folding import Folded
from liaison.understand.gazetteer import Manner, Mention

# These figures and those of `about_title` and `about` were set on half of a labelled set and looked
# at on the other; each may move by a third without a difference that can be told from chance.
_WEIGHT = {
    Manner.NAME: 1.0,
    Manner.FORMER: 0.6,
    Manner.PEOPLE: 0.7,
    Manner.PLACE: 0.5,
    Manner.SEAT: 0.05,
}
DOUBTFUL = 0.4
"""What a doubtful mention weighs, of the weight of a sure one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A country that a document is about, and the mention that says so (original characters)."""

    iso3: str
    part: Part
    start: int
    end: int
    method: str
    confidence: float


def subject(text: Folded, part: Part, mention: Mention, method: str, confidence: float) -> Subject:
    """A mention as what a document is about. `text` is the folded part that it stands in."""
    start, end = text.span(mention.start, mention.end)
    return Subject(mention.iso3, part, start, end, method, confidence)


def weigh(mentions: Sequence[Mention]) -> dict[str, float]:
    """How much is said of each country."""
    weights: dict[str, float] = defaultdict(float)
    for one in mentions:
        weights[one.iso3] += _WEIGHT[one.manner] * (DOUBTFUL if one.doubtful else 1.0)
    return weights


def once(mentions: Sequence[Mention]) -> list[Mention]:
    """The first mention of each country, a certain one before a doubtful one."""
    first: dict[str, Mention] = {}
    for mention in mentions:
        held = first.get(mention.iso3)
        if held is None or (held.doubtful and not mention.doubtful):
            first[mention.iso3] = mention
    return sorted(first.values(), key=lambda one: one.start)
