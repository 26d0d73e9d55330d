"""Who speaks of whom: citations, updates and replies, told from references and their chains."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import Facts
from liaison.link.verdict import Bars, Reason, Verdict
from liaison.vocabulary.update_chain import Chain, chain

_REPLY = "reply"
_UPDATE = "appeal_update"
_APPEALS = frozenset(("urgent_appeal", _UPDATE, "communication", "allegation_letter"))
_BARS = Bars(linked=0.7, proposed=0.45)


def citing(one: Facts, other: Facts) -> Iterator[Verdict]:
    """The verdicts on citation, update and reply, in both directions; none where nothing is cited.

    A reply cites what it answers; an update bears a later number of the chain, or says that it is
    one and cites the appeal's number.
    """
    for first, second in ((one, other), (other, one)):
        reference = _cited(first, second)
        if reference and second.symbol != first.symbol:
            cites = Reason("cites_reference", 0.9, {"reference": reference})
            yield _verdict(Relation.CITES, first, second, cites)
        if reference and first.kind == _REPLY != second.kind:
            cites = Reason("cites_reference", 0.8, {"reference": reference})
            yield _verdict(Relation.REPLY_TO, first, second, cites, Reason("is_reply", 0.15))
        update = _update(first, second)
        if update is not None:
            yield _verdict(Relation.UPDATE_OF, first, second, update)


def _cited(first: Facts, second: Facts) -> str:
    """The reference of the second that the first names as its own or another's, or ""."""
    if not second.symbol:
        return ""
    named = {*first.references, first.symbol}
    if second.symbol in named:
        return second.symbol
    step = _step(second.symbol)
    # A communication has one number, whatever is written before it: UA, AL, JAL.
    if step is not None and any(_step(each) == step for each in named):
        return second.symbol
    return ""


def _update(first: Facts, second: Facts) -> Reason | None:
    """Why the first is an update of the second, or None."""
    later, earlier = _step(first.symbol), _step(second.symbol)
    if later is not None and earlier is not None and later.root == earlier.root:
        if earlier.number == 0 != later.number or _follows(later, earlier):
            return Reason("later_in_chain", 0.95, {"reference": later.root})
        return None
    if first.kind != _UPDATE or not _is_later(first, second):
        return None
    if second.symbol and second.symbol in first.references:
        return Reason("update_cites_reference", 0.95, {"reference": second.symbol})
    if second.kind in _APPEALS:
        common = sorted(_roots(first) & _roots(second))
        if common:
            return Reason("update_of_chain", 0.9, {"reference": common[0]})
    return None


def _follows(later: Chain, earlier: Chain) -> bool:
    """Whether steps are parted by number in a chain of appeals: an addendum updates no other."""
    if later.number is None or earlier.number is None or " " not in later.root:
        return False
    return later.number > earlier.number


def _is_later(first: Facts, second: Facts) -> bool:
    return first.day is None or second.day is None or first.day >= second.day


def _roots(facts: Facts) -> set[str]:
    """The chains of appeals that a document speaks of."""
    steps = (_step(each) for each in (facts.symbol, *facts.references))
    return {step.root for step in steps if step is not None and " " in step.root}


def _step(key: str) -> Chain | None:
    return chain(key) if key else None


def _verdict(relation: Relation, first: Facts, second: Facts, *reasons: Reason) -> Verdict:
    score = sum(reason.weight for reason in reasons)
    return _BARS.verdict(relation, first.identifier, second.identifier, score, reasons)
