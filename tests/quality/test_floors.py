"""No answer to real material gets worse: the floors of `floors.json` only rise."""

from pathlib import Path

import pytest

from liaison.measure.quality.cases import Question, read_cases
from liaison.measure.quality.floors import below, read_floors
from liaison.measure.quality.scoring import ALL, Counts, Row, measure, silent
from liaison.measure.recommendation_themes import read_table, unseen
from tests.quality.sets import write_sets

pytestmark = pytest.mark.real


def test_no_figure_lies_below_its_floor(real_data: Path, tmp_path: Path) -> None:
    write_sets(real_data, tmp_path)
    rows = measure(read_cases(tmp_path), workers=2)
    rows.append(_themes_of_recommendations(real_data))
    assert silent(rows) == []
    assert list(below(rows, read_floors(Path(__file__).with_name("floors.json")))) == []


def _themes_of_recommendations(data: Path) -> Row:
    """Of a fifth of the States, by weights trained on the others; the project's own know them all."""
    table = read_table(data / "upr-reports" / "recommendations.jsonl.xz")
    right, wrong, missed = unseen(table)
    counts = Counts(right=right, wrong=wrong, missed=missed)
    return Row(Question.RECOMMENDATION_THEME, "upr-recommendations", ALL, counts)
