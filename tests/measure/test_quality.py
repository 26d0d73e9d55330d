"""Labelled sets in, a table out; what is not well formed is named by file and line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.cases import FORMAT_HELP, Question, read_cases
from liaison.measure.quality.floors import below
from liaison.measure.quality.scoring import ALL, Counts, Row, measure, silent
from tests.conftest import Installation

LETTER = {
    "set": "letters",
    "id": "1",
    "language": "en",
    "text": "Statement on the trial of a lawyer in Belarus. See A/HRC/25/55.",
    "expected": {"language": ["en"], "reference": ["A/HRC/25/55"], "country": ["BLR"]},
}


def write(folder: Path, *lines: Any) -> Path:
    text = "".join(line if isinstance(line, str) else json.dumps(line) + "\n" for line in lines)
    (folder / "set.jsonl").write_text(text, encoding="utf-8")
    return folder


def by_question(rows: list[Row], language: str = ALL) -> dict[Question, Counts]:
    return {row.question: row.counts for row in rows if row.language == language}


def test_answers_are_counted_by_question_and_language(tmp_path: Path) -> None:
    wrong = {**LETTER, "id": "2", "expected": {"country": ["CHL", "BLR"], "reference": []}}
    rows = measure(read_cases(write(tmp_path, LETTER, wrong)), workers=1)
    found = by_question(rows)
    country = found[Question.COUNTRY]
    assert (country.cases, country.right, country.wrong, country.missed) == (2, 2, 0, 1)
    assert country.precision == 1.0
    assert country.recall == pytest.approx(2 / 3)
    assert country.f1 == pytest.approx(0.8)
    assert (found[Question.REFERENCE].wrong, found[Question.REFERENCE].whole) == (1, 1)
    assert by_question(rows, "en")[Question.LANGUAGE].f1 == 1.0


def test_a_file_is_read_as_the_pipeline_reads_it(tmp_path: Path) -> None:
    text = "The rapporteur spoke of the trial. " * 20
    (tmp_path / "page.html").write_text(
        f"<html><title>A trial</title><body><nav>Menu of the site</nav><article><p>{text}</p>"
        "</article></body></html>",
        encoding="utf-8",
    )
    case = {
        "set": "pages",
        "file": "page.html",
        "media_type": "text/html",
        "expected": {"main_text": ["spoke of the trial"], "title": ["A trial"]},
        "unwanted": ["Menu of the site"],
    }
    found = by_question(measure(read_cases(write(tmp_path, case)), workers=1))
    assert found[Question.MAIN_TEXT].f1 == found[Question.TITLE].f1 == 1.0


def test_a_file_that_cannot_be_read_answers_nothing(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    case = {"set": "files", "file": "broken.pdf", "expected": {"symbol": ["A/HRC/25/55"]}}
    rows = measure(read_cases(write(tmp_path, case)), workers=1)
    assert [row.question for row in silent(rows)] == [Question.SYMBOL]


def test_the_library_alone_is_counted_beside_our_answer(tmp_path: Path) -> None:
    case = {**LETTER, "text": LETTER["text"], "expected": {"language": ["en"], "country": ["BLR"]}}
    rows = {row.question: row for row in measure(read_cases(write(tmp_path, case)), workers=1)}
    library = rows[Question.LANGUAGE].alone
    assert library is not None
    assert library.f1 == 1.0
    assert rows[Question.COUNTRY].alone is None


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "set.jsonl:2: not JSON"),
        ({**LETTER, "colour": "red"}, "set.jsonl:2: colour: Extra inputs"),
        ({**LETTER, "expected": {}}, "set.jsonl:2: expected"),
        ({**LETTER, "expected": {"shape": []}}, "set.jsonl:2: expected.shape"),
        ({**LETTER, "file": "page.html"}, "give `text` or `file` or `names`, one of them"),
        ({**LETTER, "text": None, "file": "gone.html"}, "set.jsonl:2: no file"),
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path: Path, line: Any, says: str) -> None:
    with pytest.raises(MistakenInput, match="--format-help") as error:
        list(read_cases(write(tmp_path, LETTER, line)))
    assert says in str(error.value)


def test_a_set_in_another_charset_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, LETTER) / "set.jsonl"
    path.write_bytes(path.read_bytes() + b'{"set": "\xe9t\xe9"}\n')
    with pytest.raises(MistakenInput, match=r"set\.jsonl:2: not JSON"):
        list(read_cases(tmp_path))


def test_an_empty_folder_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(MistakenInput, match="no case in"):
        list(read_cases(tmp_path))


def test_a_figure_below_its_floor_is_told_and_so_is_one_not_measured(tmp_path: Path) -> None:
    rows = measure(read_cases(write(tmp_path, LETTER)), workers=1)
    assert list(below(rows, {"country": {"letters": 1.0}})) == []
    floors = {"country": {"others": 0.5}, "language": {"letters": 1.01}}
    assert list(below(rows, floors)) == [
        "country of others: not measured, floor 0.500",
        "language of letters: 1.0000, floor 1.0100",
    ]


def test_the_command_prints_the_table_and_fails_below_a_floor(
    install: Callable[[], Installation], tmp_path: Path
) -> None:
    installation = install()
    assert installation.run("quality", "--format-help") == FORMAT_HELP
    folder = write(tmp_path, LETTER)
    file = tmp_path / "table.json"
    said = installation.run("quality", str(folder), "--json", str(file))
    assert "reference" in said
    assert "letters" in said
    rows = json.loads(file.read_text(encoding="utf-8"))["rows"]
    assert {row["question"] for row in rows} == {"language", "reference", "country"}
    floors = tmp_path / "floors.json"
    floors.write_text('{"country": {"letters": 1.5}}', encoding="utf-8")
    said = installation.run("quality", str(folder), "--floors", str(floors), status=1)
    assert "country of letters: 1.0000, floor 1.5000" in said
    assert "name a folder of labelled sets" in installation.run("quality", status=2)
