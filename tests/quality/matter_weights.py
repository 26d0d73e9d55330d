"""The weights of evidence for one matter, fitted anew to appeals and their follow-ups.

    python -m tests.quality.matter_weights [DATA]

prints them, and the pairwise F1 of each half of the cases under weights fitted to the other. They
stand in liaison/link/matter.py; nothing of the texts is in them.
"""

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from liaison.link.evidence import evidence
from liaison.link.facts import Facts
from liaison.link.keys import keys_of
from liaison.link.matter import WEIGHTS
from liaison.link.rarity import Rarity
from liaison.measure.quality.answers import answers
from liaison.measure.quality.cases import Case, Question
from tests.conftest import ROOT
from tests.quality.link_sets import matters

# What these appeals cannot teach, and keeps the weight that it has.
JUDGED = frozenset(
    (
        *("same_people", "names_side_by_side", "same_event_date", "same_violation"),
        *("same_law", "same_reference"),
    )
)
_AGAINST = frozenset(("months_apart", "other_country"))
_STEPS, _RATE, _RIDGE = 6_000, 0.05, 0.5
_CODES = tuple(WEIGHTS)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Evidence of every pair of appeals, whether they are one case, and the halves they are in."""

    amounts: Floats
    together: npt.NDArray[np.bool_]
    halves: npt.NDArray[np.int64]


def pairs_of(data: Path) -> Pairs:
    """Every two appeals that share a word of their titles or a name."""
    cases = [Case.model_validate({"set": "cases", **line}) for line in matters(data, data)]
    known = [(answers(case).facts or Facts(""), _group(case)) for case in cases]
    counts = Counter(key for facts, _ in known for key in keys_of(facts).filed)
    rarity = Rarity(len(known), counts)
    rows: list[tuple[list[float], bool, tuple[int, int]]] = []
    for (one, here), (other, there) in combinations(known, 2):
        if one.title_set & other.title_set or one.title_keys.keys() & other.title_keys.keys():
            found = {each.code: each.amount for each in evidence(one, other, rarity)}
            amounts = [found.get(code, 0.0) for code in _CODES]
            rows.append((amounts, here == there, (_half(here), _half(there))))
    return Pairs(
        np.array([row[0] for row in rows]),
        np.array([row[1] for row in rows]),
        np.array([row[2] for row in rows]),
    )


def fit(pairs: Pairs, chosen: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """The weights, in the order of WEIGHTS, and the start: logistic regression.

    What speaks for one matter weighs nothing or more, what speaks against it nothing or less.
    """
    amounts, together = pairs.amounts[chosen], pairs.together[chosen].astype(float)
    weights = np.array([WEIGHTS[code] if code in JUDGED else 0.0 for code in _CODES])
    free = np.array([code not in JUDGED for code in _CODES])
    sign = np.array([-1.0 if code in _AGAINST else 1.0 for code in _CODES])
    start = -5.0
    moment, spread = np.zeros(len(_CODES) + 1), np.zeros(len(_CODES) + 1)
    for step in range(1, _STEPS + 1):
        miss = 1 / (1 + np.exp(-(amounts @ weights + start))) - together
        slope = np.append((amounts.T @ miss + _RIDGE * weights) * free, miss.sum())
        moment = 0.9 * moment + 0.1 * slope
        spread = 0.999 * spread + 0.001 * slope**2
        by = _RATE * (moment / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-9)
        weights = np.where(free, sign * np.maximum(sign * (weights - by[:-1]), 0.0), weights)
        start -= float(by[-1])
    return weights, start


def f1(pairs: Pairs, chosen: npt.NDArray[np.bool_], weights: Floats, start: float) -> float:
    """Pairwise F1 of the pairs chosen, linked where evidence speaks for it."""
    linked = pairs.amounts[chosen] @ weights + start >= 0
    right = int((linked & pairs.together[chosen]).sum())
    return 2 * right / int(linked.sum() + pairs.together[chosen].sum())


def _group(case: Case) -> str:
    return case.expected[Question.SAME_MATTER][0]


def _half(group: str) -> int:
    return hashlib.sha256(group.encode()).digest()[0] % 2


def _main(arguments: Sequence[str]) -> None:
    given: Any = arguments[0] if arguments else os.environ.get("LIAISON_REAL_DATA")
    pairs = pairs_of(Path(given or ROOT.parent / "shared" / "data"))
    for half in (0, 1):
        mine, theirs = ((pairs.halves == each).all(axis=1) for each in (half, 1 - half))
        print(f"F1 of half {half}: {f1(pairs, mine, *fit(pairs, theirs)):.3f}")  # noqa: T201 (a command)
    weights, start = fit(pairs, np.ones(len(pairs.together), dtype=bool))
    for code, weight in zip(_CODES, weights, strict=True):
        print(f"{code:22} {weight:6.2f}{'  judged' if code in JUDGED else ''}")  # noqa: T201
    print(f"{'START':22} {start:6.2f}")  # noqa: T201


if __name__ == "__main__":
    _main(sys.argv[1:])
