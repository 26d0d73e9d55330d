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
    # Fitted to appeals and their follow-ups; the first lies between what the fit gives
    # with and without the judged weights (docs/decisions/0018-one-matter.md).
    "title_repeated": 3.8,
    "title_quoted": 2.8,
    "words_in_both_titles": 1.15,
    "months_apart": -0.6,
    "names_its_date": 3.8,
    "same_country": 2.0,
    "other_country": -3.7,
    # Set by judgement: what the set that the others are fitted to does not hold, or holds too
    # little of.
    "same_people": 7.0,
    "names_side_by_side": 2.0,
    "same_event_date": 1.0,
    "same_violation": 0.3,
    "same_law": 2.5,
    "same_reference": 5.0,
}
START = -6.3  # of two documents that a key brought together, before anything is looked at


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
