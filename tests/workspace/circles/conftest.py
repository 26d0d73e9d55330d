"""Three invented organisations: one keeps circles, two are asked."""

from collections.abc import Callable, Iterator

import pytest

from liaison.workspace.vault import opened
from liaison.workspace.vault.places import Place
from tests.workspace.circles.ring import Ring
from tests.workspace.exchanging import pin, side


@pytest.fixture
def ring(place_of: Callable[[str], Place]) -> Iterator[Ring]:
    """Harbour Watch knows the other two; they do not know one another."""
    names = ("harbour-watch", "mountain-house", "river-desk")
    sides = [side(place_of(name), name.replace("-", " ").title()) for name in names]
    for other in sides[1:]:
        pin(sides[0], other)
    yield Ring(*sides)
    for one in sides:
        opened.forget(one.vault)
