"""docs/reference/quality.md, measured anew on the real material and the invented sets.

    python -m tests.quality.page [DATA]

reads DATA as `tests.quality.sets` does. Takes some minutes.
"""

import os
import platform
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from liaison.measure.quality.cases import Question, read_cases
from liaison.measure.quality.page import page, read_beside
from liaison.measure.quality.retrieval import Found, retrieval
from liaison.measure.quality.scoring import ALL, Counts, Row, measure
from liaison.measure.quality.searches import read_searches
from liaison.measure.recommendation_themes import read_table, unseen
from tests.conftest import ROOT
from tests.quality.sets import real_material, write_sets

HERE = Path(__file__).parent
PAGE = ROOT / "docs" / "reference" / "quality.md"


def measured(data: Path, folder: Path) -> tuple[list[Row], list[Found]]:
    """Every question of every real set; `folder` holds the sets until it is thrown away."""
    write_sets(data, folder)
    rows = [*measure(read_cases(folder), workers=2), _themes_of_recommendations(data)]
    return rows, retrieval(*read_searches(folder), workers=2)


def _themes_of_recommendations(data: Path) -> Row:
    """Of a fifth of the States, by weights trained on the others; the project's own know them all."""
    table = read_table(data / "upr-reports" / "recommendations.jsonl.xz")
    right, wrong, missed = unseen(table)
    counts = Counts(right=right, wrong=wrong, missed=missed)
    return Row(Question.RECOMMENDATION_THEME, "upr-recommendations", ALL, counts)


def main(data: Path) -> None:
    """Measure, and write the page."""
    folder = Path(tempfile.mkdtemp(prefix="liaison-quality-"))
    try:
        rows, found = measured(data, folder)
    finally:
        shutil.rmtree(folder)
    rows += measure(read_cases(HERE / "invented"), workers=2)  # reported, never a floor
    order = list(Question)
    rows.sort(key=lambda row: (order.index(row.question), row.set, row.language))
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    machine = f"{platform.machine()}, {os.cpu_count()} cores"
    PAGE.write_text(
        page(rows, moment, machine, read_beside(HERE / "beside.json"), found), encoding="utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else real_material())
