"""Two editions of one text, paragraph beside paragraph, by how long each paragraph is.

After W. Gale and K. Church, "A program for aligning sentences in bilingual corpora" (1993): what
is long in one language is long in the other. No words are compared, so it holds for any pair.
"""

import math
from collections.abc import Sequence

# How many paragraphs of either side stand beside each other, and what each costs before lengths
# are looked at (Gale and Church, table 5: 0.89, 0.0099 and 0.089 of all, as 100 · -ln p).
_STEPS = ((1, 1, 12), (1, 0, 461), (0, 1, 461), (2, 1, 242), (1, 2, 242))
_VARIANCE = 6.8  # of a length, for each character
_BAND = 24  # how far either side may run ahead of the other, in paragraphs
_APART = 250  # cost for each paragraph beyond which the two are not one text
_MOST = 1_500  # paragraphs of a side

Row = tuple[range, range]  # places of paragraphs, either may be empty


def align(first: Sequence[int], second: Sequence[int]) -> list[Row] | None:
    """Which paragraphs belong beside each other, by their lengths in characters.

    None where the two do not go along: one leaves out much of the other, or tells something else.
    """
    if not first or not second or max(len(first), len(second)) > _MOST:
        return None
    if abs(len(first) - len(second)) > _BAND:
        return None
    if len(first) == len(second) == 1:
        return [(range(1), range(1))]
    ratio = sum(second) / max(sum(first), 1)
    costs, steps = _walk([length * ratio for length in first], second)
    end = (len(first), len(second))
    if end not in costs or costs[end] / max(len(first), len(second)) > _APART:
        return None
    return _back(end, steps)


def _walk(
    first: Sequence[float], second: Sequence[int]
) -> tuple[dict[tuple[int, int], float], dict[tuple[int, int], tuple[int, int]]]:
    """The cheapest way to every place near the diagonal, and the last step to it."""
    costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
    steps: dict[tuple[int, int], tuple[int, int]] = {}
    slope = len(second) / len(first)
    for at in range(len(first) + 1):
        middle = round(at * slope)
        for beside in range(max(middle - _BAND, 0), min(middle + _BAND, len(second)) + 1):
            best = math.inf
            for left, right, prior in _STEPS:
                before = costs.get((at - left, beside - right))
                if before is None or before + prior >= best:
                    continue
                cost = (
                    before
                    + prior
                    + _apart(sum(first[at - left : at]), sum(second[beside - right : beside]))
                )
                if cost < best:
                    best = costs[at, beside] = cost
                    steps[at, beside] = (left, right)
    return costs, steps


def _apart(one: float, other: float) -> float:
    """How unlikely it is that these lengths say the same, as 100 · -ln p of a normal deviate."""
    if not one or not other:
        return 0.0  # the step itself has its price
    deviate = abs(other - one) / math.sqrt(_VARIANCE * (one + other) / 2)
    tail = math.erfc(deviate / math.sqrt(2))
    return -100 * math.log(max(tail, 1e-12))


def _back(end: tuple[int, int], steps: dict[tuple[int, int], tuple[int, int]]) -> list[Row]:
    rows = []
    at, beside = end
    while (at, beside) != (0, 0):
        left, right = steps[at, beside]
        rows.append((range(at - left, at), range(beside - right, beside)))
        at, beside = at - left, beside - right
    return rows[::-1]
