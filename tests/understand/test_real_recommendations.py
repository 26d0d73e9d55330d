"""Reports of reviews against the recommendations that people drew from them."""

import json
import lzma
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from liaison import extract
from liaison.understand.folding import fold
from liaison.understand.recommendations import recommendations

pytestmark = pytest.mark.real
# Reports whose State is in the table; the sessions of other years are left out by their words.
REPORTS = {"bulgaria2011": "Bulgaria", "guyana2010": "Guyana"}
_SAME = 80  # how alike, of 100, the words of both must be


@pytest.mark.parametrize("report", REPORTS)
def test_what_people_drew_from_a_report_is_cut_out_of_it(real_data: Path, report: str) -> None:
    folder = real_data / "upr-reports"
    text = extract.extract(
        (folder / "pdf" / f"{report}.pdf").read_bytes(), "application/pdf", "", None
    ).text
    whole = fold(text).text.lower()
    cut = [whole[one.start : one.by[0]] for one in recommendations(fold(text).text)]
    with lzma.open(folder / "recommendations.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    drawn = [
        row["Text"].lower()
        for row in rows
        if row["To"] == REPORTS[report] and row["Response"] != "Voluntary Pledge"
    ]
    there = [words for words in drawn if fuzz.partial_ratio(words[:150], whole) > _SAME + 8]
    assert len(there) > 100
    found = [
        words
        for words in there
        if process.extractOne(words, cut, scorer=fuzz.token_set_ratio, score_cutoff=_SAME)
    ]
    assert len(found) / len(there) >= 0.98
