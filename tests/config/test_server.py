"""The site listens where nobody else does, says so, and ends when it is told to."""

import contextlib
import fcntl
import os
import pty
import shutil
import socket
import subprocess
import sys
import termios
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from tests.conftest import ROOT, Installation

SITE = [sys.executable, "-m", "liaison.config.command", "serve", "--workers", "2"]


@contextlib.contextmanager
def listening() -> Iterator[int]:
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_a_port_in_use_is_named_and_nothing_else_is_said(
    install: Callable[[], Installation],
) -> None:
    with listening() as port:
        said = install().run("serve", "--port", str(port), status=1)
    assert said.strip() == (
        f"liaison: port {port} of 127.0.0.1 is in use by another program: "
        "stop that, or choose another port"
    )


@pytest.mark.parametrize("port", ["abc", "99999", "0", "²"])
def test_a_mistaken_port_of_the_rehearsal_is_named_before_anything_is_done(
    install: Callable[[], Installation], port: str
) -> None:
    installation = install()
    done = subprocess.run(
        [sys.executable, "-m", "liaison.config.rehearsed_site"],
        env={**installation.environment, "PORT": port},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == f"liaison: PORT is {port!r}: give a number from 1 to 65535\n"


@pytest.mark.parametrize("url", ["mysql://a:secret@h/x", "postgres://[a:secret", "secret"])
def test_a_database_that_is_none_is_named_without_its_password(
    install: Callable[[], Installation], url: str
) -> None:
    installation = install()
    installation.environment["DATABASE_URL"] = url
    said = installation.run("status", status=1)
    assert said.startswith("liaison: DATABASE_URL is ")
    assert "write postgres://" in said
    assert "Traceback" not in said


def test_ctrl_c_in_a_terminal_ends_the_site(install: Callable[[], Installation]) -> None:
    """The terminal tells the workers too, at the same moment as the process that started them."""
    controller, terminal = pty.openpty()
    port = free_port()

    def own_terminal() -> None:
        os.setsid()
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        [*SITE, "--port", str(port)],
        env=install().environment,
        cwd=ROOT,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        preexec_fn=own_terminal,  # noqa: PLW1509 (no other thread runs here)
    )
    os.close(terminal)
    try:
        _wait_until_it_answers(port)
        os.write(controller, b"\x03")
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        os.close(controller)


def _wait_until_it_answers(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.2)
    pytest.fail("the site never listened")


def test_the_site_is_served_where_no_compendium_can_be_kept(
    install: Callable[[], Installation],
) -> None:
    installation = install()
    installation.run("init")
    shutil.rmtree(installation.home / "compendia")
    (installation.home / "compendia").write_bytes(b"")  # as good as a full disk, also to root
    port = free_port()
    site = installation.start("serve", "--port", str(port), "--workers", "1")
    try:
        answered = _answer(port)
    finally:
        site.terminate()
        said, _nothing = site.communicate(timeout=30)
    assert answered == 200
    assert "cannot be written" in said


def _answer(port: int) -> int:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/en/standards") as page:
                return int(page.status)
        except urllib.error.URLError:
            time.sleep(0.2)
    return 0
