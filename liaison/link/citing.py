"""Who speaks of whom: citations, updates and replies, told from references."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import Facts
from liaison.link.verdict import Bars, Reason, Verdict

_REPLY = "reply"
_UPDATE = "appeal_update"
_BARS = Bars(linked=0.7, proposed=0.45)


def citing(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdicts on citation, update and reply, in both directions."""
    for first, second in ((one, other), (other, one)):
        if second.symbol != first.symbol and second.symbol in first.references:
            yield from _cited(first, second)


def _cited(first: Facts, second: Facts) -> Iterator[Verdict]:
    cites = Reason("cites_reference", 0.9, {"reference": second.symbol})
    yield _verdict(Relation.CITES, first, second, cites)
    if first.kind == _REPLY:
        yield _verdict(Relation.REPLY_TO, first, second, cites, Reason("is_reply", 0.05))
    elif first.kind == _UPDATE:
        yield _verdict(Relation.UPDATE_OF, first, second, cites, Reason("is_update", 0.05))


def _verdict(relation: Relation, first: Facts, second: Facts, *reasons: Reason) -> Verdict:
    score = sum(reason.weight for reason in reasons)
    return _BARS.verdict(relation, first.identifier, second.identifier, score, reasons)
