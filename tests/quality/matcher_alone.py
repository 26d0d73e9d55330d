"""A well-kept matcher alone on the names of the sets, beside which ours is measured.

    python -m tests.quality.matcher_alone FOLDER

FOLDER holds sets of `tests.quality.sets`. The matcher is rigour's (MIT): its symbols for names,
then its weighted edit distance for what they leave, as nomenklatura puts them together. Of each
language its F1 at the bound that suits it best is printed, which is more than it would have in use.
"""

import sys
from collections import defaultdict
from pathlib import Path

from rigour.names import (
    NameTypeTag,
    align_person_name_order,
    analyze_names,
    compare_parts,
    pair_symbols,
)

from liaison.measure.quality.cases import Question, read_cases
from liaison.names import same_name

_EXTRA = (0.8, 0.2)  # what a word more counts, on the first and on the second side


def matcher_alone(one: str, other: str) -> float:
    """How alike two names of persons are to rigour, 0 to 1."""
    best = 0.0
    for mine in analyze_names(NameTypeTag.PER, [one]):
        for theirs in analyze_names(NameTypeTag.PER, [other]):
            if mine.comparable == theirs.comparable:
                return 1.0
            for pairing in pair_symbols(mine, theirs) or [()]:
                used = {part for edge in pairing for part in (*edge.qps, *edge.rps)}
                left, right = align_person_name_order(
                    [part for part in mine.parts if part not in used],
                    [part for part in theirs.parts if part not in used],
                )
                edges = [*pairing, *(compare_parts(left, right) if left or right else ())]
                best = max(best, _score(edges))
    return best


def _score(edges: list) -> float:  # type: ignore[type-arg]
    total = weight = 0.0
    for edge in edges:
        extra = 1.0 if edge.qps and edge.rps else _EXTRA[0] if edge.qps else _EXTRA[1]
        weight += edge.weight * extra
        total += edge.weight * extra * edge.score
    return total / weight if weight else 0.0


def main(folder: Path) -> None:
    """Print F1 of both for each language."""
    scored: dict[str, list[tuple[bool, float, bool]]] = defaultdict(list)
    for case in read_cases(folder):
        if case.names is not None:
            right = bool(case.right(Question.SAME_NAME))
            scored[case.language].append(
                (right, matcher_alone(*case.names), same_name(*case.names))
            )
    for language, rows in sorted(scored.items()):
        alone = max(
            (_f1([(right, score >= bound / 100) for right, score, _ in rows]), bound)
            for bound in range(20, 100, 2)
        )
        ours = _f1([(right, same) for right, _, same in rows])
        sys.stdout.write(
            f"{language}: matcher alone {alone[0]:.3f} (bound {alone[1]}), ours {ours:.3f}\n"
        )


def _f1(answers: list[tuple[bool, bool]]) -> float:
    right = sum(wanted and given for wanted, given in answers)
    return 2 * right / (sum(wanted for wanted, _ in answers) + sum(given for _, given in answers))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
