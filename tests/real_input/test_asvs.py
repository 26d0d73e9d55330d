"""The list of requirements is that of the standard: each has its row, and none is copied."""

import csv
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house_rules.test_security import _rows

pytestmark = pytest.mark.real
CHAPTERS = {"V6", "V7", "V8", "V9", "V10", "V11", "V14", "V16"}
AT_ONCE = {"9", "10"}  # chapters that do not apply as a whole
_COPIED = 7  # words in a row


@pytest.fixture(scope="module")
def asked(real_data: Path) -> dict[str, str]:
    """The requirements of these chapters by their number."""
    (path,) = (real_data / "asvs").glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["chapter_id"] in CHAPTERS]
    return {row["req_id"].removeprefix("V"): row["req_description"] for row in rows}


def test_every_requirement_has_its_row(asked: dict[str, str]) -> None:
    there = {row[0] for row in _rows()}
    wanted = {number for number in asked if number.partition(".")[0] not in AT_ONCE} | AT_ONCE
    assert len(wanted) > 100
    assert wanted - there == set()
    assert there - wanted == set()


def test_no_text_of_the_standard_is_copied(asked: dict[str, str]) -> None:
    page = " ".join((ROOT / "docs" / "security" / "asvs.md").read_text(encoding="utf-8").split())
    copied = []
    for number, text in asked.items():
        words = text.split()
        spans = (words[at : at + _COPIED] for at in range(len(words) - _COPIED + 1))
        copied += [number for span in spans if " ".join(span).casefold() in page.casefold()]
    assert copied == []
