"""Whether two documents are copies of one: word for word, or nearly."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import EditionFacts, Facts
from liaison.link.signature import likeness
from liaison.link.verdict import Bars, Reason, Verdict

# Texts that share half of their phrases of three words; unrelated ones share a quarter at most.
_BARS = Bars(linked=0.6, proposed=0.4)


def copies(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdict on same document: copies, re-posts, moved addresses."""
    pairs = [(a, b) for a in one.editions for b in other.editions]
    alike = max((likeness(a.signature, b.signature) for a, b in pairs), default=0.0)
    reasons = []
    if alike:
        reasons.append(Reason("same_words", alike, {"percent": f"{alike * 100:.0f}"}))
    if any(_same_title(a, b) for a, b in pairs):
        reasons.append(Reason("same_title", 0.1))
    if one.symbol and other.symbol and one.languages & other.languages:
        if one.symbol == other.symbol:
            reasons.append(Reason("same_reference", 0.6, {"reference": one.symbol}))
        else:
            reasons.append(Reason("other_reference", -0.3))
    score = min(1.0, max(0.0, sum(reason.weight for reason in reasons)))
    yield _BARS.verdict(Relation.SAME_DOCUMENT, one.identifier, other.identifier, score, reasons)


def _same_title(one: EditionFacts, other: EditionFacts) -> bool:
    return bool(one.title) and one.title == other.title
