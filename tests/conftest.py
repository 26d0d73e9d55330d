"""What every test may ask for, and what none may do: reach beyond this machine."""

import contextlib
import ipaddress
import json
import os
import socket
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent
# Tests start commands by the hundred. Where the environment forbids to keep what Python compiled,
# each of them compiles everything anew: three seconds of a core.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Vaults have settings of their own, and a run of their own: see tests/workspace.
_VAULTS = "liaison.config.settings.workspace"
collect_ignore = [] if os.environ.get("DJANGO_SETTINGS_MODULE") == _VAULTS else ["workspace"]

_MEET_A_DATABASE = frozenset(("db", "transactional_db", "install", "module_install"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, what meets no database need not be seen a second time."""
    if "DATABASE_URL" not in os.environ:
        return
    apart: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        names = _MEET_A_DATABASE.intersection(getattr(item, "fixturenames", ()))
        apart[bool(names) or item.get_closest_marker("django_db") is not None].append(item)
    config.hook.pytest_deselected(items=apart[False])
    items[:] = apart[True]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real material; its absence is a failure, because it was asked for."""
    path = Path(os.environ.get("LIAISON_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not path.is_dir():
        pytest.fail(
            f"no real material at {path}: set LIAISON_REAL_DATA to the folder that holds it"
        )
    return path


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """A test that looks up or connects to anything but loopback fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    patched: Callable[..., None] = guarded
    socket.socket.connect = patched  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]


@dataclass(frozen=True, slots=True)
class Installation:
    """Liaison as an operator has it: a home of its own, driven by its commands."""

    home: Path
    environment: dict[str, str]

    def run(self, *arguments: str, status: int = 0, timeout: float = 120) -> str:
        """Run `liaison …`; give back what it printed. Fails unless it ends with `status`."""
        done = subprocess.run(
            [sys.executable, "-m", "liaison.config.command", *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        said = done.stdout + done.stderr
        assert done.returncode == status, f"liaison {' '.join(arguments)}: {said}"
        return said

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start `liaison …` as the leader of a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "liaison.config.command", *arguments],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def status(self) -> dict[str, Any]:
        """What `liaison status --json` says."""
        found: dict[str, Any] = json.loads(self.run("status", "--json"))
        return found

    def python(self, code: str) -> str:
        """Run Python with the record's settings loaded; give back what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Installation]]:
    """Makes installations; each has its own home and, on PostgreSQL, its own database."""
    with _installing(tmp_path_factory) as make:
        yield make


@pytest.fixture(scope="module")
def module_install(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Installation]]:
    """The same, for installations that the tests of a module share."""
    with _installing(tmp_path_factory) as make:
        yield make


@contextlib.contextmanager
def _installing(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Installation]]:
    made: list[str] = []

    def make() -> Installation:
        home = tmp_path_factory.mktemp("home")
        environment = {
            **os.environ,
            "LIAISON_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "liaison.config.settings.public",
        }
        if url := os.environ.get("DATABASE_URL"):
            name = f"liaison_{uuid.uuid4().hex}"
            _on_server(url, f"CREATE DATABASE {name}")
            made.append(name)
            environment["DATABASE_URL"] = url.replace("/postgres?", f"/{name}?")
        installation = Installation(home, environment)
        installation.run("init")
        return installation

    yield make
    for name in made:
        _on_server(os.environ["DATABASE_URL"], f"DROP DATABASE {name} WITH (FORCE)")


def _on_server(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
