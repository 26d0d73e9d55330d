"""What other parts show of a person on that person's page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison.workspace.policy.members import Who


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in the language of the page, and where it leads ("": nowhere)."""

    said: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its lines."""

    title: str
    lines: Sequence[Line]


Teller = Callable[[str, Who], Section | None]
_tellers: list[Teller] = []


def add(teller: Teller) -> None:
    """Ask it for every page of a person, by reference and for whom. A part's `ready` does it."""
    if teller not in _tellers:
        _tellers.append(teller)


def of(identifier: str, by: Who) -> list[Section]:
    """What there is to show."""
    told = (teller(identifier, by) for teller in _tellers)
    return [section for section in told if section is not None]
