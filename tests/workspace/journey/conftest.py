"""Two nodes that serve, and a Chromium. Without one, these tests fail and say what to do."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import ROOT
from tests.workspace.browsing import free_port
from tests.workspace.journey.people import Nodes
from tests.workspace.keys_for_tests import PASSPHRASE
from tests.workspace.test_commands import Node

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's own."""
    path = next((found for name in _CHROMIUM if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("no Chromium here: install it (apt-get install chromium) and run this again")
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=_QUIET)
        yield started
        started.close()


@pytest.fixture(scope="module")
def nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """One node with a vault and an address at which another is made; a second with one vault."""
    one, two = (Node(tmp_path_factory.mktemp(name)) for name in ("one", "two"))
    one.run("create", "mountain-house")
    two.run("create", "river-desk")
    ports = free_port(), free_port()
    servers = [_serve(one, ports[0], "--set-up"), _serve(two, ports[1])]
    said = [_until_it_listens(server) for server in servers]
    first, second = (f"http://localhost:{port}" for port in ports)

    def restart_closed() -> None:
        _stop(servers[0])
        servers[0] = _serve(one, ports[0], LIAISON_VAULT_PASSPHRASE="")
        _until_it_listens(servers[0])

    yield Nodes(one, two, first, second, said[0], restart_closed)
    for server in servers:
        _stop(server)


def _stop(server: "subprocess.Popen[str]") -> None:
    server.send_signal(signal.SIGINT)
    assert "Traceback" not in server.communicate(timeout=60)[0]


def _serve(node: Node, port: int, *words: str, **more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "liaison.config.vault_command", "serve"]
    return subprocess.Popen(
        [*command, "--port", str(port), *words],
        env=node.environment(PASSPHRASE) | {"LIAISON_DEBUG": "1"} | more,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until_it_listens(server: "subprocess.Popen[str]") -> str:
    assert server.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = server.stdout.readline()
        assert line, said
        said += line
    return said


@pytest.fixture(scope="module")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that somebody invented brings along."""
    path = tmp_path_factory.mktemp("files") / "letter.txt"
    path.write_text(
        "An invented letter about an invented night at the harbour.\n", encoding="utf-8"
    )
    return path
