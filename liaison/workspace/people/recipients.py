"""To which organisations something may be consented: the part that knows them says so."""

from collections.abc import Callable, Sequence

Choices = Callable[[], Sequence[tuple[str, str]]]
_fillers: list[Choices] = []


def fill(choices: Choices) -> None:
    """Ask here for identifiers and names of organisations. A part's `ready` does it."""
    if choices not in _fillers:
        _fillers.append(choices)


def choices() -> list[tuple[str, str]]:
    """Identifier and name of every organisation that can be chosen, in their order."""
    return [one for filler in _fillers for one in filler()]


def names() -> dict[str, str]:
    """What they are called, by identifier."""
    return dict(choices())
