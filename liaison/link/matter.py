"""Whether two documents tell the same matter: the same people, arrest, trial, law or visit."""

from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.facts import Facts
from liaison.link.keys import word_key
from liaison.link.rarity import Rarity
from liaison.link.verdict import Bars, Reason, Verdict

_BARS = Bars(linked=0.7, proposed=0.45)
_HALF = 7.0  # nats of shared words that make a score of one half


def same_matter(one: Facts, other: Facts, rarity: Rarity) -> Iterator[Verdict]:
    """The verdict on same matter."""
    if one.about and other.about and not set(one.about) & set(other.about):
        return
    shared = set(one.proper_words) & set(other.proper_words)
    told = sum(rarity.information(word_key(word)) for word in shared)
    reasons = (Reason("rare_words", round(told, 1), {"count": str(len(shared))}),)
    yield _BARS.verdict(
        Relation.SAME_MATTER, one.identifier, other.identifier, told / (told + _HALF), reasons
    )
