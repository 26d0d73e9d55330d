"""No answer to real material gets worse: the floors of `floors.json` only rise."""

from pathlib import Path

import pytest

from liaison.measure.quality.floors import below, read_floors
from liaison.measure.quality.scoring import silent
from tests.quality.page import measured

pytestmark = pytest.mark.real


def test_no_figure_lies_below_its_floor(real_data: Path, tmp_path: Path) -> None:
    rows, found = measured(real_data, tmp_path)
    assert silent(rows) == []
    assert list(below(rows, read_floors(Path(__file__).with_name("floors.json")), found)) == []
