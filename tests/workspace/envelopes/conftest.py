"""A person in the vault of Harbour Watch, and consents to pass things on to Mountain House."""

import pytest

from tests.workspace.exchanging import Case, Side, case_at, pin


@pytest.fixture
def pinned(sides: tuple[Side, Side]) -> tuple[Side, Side]:
    """Both organisations, with their words compared."""
    pin(*sides)
    return sides


@pytest.fixture
def case(pinned: tuple[Side, Side]) -> Case:
    """Somebody invented, a consent for two facets, a file."""
    return case_at(*pinned)
