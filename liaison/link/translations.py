"""Whether two documents are one text in two languages, told from what a translation leaves."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import EditionFacts, Facts
from liaison.link.verdict import Bars, Reason, Verdict

_FEWEST = 5  # pairs of figures below which they say nothing
_BARS = Bars(linked=0.6, proposed=0.35)


def translations(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdict on translation, of documents that have no language in common."""
    if not one.languages or not other.languages or one.languages & other.languages:
        return
    reasons = []
    if one.symbol and one.symbol == other.symbol:
        reasons.append(Reason("same_reference", 0.7, {"reference": one.symbol}))
    shared = max((_shared(a, b) for a in one.editions for b in other.editions), default=0.0)
    if shared:
        reasons.append(Reason("same_figures", shared, {"percent": f"{shared * 100:.0f}"}))
    score = min(1.0, sum(reason.weight for reason in reasons))
    yield _BARS.verdict(Relation.TRANSLATION_OF, one.identifier, other.identifier, score, reasons)


def _shared(one: EditionFacts, other: EditionFacts) -> float:
    """The share of the sampled figures that both have."""
    if min(len(one.figures), len(other.figures)) < _FEWEST:
        return 0.0
    here, there = dict(one.figures), dict(other.figures)
    return len(here.keys() & there.keys()) / min(len(here), len(there))
