"""A dozen random histories, always the same ones: see `python -m tests.workspace.histories`."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.workspace.histories.machine import Machine
from tests.workspace.histories.world import forget_template


@pytest.fixture(autouse=True)
def _nothing_left() -> Iterator[None]:
    yield
    forget_template()


def test_whatever_happens_the_rules_hold() -> None:
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
