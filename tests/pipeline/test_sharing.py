"""A database that several processes share, and one that goes away."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from tests.conftest import Installation
from tests.pipeline.fingerprint import fingerprint

ON_SERVER = "DATABASE_URL" in os.environ
on_server = pytest.mark.skipif(not ON_SERVER, reason="runs where the suite runs on PostgreSQL")
on_file = pytest.mark.skipif(ON_SERVER, reason="runs where the suite runs on SQLite")


@pytest.fixture(scope="module")
def expected(sources: Path, module_install: Callable[[], Installation]) -> dict[str, object]:
    installation = module_install()
    installation.run("harvest", "--sources", str(sources), timeout=300)
    installation.run("process", timeout=300)
    return fingerprint(installation)


@on_server
def test_several_processes_share_the_work(
    sources: Path, install: Callable[[], Installation], expected: dict[str, object]
) -> None:
    installation = install()
    installation.run("harvest", "--sources", str(sources), timeout=300)
    together = [installation.start("process", "--workers", "1") for _ in range(3)]
    for process in together:
        said, _ = process.communicate(timeout=300)
        assert process.returncode == 0, said
    # How rare a key is was counted by one while others still filed: linked anew, all is as expected.
    installation.run("reread", "--step", "link", timeout=300)
    assert fingerprint(installation) == expected


@on_server
@pytest.mark.parametrize("task", ["harvest", "process"])
def test_a_database_that_goes_away_loses_nothing(
    task: str, sources: Path, install: Callable[[], Installation], expected: dict[str, object]
) -> None:
    installation = install()
    harvest = ["harvest", "--sources", str(sources)]
    if task == "process":
        installation.run(*harvest, timeout=300)
    process = installation.start(*(harvest if task == "harvest" else ["process"]))
    name = installation.environment["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
    try:
        said = _cut_off_until_it_ends(process, name)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == 1, said
    assert "the database cannot be used" in said
    assert "Traceback" not in said
    installation.run(*harvest, timeout=300)
    installation.run("process", timeout=300)
    assert fingerprint(installation) == expected


def _cut_off_until_it_ends(process: "subprocess.Popen[str]", name: str) -> str:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        ends = time.monotonic() + 120
        while process.poll() is None and time.monotonic() < ends:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = %s AND query ILIKE %s",
                (name, "%insert into%"),
            )
            time.sleep(0.01)
    return process.communicate(timeout=60)[0]


@on_file
def test_a_damaged_database_is_named_with_the_way_out(
    install: Callable[[], Installation], sources: Path
) -> None:
    installation = install()
    database = installation.home / "record.sqlite3"
    database.write_bytes(b"no database at all" * 1000)
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    for command in (["process"], ["harvest", "--sources", str(sources)], ["status"]):
        said = installation.run(*command, status=1)
        assert "the database cannot be used (file is not a database)" in said
        assert "liaison restore FILE" in said
        assert "Traceback" not in said
