"""Whether two documents are copies: word for word, or nearly."""

from collections.abc import Iterator

from liaison.link.facts import EditionFacts, Facts
from liaison.link.signature import likeness
from liaison.link.verdict import Outcome, Reason, Relation, Verdict

_NEAR = 0.5
_PROPOSED = 0.4
_SAME = 0.9


def copies(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdicts on near copy and on same document."""
    alike = max(
        (likeness(a.signature, b.signature) for a in one.editions for b in other.editions),
        default=0.0,
    )
    reasons = [Reason("same_words", alike, {"percent": f"{alike * 100:.0f}"})]
    yield _verdict(Relation.NEAR_COPY, one, other, alike, reasons)
    if any(_same_title(a, b) for a in one.editions for b in other.editions):
        reasons.append(Reason("same_title", 0.5))
        if one.published and one.published == other.published:
            reasons.append(Reason("same_day", 0.5, {"date": one.published}))
    if one.symbol and one.symbol == other.symbol and one.languages & other.languages:
        reasons.append(Reason("same_symbol", 1.0, {"reference": one.symbol}))
    score = min(1.0, sum(reason.weight for reason in reasons) / 1.5)
    yield _verdict(Relation.SAME_DOCUMENT, one, other, score, reasons)


def _same_title(one: EditionFacts, other: EditionFacts) -> bool:
    return bool(one.title) and one.title == other.title


def _verdict(
    relation: Relation, one: Facts, other: Facts, score: float, reasons: list[Reason]
) -> Verdict:
    linked = score >= (_NEAR if relation is Relation.NEAR_COPY else _SAME)
    outcome = Outcome.LINKED if linked else Outcome.PROPOSED if score >= _PROPOSED else Outcome.NOT
    return Verdict(
        relation, one.identifier, other.identifier, outcome, round(score, 3), tuple(reasons)
    )
