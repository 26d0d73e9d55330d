"""What every list is made with."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from liaison.kernel.errors import MistakenInput
from liaison.vocabulary.files import BrokenFile, Entry, Row
from liaison.vocabulary.terms import Certainty, Evidence

Made = TypeVar("Made")
Written = TypeVar("Written", Row, Entry)
_NAME = "name_"


def made(path: Path, place: int, make: Callable[[Written], Made], written: Written) -> Made:
    """A term from what a file says in its line or entry `place`. Raises MistakenInput."""
    try:
        return make(written)
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        what = f"no `{error.args[0]}`" if isinstance(error, KeyError) else str(error)
        if path.suffix == ".csv":
            raise BrokenFile(path, place, what, "mend the row") from error
        raise MistakenInput(
            f"{path}: entry {place}: {what}", "run `liaison vocabulary check`"
        ) from error


def names(row: Row) -> dict[str, str]:
    """The names of a CSV row, from its columns name_en, name_fr…; empty ones left out."""
    return {
        column.removeprefix(_NAME): cell
        for column, cell in row.items()
        if column.startswith(_NAME) and cell
    }


def evidence(entry: Mapping[str, str]) -> Evidence:
    """Where a fact comes from, by the columns or fields source, certainty and checked."""
    return Evidence(entry["source"], Certainty(entry["certainty"]), entry.get("checked", "never"))


def strings(written: Iterable[object]) -> tuple[str, ...]:
    """The strings of a YAML list. Raises TypeError for anything else."""
    items = tuple(written)
    if isinstance(written, str) or not all(isinstance(item, str) for item in items):
        raise TypeError(f"{written!r} should be a list of words; put numbers in quotes")
    return cast("tuple[str, ...]", items)
