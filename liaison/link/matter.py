"""Whether two documents tell the same matter: the same people, arrest, trial, law or visit."""

import math
from collections.abc import Iterator

from liaison.kernel.relation import Relation
from liaison.link.evidence import evidence
from liaison.link.facts import Facts
from liaison.link.rarity import Rarity
from liaison.link.verdict import Bars, Reason, Verdict

BARS = Bars(linked=0.5, proposed=0.2)
# Logarithms of odds for each amount of evidence.
WEIGHTS = {
    "names_in_both_titles": 1.34,
    "title_repeated": 8.47,
    "months_apart": -1.07,
    "same_country": 1.38,
    "other_country": -3.26,
    "one_is_an_update": 1.26,
    "same_people": 4.0,
}
START = -7.0  # of two documents that a key brought together, before anything is looked at


def same_matter(one: Facts, other: Facts, rarity: Rarity) -> Iterator[Verdict]:
    """The verdict on same matter."""
    reasons = [
        Reason(each.code, round(weight * each.amount, 2), each.given)
        for each in evidence(one, other, rarity)
        if (weight := WEIGHTS.get(each.code, 0.0))
    ]
    odds = START + sum(reason.weight for reason in reasons)
    score = 1 / (1 + math.exp(-odds))
    yield BARS.verdict(Relation.SAME_MATTER, one.identifier, other.identifier, score, reasons)
