"""Training on invented recommendations: the same bytes each time, and nothing of a name."""

import json
import lzma
import zlib
from pathlib import Path

import pytest

from liaison.measure.recommendation_themes import (
    Coded,
    crossed,
    f1,
    fold_of,
    left_out_scores,
    main,
    read_table,
    train,
    unseen,
)
from liaison.understand.recommendation_themes import read_weights, themes

STATES = [f"State {number}" for number in range(24)]
TOLD = {
    "Death penalty": ("Abolish the death penalty", "Establish a moratorium on executions"),
    "Corruption": ("Fight corruption in the civil service", "Adopt a law against corruption"),
    "Right to water": ("Ensure access to drinking water", "Extend sanitation and clean water"),
    "Elections": ("Hold free elections without delay", "Reform the electoral law before elections"),
}


def _rows() -> list[dict[str, str]]:
    return [
        {"To": state, "Text": f"{text} in the case of Quimby{number % 2}", "Issue": issue}
        for number, state in enumerate(STATES)
        for issue, texts in TOLD.items()
        for text in texts
    ]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as file:
        for row in _rows():
            file.write(json.dumps(row) + "\n")
    return path


def test_one_command_gives_the_same_bytes_each_time(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = tmp_path / "first.npz", tmp_path / "second.npz"
    main(table, first)
    assert "States that were left out: F1 1.0000" in capsys.readouterr().out
    main(table, second)
    assert first.read_bytes() == second.read_bytes()
    found = {theme.code for theme in themes("Fight corruption", read_weights(first))}
    assert found == {"corruption"}


def test_what_few_states_were_told_is_not_kept(table: Path) -> None:
    rows = read_table(table)
    rows += [Coded("State 1", "Release Bartleby and end corruption", frozenset({"corruption"}))]
    rows += [Coded("State 2", "Release Bartleby and end corruption", frozenset({"corruption"}))]
    kept = set(train(rows).checksums.tolist())
    assert zlib.crc32(b"corruption") in kept
    assert zlib.crc32(b"bartleby") not in kept


def test_a_name_needs_more_states_than_a_word(table: Path) -> None:
    rows = read_table(table)
    more = [
        Coded(f"State {number}", f"{text} corruption", frozenset({"corruption"}))
        for number in range(5)
        for text in ("Help Bartleby against", "Help widows against")
    ]
    kept = set(train(rows + more).checksums.tolist())
    assert zlib.crc32(b"widows") in kept
    assert zlib.crc32(b"bartleby") not in kept


def test_states_that_were_left_out_are_judged_by_the_others(table: Path) -> None:
    rows = read_table(table)
    assert crossed(rows, left_out_scores(rows)) == 1.0
    right, wrong, missed = unseen(rows)
    assert (wrong, missed) == (0, 0)
    assert right == sum(fold_of(row.state) == 0 for row in rows) > 0


def test_f1_counts_what_is_missed(table: Path) -> None:
    rows = read_table(table)
    odd = [Coded("State 1", "Abolish the death penalty", frozenset({"death_penalty", "torture"}))]
    assert f1(train(rows), odd) == (1, 0, 1)


def test_an_issue_that_the_vocabulary_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.jsonl"
    path.write_text(json.dumps({"To": "A", "Text": "Do", "Issue": "Weather"}), encoding="utf-8")
    with pytest.raises(KeyError, match="Weather"):
        read_table(path)
