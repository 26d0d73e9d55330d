"""Whether two documents tell the same matter: the same people, arrest, trial, law or visit."""

from collections.abc import Iterator

from liaison.link.facts import Facts
from liaison.link.keys import word_key
from liaison.link.rarity import Rarity
from liaison.link.verdict import Outcome, Reason, Relation, Verdict

_LINKED, _PROPOSED = 0.7, 0.45
_ENOUGH = 14.0  # nats


def same_matter(one: Facts, other: Facts, rarity: Rarity) -> Iterator[Verdict]:
    """The verdict on same matter."""
    if one.about and other.about and not set(one.about) & set(other.about):
        return
    shared = set(one.proper_words) & set(other.proper_words)
    told = sum(rarity.information(word_key(word)) for word in shared)
    score = round(told / (told + _ENOUGH / 2), 3)
    outcome = (
        Outcome.LINKED
        if score >= _LINKED
        else Outcome.PROPOSED
        if score >= _PROPOSED
        else Outcome.NOT
    )
    reasons = (Reason("rare_words", round(told, 1), {"count": str(len(shared))}),)
    yield Verdict(Relation.SAME_MATTER, one.identifier, other.identifier, outcome, score, reasons)
