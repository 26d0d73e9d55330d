"""Floors: what a figure must not fall below. They only rise.

A file of floors is JSON: by question and set, the F1 over all languages; of searching the
nDCG@10.

    {"symbol": {"my-letters": 0.97}}
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.retrieval import Found
from liaison.measure.quality.scoring import ALL, Row

Floors = dict[str, dict[str, float]]


def read_floors(file: Path) -> Floors:
    """The floors of a file. Raises MistakenInput where it holds none."""
    try:
        floors: Floors = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise MistakenInput(f"{file} cannot be read ({error})", "name a file of floors") from error
    return floors


def below(rows: Sequence[Row], floors: Floors, found: Sequence[Found] = ()) -> Iterator[str]:
    """A line for each figure that lies below its floor, or that is missing."""
    figures = {(row.question.value, row.set): row.counts.f1 for row in rows if row.language == ALL}
    figures |= {(row.question, row.set): row.ndcg for row in found if row.languages == ALL}
    for question, sets in floors.items():
        for name, floor in sets.items():
            figure = figures.get((question, name))
            if figure is None:
                yield f"{question} of {name}: not measured, floor {floor:.3f}"
            elif figure < floor:
                yield f"{question} of {name}: {figure:.4f}, floor {floor:.4f}"
