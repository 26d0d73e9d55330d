"""docs/reference/dependencies.md: each dependency with the reason that stands beside it."""

import re
from collections.abc import Iterator
from pathlib import Path

from liaison.config.reference import markdown
from liaison.kernel.errors import MistakenInput

_START = re.compile(r"^(?:dependencies|dev) = \[$")
_GROUP = re.compile(r"^\s*# -- (?P<name>.+)$")
_ENTRY = re.compile(r'^\s*"(?P<wanted>[^"]+)",(?:\s*# (?P<reason>.+))?$')
_NAME = re.compile(r"^(?P<name>[\w.-]+(?:\[[\w,-]+\])?)(?P<version>.*)$")
_INTRODUCTION = """\
What Liaison stands on, from `pyproject.toml`; the exact versions and the hashes of their files are
in `requirements.lock` and `requirements-dev.lock`
([why](../decisions/0001-hashed-requirements.md)). Nothing else is downloaded, at run time nothing
at all. Three programs are used where they are installed: tesseract for scanned pages, antiword or
LibreOffice for DOC files.
"""


def write(project: Path) -> str:
    """The page. Raises MistakenInput where a dependency is named without its reason."""
    pieces: list[str] = []
    for heading, rows in _groups(project):
        pieces += [f"## {heading}", markdown.table(("package", "version", "why"), rows)]
    return markdown.page("Dependencies", _INTRODUCTION, *pieces)


def _groups(project: Path) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    rows: list[tuple[str, str, str]] = []
    heading, within = "", False
    for number, line in enumerate(project.read_text(encoding="utf-8").splitlines(), start=1):
        if _START.match(line):
            within, heading, rows = True, "Checking and testing", []
        elif within and line == "]":
            yield heading, rows
            within = False
        elif within and (group := _GROUP.match(line)):
            if rows:
                yield heading, rows
            heading, rows = group["name"].capitalize(), []
        elif within and (entry := _ENTRY.match(line)):
            rows = [*rows, _row(entry, f"{project}:{number}")]


def _row(entry: re.Match[str], where: str) -> tuple[str, str, str]:
    named = _NAME.match(entry["wanted"])
    if named is None or not entry["reason"]:
        raise MistakenInput(
            f"{where}: {entry['wanted']} has no reason beside it", "write it as a comment"
        )
    return markdown.code(named["name"]), named["version"], entry["reason"].strip()
