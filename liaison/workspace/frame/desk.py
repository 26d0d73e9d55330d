"""What waits for a member when they come in. Each part adds its own when it starts."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from liaison.workspace.policy.members import Who


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence in the language of the page, and where to see to it."""

    said: str
    address: str
    grave: bool = False


Teller = Callable[[Who, dt.datetime], Iterable[Item]]
_tellers: list[tuple[int, Teller]] = []


def add(place: int, teller: Teller) -> None:
    """Ask `teller` whenever a desk is shown; `place`: which comes first."""
    _tellers.append((place, teller))
    _tellers.sort(key=lambda one: one[0])


def items(who: Who, now: dt.datetime) -> list[Item]:
    """What waits for this member, what is grave first."""
    found = [item for _place, teller in _tellers for item in teller(who, now)]
    return sorted(found, key=lambda item: not item.grave)
