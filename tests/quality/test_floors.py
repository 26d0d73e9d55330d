"""No answer to real material gets worse: the floors of `floors.json` only rise."""

from pathlib import Path

import pytest

from liaison.measure.quality.cases import read_cases
from liaison.measure.quality.floors import below, read_floors
from liaison.measure.quality.scoring import measure, silent
from tests.quality.sets import write_sets

pytestmark = pytest.mark.real


def test_no_figure_lies_below_its_floor(real_data: Path, tmp_path: Path) -> None:
    write_sets(real_data, tmp_path)
    rows = measure(read_cases(tmp_path), workers=2)
    assert silent(rows) == []
    assert list(below(rows, read_floors(Path(__file__).with_name("floors.json")))) == []
