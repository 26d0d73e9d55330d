"""Killed at any moment, a run is taken up by running it again, and nothing is lost or doubled."""

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Installation
from tests.pipeline.fingerprint import fingerprint

KILLS = int(os.environ.get("LIAISON_KILLS", "4"))


def _kill_at_random(
    installation: Installation, command: list[str], longest: float, chance: random.Random
) -> bool:
    """Start a command and kill it, with all its children or alone; whether it was still running."""
    process = installation.start(*command)
    try:
        process.communicate(timeout=chance.uniform(0.2, longest))
    except subprocess.TimeoutExpired:
        if chance.random() < 0.5:
            process.kill()
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return True
    return False


def _timed(installation: Installation, command: list[str]) -> float:
    start = time.monotonic()
    installation.run(*command)
    return time.monotonic() - start


@pytest.fixture(scope="module")
def undisturbed(
    sources: Path, module_install: Callable[[], Installation]
) -> tuple[dict[str, Any], float, float]:
    """What an undisturbed run ends with, and how long its two commands take."""
    installation = module_install()
    harvesting = _timed(installation, ["harvest", "--sources", str(sources)])
    processing = _timed(installation, ["process"])
    found = fingerprint(installation)
    assert found["documents"][0] > 40
    assert found["index"][0] == found["documents"][0]
    assert found["links"][0] > 5
    assert found["matters"][0] > 1
    return found, harvesting, processing


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_run_is_taken_up_where_it_stood(
    number: int,
    sources: Path,
    install: Callable[[], Installation],
    undisturbed: tuple[dict[str, Any], float, float],
) -> None:
    expected, harvesting, processing = undisturbed
    chance = random.Random(number)  # noqa: S311
    installation = install()
    harvest = ["harvest", "--sources", str(sources)]
    while not _kill_at_random(installation, harvest, harvesting, chance):
        installation = install()
    installation.run(*harvest)
    _kill_at_random(installation, ["process"], processing, chance)
    installation.run("process")
    _kill_at_random(installation, ["reread", "--step", "understand"], processing, chance)
    installation.run("process")
    assert fingerprint(installation) == expected
    assert "0 flaws" in installation.run("archive", "verify")
    assert installation.status()["pending"] == 0


def test_a_second_harvest_finds_nothing_new(
    sources: Path, install: Callable[[], Installation]
) -> None:
    installation = install()
    installation.run("harvest", "--sources", str(sources))
    again = installation.run("harvest", "--sources", str(sources))
    assert " 0 new, 0 changed" in again.splitlines()[-1]
