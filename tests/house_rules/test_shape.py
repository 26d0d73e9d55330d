"""The shape of the code: no function and no module grows past what a person can hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONGEST_FUNCTION = 60  # lines; aim at 25
LONGEST_MODULE = 500  # lines; aim at 250
VAGUE = {"util", "utils", "helper", "helpers", "common", "lib", "misc", "manager", "handler"}


def _modules() -> Iterator[Path]:
    for folder in ("liaison", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


MODULES = list(_modules())


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_or_function_is_too_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_MODULE
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno is not None
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_module_has_a_vague_name() -> None:
    parts = {path.relative_to(ROOT): {*path.parts, path.stem} for path in MODULES}
    assert [str(path) for path, names in parts.items() if names & VAGUE] == []


def test_every_suppressed_warning_says_why() -> None:
    """`# noqa: CODE` and `# type: ignore[code]` need a reason beside them, or speak for a test."""
    silent = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in MODULES
        if path.is_relative_to(ROOT / "liaison")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if "# noqa" in line and not _has_reason(line.partition("# noqa")[2])
    ]
    assert silent == []


def _has_reason(rest: str) -> bool:
    words = rest.replace(",", " ").split()
    return any(word[:1].islower() or word[:1] == "(" for word in words)
