"""Searching is measured as a reader would search, and mistakes in a set are named."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from liaison.config.commands.quality import command
from liaison.kernel.errors import MistakenInput
from liaison.measure.quality.cases import FORMAT_HELP, read_cases
from liaison.measure.quality.retrieval import ndcg, recall, retrieval
from liaison.measure.quality.searches import read_searches

DOCUMENTS = [
    {"id": "fr", "language": "fr", "text": "La juge a ordonné la liberté des ouvriers."},
    {"id": "other", "language": "fr", "text": "Le marché aux poissons ouvre tôt."},
    {"id": "en", "language": "en", "text": "The fish market opens early in the harbour."},
]
SEARCHES = [
    {"query": "judge freedom workers", "language": "en", "among": "fr", "relevant": ["fr"]},
    {"query": "market harbour", "language": "en", "relevant": ["en"]},
    {"query": "nothing of the kind", "language": "en", "relevant": ["en"]},
]


def _write(folder: Path, *lines: object) -> Path:
    text = "\n".join(json.dumps({"set": "s", **line}) for line in lines if isinstance(line, dict))
    (folder / "s.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_searches_are_scored_by_pair_of_languages(tmp_path: Path) -> None:
    _write(tmp_path, *DOCUMENTS, *SEARCHES)
    rows = retrieval(*read_searches(tmp_path), workers=1)
    found = {(row.question, row.languages): row for row in rows}
    across = found["cross_language", "en → fr"]
    assert (across.ndcg, across.recall, across.without) == (1.0, 1.0, 0.0)
    assert found["known_item", "en"].ndcg == 0.5
    assert found["known_item", ""].searches == 2
    assert list(read_cases(tmp_path)) == []


def test_gain_falls_with_the_place() -> None:
    assert ndcg(["a", "b"], ["a"]) == 1
    assert ndcg(["b", "a"], ["a"]) == pytest.approx(0.6309, abs=1e-4)
    assert ndcg(["b"], ["a"]) == 0
    assert ndcg(["a", "b", "c"], ["a", "c"]) == pytest.approx(0.9197, abs=1e-4)
    assert recall([*"bcdefghijk", "a"], ["a"]) == 0
    assert recall(["b", "a"], ["a", "z"]) == 0.5


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([DOCUMENTS[0]], "`expected` is missing"),
        ([DOCUMENTS[0], DOCUMENTS[0], SEARCHES[0]], "a second document fr"),
        ([{**SEARCHES[0], "relevant": []}], "relevant"),
        ([{**DOCUMENTS[0], "colour": "red"}, SEARCHES[0]], "colour"),
    ],
)
def test_a_mistaken_set_is_told_with_its_line(
    tmp_path: Path, lines: list[object], said: str
) -> None:
    with pytest.raises(MistakenInput, match=said):
        read_searches(_write(tmp_path, *lines))


def test_an_unknown_document_is_named(tmp_path: Path) -> None:
    _write(tmp_path, DOCUMENTS[0], {**SEARCHES[0], "relevant": ["nowhere"]})
    with pytest.raises(MistakenInput, match="nowhere"):
        retrieval(*read_searches(tmp_path), workers=1)


def test_the_command_prints_and_writes_what_was_found_and_fails_below_a_floor(
    tmp_path: Path,
) -> None:
    _write(tmp_path, *DOCUMENTS, *SEARCHES)
    floors = tmp_path / "floors.json"
    floors.write_text('{"cross_language": {"s": 1.0}, "known_item": {"s": 0.9}}', encoding="utf-8")
    table, page = tmp_path / "table.json", tmp_path / "page.md"
    arguments = [str(tmp_path), "--json", str(table), "--page", str(page), "--floors", str(floors)]
    result = CliRunner().invoke(command, arguments)
    assert result.exit_code == 1
    assert "known_item of s: 0.5000, floor 0.9000" in result.output
    assert "cross_language of s" not in result.output
    rows = json.loads(table.read_text(encoding="utf-8"))["searching"]
    assert {row["languages"] for row in rows} == {"", "en", "en → fr"}
    assert "| s | en → fr | 1 | 1.000 |" in page.read_text(encoding="utf-8")
    assert '"relevant"' in FORMAT_HELP
