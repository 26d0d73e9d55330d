"""A world served on loopback, and a client that asks it as it is asked: by Host header."""

import gzip
import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from liaison.rehearsal.server import running
from liaison.rehearsal.world import World


@dataclass(frozen=True)
class Got:
    """One answer as it came."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    def unpacked(self) -> bytes:
        return gzip.decompress(self.body)


Ask = Callable[..., Got]


def asking(port: int) -> Ask:
    def ask(address: str, timeout: float = 10, **headers: str) -> Got:
        parts = urlsplit(address)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        sent = {"Host": parts.netloc} | {
            name.replace("_", "-"): said for name, said in headers.items()
        }
        connection.request(
            "GET", parts.path + (f"?{parts.query}" if parts.query else ""), headers=sent
        )
        answer = connection.getresponse()
        try:
            return Got(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    return ask


@pytest.fixture(scope="session")
def rehearsal_world() -> World:
    return World(seed=21, documents=300)


@pytest.fixture(scope="session")
def rehearsal_port(rehearsal_world: World) -> Iterator[int]:
    with running(rehearsal_world) as port:
        yield port


@pytest.fixture
def ask(rehearsal_port: int) -> Ask:
    return asking(rehearsal_port)
