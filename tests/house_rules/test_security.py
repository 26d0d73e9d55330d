"""What docs/security/ says is shown by a test is shown by one that exists."""

import ast
import re
from functools import cache

import pytest

from tests.conftest import ROOT

DOCS = ROOT / "docs" / "security"
TESTS = ROOT / "tests" / "workspace"
_NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
_ROW = re.compile(r"^\| (\d[\d.]*) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
STANDS = {"met", "not met", "does not apply", "in building"}


@cache
def _tests_of(path: str) -> frozenset[str]:
    """Those of a file beneath tests/workspace/, or beneath tests/."""
    file = next((one for one in (TESTS / path, TESTS.parent / path) if one.is_file()), None)
    if file is None:
        return frozenset()
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def _rows() -> list[tuple[str, str, str, str]]:
    """Number, what it asks, how it stands, what shows it."""
    page = (DOCS / "asvs.md").read_text(encoding="utf-8")
    return [(row[0], row[1], row[2], row[3]) for row in _ROW.findall(page)]


@pytest.mark.parametrize("page", ["asvs.md", "threat-model.md"])
def test_every_test_that_is_named_exists(page: str) -> None:
    named = _NAMED.findall((DOCS / page).read_text(encoding="utf-8"))
    assert len(named) > 40
    assert [f"{path}::{name}" for path, name in named if name not in _tests_of(path)] == []


def test_a_name_without_a_test_would_be_found() -> None:
    assert "test_no_such_thing" not in _tests_of("test_walls.py")
    assert _tests_of("no_such_file.py") == frozenset()


def test_what_is_met_names_its_test_and_what_is_not_says_why() -> None:
    rows = _rows()
    assert len(rows) > 100
    assert {stands for _, _, stands, _ in rows} <= STANDS
    assert [row[0] for row in rows if row[2] == "met" and not _NAMED.search(row[3])] == []
    assert [row[0] for row in rows if len(row[3].strip()) < len("there is none")] == []


def test_no_requirement_has_two_rows() -> None:
    numbers = [row[0] for row in _rows()]
    assert len(numbers) == len(set(numbers))
