"""Killed at any moment, what is to be told is told once, by running the same command again."""

import os
import random
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.world import World
from tests.conftest import Installation

_FOLLOW = """
from liaison.alerts.models import SavedSelection, Subscription
from liaison.alerts.saved import Saved
from liaison.kernel.clock import utc_now
saved = Saved()
row = SavedSelection.objects.create(pk=saved.number(), asked=saved.kept())
now = utc_now()
Subscription.objects.create(saved=row, sealed="", language="en", rhythm="daily", asked_at=now,
    confirm_digest="c", manage_digest="m", confirmed_at=now, due_at=now)
"""
_TOLD = """
import json
from liaison.alerts.models import ContentState, Notice, Owed
from liaison.pipeline.indexing import all_entries
print(json.dumps([
    sorted(one.identifier for one in all_entries()) ==
        sorted(Notice.objects.filter(kind="new").values_list("identifier", flat=True)),
    Notice.objects.count(), Notice.objects.exclude(kind="new").count(), Owed.objects.count()]))
"""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Source files of a small running invented web."""
    directory = tmp_path_factory.mktemp("sources")
    world = World(seed=7, documents=50)
    with running(world) as port:
        for path in write_sources(world, directory, port):
            if "brittle" in path.name:  # its silences take minutes
                path.unlink()
        yield directory


def test_a_killed_run_tells_everything_once(
    sources: Path, install: Callable[[], Installation]
) -> None:
    chance = random.Random(3)  # noqa: S311 (when to kill)
    installation = install()
    installation.python(_FOLLOW)
    installation.run("harvest", "--sources", str(sources))
    for _ in range(3):
        process = installation.start("process")
        try:
            process.communicate(timeout=chance.uniform(1, 12))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
    installation.run("process")
    told = installation.python(_TOLD).strip()
    assert told.startswith("[true, "), told
    assert told.endswith(", 0, 0]"), told
    assert not told.startswith("[true, 0,"), told
    installation.run("reread", "--step", "extract")
    installation.run("process")
    installation.run("reindex")
    installation.run("process")
    assert installation.python(_TOLD).strip().split(", ")[1:] == told.split(", ")[1:]
