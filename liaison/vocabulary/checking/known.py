"""How a fact is known, and whether a code is one of those that may be written."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any

from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary.checking.placed import Placed, Problem
from liaison.vocabulary.terms import Certainty


def evidence(place: Placed, written: Mapping[str, Any], of: str = "") -> Iterator[Problem]:
    """A certainty and a source; `of` says of what, where it is not the whole line."""
    prefix = f"{of}: " if of else ""
    if written.get("certainty") not in set(Certainty):
        yield place.problem(f"{prefix}no certainty", f"write one of {sorted(Certainty)}")
    if not written.get("source"):
        yield place.problem(f"{prefix}no source", "say where it was read, or `general knowledge`")


def one_of(place: Placed, name: str, value: object, allowed: type[StrEnum]) -> Iterator[Problem]:
    """`value` is a code of `allowed`."""
    if value not in set(allowed):
        yield place.problem(
            f"{name} {value!r} is none", f"write one of {sorted(filter(None, allowed))}"
        )


def among(
    place: Placed, name: str, values: Collection[object], codes: Collection[str], file: str
) -> Iterator[Problem]:
    """Every one of `values` is a code of `file`."""
    for value in values:
        if value not in codes:
            yield place.problem(f"{name} {value!r} is unknown", f"use a code of {file}")


def date(place: Placed, name: str, written: object, *, whole: bool = False) -> Iterator[Problem]:
    """A partial date, or nothing; `whole`: a day."""
    text = str(written or "")
    try:
        if text and PartialDate.parse(text).day is None and whole:
            yield place.problem(f"{name} {text!r} is no day", "write YYYY-MM-DD")
    except ValueError:
        yield place.problem(f"{name} {text!r} is no date", "write YYYY, YYYY-MM or YYYY-MM-DD")
