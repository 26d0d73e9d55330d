"""A small invented web for the tests of the whole way."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.world import World


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Source files of a running invented web of a hundred documents."""
    directory = tmp_path_factory.mktemp("sources")
    world = World(seed=7, documents=100)
    with running(world) as port:
        for path in write_sources(world, directory, port):
            # The silences of one take minutes (test_bad_input.py has them); pages of the other
            # bear a visible count of visits, so that no two harvests of it read the same.
            if "brittle" in path.name or "lantern" in path.name:
                path.unlink()
        yield directory
