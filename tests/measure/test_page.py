"""The table as a page."""

import json
from pathlib import Path

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.cases import read_cases
from liaison.measure.quality.page import page, read_beside
from liaison.measure.quality.scoring import measure

LETTER = {
    "set": "letters",
    "language": "en",
    "text": "Statement on the trial of a lawyer in Belarus.",
    "expected": {"country": ["BLR", "CHL"], "language": ["en"]},
}


def _page(tmp_path: Path, beside: dict[str, str]) -> str:
    (tmp_path / "set.jsonl").write_text(json.dumps(LETTER), encoding="utf-8")
    return page(measure(read_cases(tmp_path), 1), "2026-01-02 03:04 UTC", "a machine", beside)


def test_a_page_has_its_date_its_figures_and_what_the_misses_look_like(tmp_path: Path) -> None:
    said = _page(tmp_path, {"country of letters": "string match: 0.50"})
    assert "Measured 2026-01-02 03:04 UTC; a machine." in said
    assert "| letters | all | 1 | 1.000 | 0.500 | 0.667 |  | 0.000 | 0 |" in said
    assert "| letters | `en` | 1 |" in said
    assert "letters, misses: one missed (1)." in said
    assert "letters, beside: string match: 0.50" in said


def test_what_is_answered_whole_has_no_misses(tmp_path: Path) -> None:
    _country, language = _page(tmp_path, {}).split("## ")[1:]
    assert "misses" in _country or "misses" in language
    assert _page(tmp_path, {}).count("misses") == 1


@pytest.mark.parametrize("written", ["no JSON", "[]", '{"language of udhr": 0.97}'])
def test_figures_of_others_that_are_none_are_refused(tmp_path: Path, written: str) -> None:
    file = tmp_path / "beside.json"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(MistakenInput, match=r"beside\.json"):
        read_beside(file)
