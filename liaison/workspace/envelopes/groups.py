"""Named lists of organisations to which things are sent at once. Their part says so here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Level, Use


@dataclass(frozen=True, slots=True)
class Group:
    """Whom it reaches now, what is usual in it, and who gets nothing though they are in it."""

    identifier: str
    name: str
    reached: tuple[str, ...]
    not_reached: tuple[str, ...]
    level: Level
    use: Use


@dataclass(frozen=True, slots=True)
class Keeper:
    """Of groups. `secret`: whether two of these are listed together where nobody may know it."""

    groups: Callable[[Who], Sequence[Group]]
    secret: Callable[[Sequence[str]], bool]


_keepers: list[Keeper] = []


def register(keeper: Keeper) -> None:
    """Called when a part begins."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def everyone(by: Who) -> list[Group]:
    """All that something can be sent to, in their order."""
    return [group for keeper in _keepers for group in keeper.groups(by)]


def one(identifier: str, by: Who) -> Group:
    """Raises NotThere."""
    for group in everyone(by):
        if group.identifier == identifier:
            return group
    raise NotThere


def may_be_told(recipients: Sequence[str]) -> bool:
    """Whether each of these may learn who else gets an envelope."""
    return not any(keeper.secret(recipients) for keeper in _keepers)
