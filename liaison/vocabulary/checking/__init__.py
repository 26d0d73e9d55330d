"""Whether the data files hold together, with file and line for whatever does not."""

from collections.abc import Iterator
from pathlib import Path

from liaison.vocabulary.checking import (
    admissibility,
    coordination,
    documents,
    instruments,
    languages,
    matters,
    mechanisms,
    places,
    protection,
    told,
    wordings,
)
from liaison.vocabulary.checking.placed import CODE, Files, Placed, Problem, placed
from liaison.vocabulary.files import COLUMNS, DATA, ENTRIES, BrokenFile
from liaison.vocabulary.terms import Certainty

__all__ = ["Problem", "problems"]

_TOPICS = (
    places,
    languages,
    mechanisms,
    instruments,
    documents,
    matters,
    told,
    wordings,
    admissibility,
    coordination,
    protection,
)


def problems(directory: Path | None = None) -> list[Problem]:
    """All that is wrong with the vocabulary in `directory` (or the project's own), sorted.

    A file that cannot be read at all gives one problem; what depends on it is then left out.
    """
    folder = DATA if directory is None else directory
    files: dict[str, list[Placed]] = {}
    found: list[Problem] = []
    for name in (*COLUMNS, *ENTRIES):
        try:
            files[name] = list(placed(folder / name))
        except BrokenFile as error:
            found.append(Problem(name, error.line, error.fault, error.mend))
    if found:
        return sorted(found)
    found += _codes(files)
    for topic in _TOPICS:
        found += topic.check(files)
    found += _about(files)
    return sorted(found)


def _codes(files: Files) -> Iterator[Problem]:
    """Every code is there, and once."""
    for file, column in CODE.items():
        first: dict[str, int] = {}
        for place in files[file]:
            code = str(place.data.get(column, ""))
            if not code:
                yield place.problem(f"no `{column}`", "give it one that no other has")
            elif code in first:
                yield place.problem(
                    f"{code} is in line {first[code]} already", "rename one, or merge the two"
                )
            first.setdefault(code, place.line)


def _about(files: Files) -> Iterator[Problem]:
    described = {str(place.data["code"]): place for place in files["about.yaml"]}
    for file in (*COLUMNS, *ENTRIES):
        if file != "about.yaml" and file not in described:
            yield Problem("about.yaml", 1, f"says nothing of {file}", "say where it comes from")
    for place in described.values():
        if place.data.get("certainty") not in set(Certainty):
            yield place.problem("no certainty", f"write one of {sorted(Certainty)}")
