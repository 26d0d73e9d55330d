"""What every test may ask for, and what none may do: reach beyond this machine."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real material; its absence is a failure, because it was asked for."""
    path = Path(os.environ.get("LIAISON_REAL_DATA") or ROOT.parent / "shared" / "data")
    if not path.is_dir():
        pytest.fail(f"no real material at {path}: set LIAISON_REAL_DATA to the folder that holds it")
    return path


@pytest.fixture(autouse=True, scope="session")
def _only_this_machine() -> Iterator[None]:
    """A test that looks up or connects to anything but loopback fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - as sockets have it
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            if not ipaddress.ip_address(host).is_loopback:
                raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    patched: Callable[..., None] = guarded
    socket.socket.connect = patched  # type: ignore[method-assign]
    yield
    socket.socket.connect = connect  # type: ignore[method-assign]
