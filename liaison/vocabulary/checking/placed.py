"""What is looked at, line by line, and how a mistake is told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liaison.vocabulary.files import BrokenFile, Row, entries, rows

INTERFACE = ("en", "fr", "es", "ru", "ar")
_EXPECTED = "write it in the five languages of the interface"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong in a line of a file, and the way out. Lines count from 1."""

    file: str
    line: int
    what: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}: {self.way_out}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A row or entry with the line it stands in."""

    file: str
    line: int
    data: Any

    def problem(self, what: str, way_out: str) -> Problem:
        """A mistake in this line."""
        return Problem(self.file, self.line, what, way_out)


def placed(path: Path) -> Iterator[Placed]:
    """Every row or entry of a file. Raises BrokenFile."""
    if path.suffix == ".csv":
        for line, row in rows(path):
            yield Placed(path.name, line, row)
        return
    written: Any = entries(path, with_lines=True)
    if path.name == "about.yaml":
        for name, value in written.items():
            yield Placed(path.name, written.lc.data[name][0] + 1, {"code": name, **value})
        return
    for position, entry in enumerate(written):
        line = written.lc.data[position][0] + 1
        if not isinstance(entry, dict):
            raise BrokenFile(path, line, "is no entry with fields", "write `- code: …`")
        yield Placed(path.name, line, entry)


Files = dict[str, list[Placed]]
"""The rows and entries of each file, by its name."""

# The column of each file that holds its codes.
CODE = {
    "countries.csv": "iso3",
    "organisations.csv": "code",
    "languages.csv": "code",
    "language_marks.csv": "language",
    "mechanisms.yaml": "code",
    "instruments.yaml": "code",
    "provisions.csv": "code",
    "article_summaries.csv": "code",
    "provision_relations.csv": "code",
    "document_kinds.yaml": "code",
    "violation_types.csv": "code",
    "defender_types.csv": "code",
    "perpetrator_types.csv": "code",
    "rights.csv": "code",
    "activity_types.csv": "code",
    "activity_statuses.csv": "code",
    "outcomes.csv": "code",
    "structural_matters.csv": "code",
    "structural_stages.csv": "code",
    "themes.csv": "code",
    "upr_issues.csv": "code",
    "reference_patterns.yaml": "id",
    "admissibility_rules.yaml": "code",
    "inter_mechanism_meetings.csv": "code",
    "protection_measures.csv": "code",
    "working_groups.yaml": "code",
}


def known(files: Files, file: str) -> set[str]:
    """The codes that a file has."""
    return {str(place.data.get(CODE[file], "")) for place in files[file]}


def labels(place: Placed, names: Any, wanted: Collection[str]) -> Iterator[Problem]:  # noqa: ANN401 (YAML holds anything)
    """What is amiss with the names of a term that is shown in the languages `wanted`."""
    if not isinstance(names, dict):
        yield place.problem("no labels", _EXPECTED)
        return
    missing = [language for language in wanted if not names.get(language)]
    if missing:
        yield place.problem(f"no label in {', '.join(missing)}", _EXPECTED)


def row_names(row: Row) -> dict[str, str]:
    """The names of a CSV row by language; empty ones left out."""
    return {name.removeprefix("name_"): cell for name, cell in row.items() if cell}
