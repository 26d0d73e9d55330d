"""Who speaks of whom: citations, updates and replies, told from references."""

from collections.abc import Iterator

from liaison.link.facts import Facts
from liaison.link.verdict import Outcome, Reason, Relation, Verdict

_REPLY = "reply"
_UPDATE = "appeal_update"


def citing(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdicts on citation, update and reply, in both directions."""
    for source, target in ((one, other), (other, one)):
        if target.symbol != source.symbol and target.symbol in source.references:
            yield from _cited(source, target)


def _cited(source: Facts, target: Facts) -> Iterator[Verdict]:
    reason = Reason("cites_reference", 1.0, {"reference": target.symbol})
    yield _verdict(Relation.CITES, source, target, 1.0, reason)
    if source.kind == _REPLY:
        yield _verdict(Relation.REPLY_TO, source, target, 0.95, reason, Reason("is_reply", 0.5))
    elif source.kind == _UPDATE:
        yield _verdict(Relation.UPDATE_OF, source, target, 0.95, reason, Reason("is_update", 0.5))


def _verdict(
    relation: Relation, source: Facts, target: Facts, score: float, *reasons: Reason
) -> Verdict:
    return Verdict(relation, source.identifier, target.identifier, Outcome.LINKED, score, reasons)
