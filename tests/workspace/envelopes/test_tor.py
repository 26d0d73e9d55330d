"""Through Tor: a SOCKS proxy on loopback stands for it, and knows one onion service."""

import datetime as dt
import socket
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from cheroot.wsgi import Server

from liaison.config.vault_wsgi import application
from liaison.workspace.envelopes.states import State
from liaison.workspace.peers import actions as peers
from liaison.workspace.policy.terms import Level
from tests.workspace.envelopes.test_nodes import introduce, node, now, remote
from tests.workspace.exchanging import Case

__all__ = ["node", "now", "remote"]

ONION = f"{'a' * 56}.onion"


class Proxy(threading.Thread):
    """SOCKS 5 (RFC 1928) as far as Tor is asked: connect to a name, which it looks up itself."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.asked: list[str] = []
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"socks5h://127.0.0.1:{self._listening.getsockname()[1]}"

    def run(self) -> None:
        while True:
            try:
                here, _from = self._listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(here,), daemon=True).start()

    def stop(self) -> None:
        self._listening.close()

    def _serve(self, here: socket.socket) -> None:
        here.recv(2 + here.recv(2)[1])
        here.sendall(b"\x05\x00")
        _version, _command, _reserved, kind, length = here.recv(5)
        self.asked.append(here.recv(length).decode() if kind == 3 else "an address")
        here.recv(2)
        there = socket.create_connection(("127.0.0.1", self._port))
        here.sendall(b"\x05\x00\x00\x01" + bytes(4) + struct.pack("!H", self._port))
        back = threading.Thread(target=_pass_on, args=(there, here), daemon=True)
        back.start()
        _pass_on(here, there)
        back.join()


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    try:
        while content := one.recv(65_536):
            other.sendall(content)
        other.shutdown(socket.SHUT_WR)
    except OSError:
        pass


@pytest.fixture
def proxy(settings: Any) -> Iterator[Proxy]:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, ONION]
    server: Any = Server(("127.0.0.1", 0), application, numthreads=4)
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    made = Proxy(server.bind_addr[1])
    made.start()
    settings.LIAISON_TOR_PROXY = made.address
    yield made
    made.stop()
    server.stop()
    thread.join()


def test_an_onion_service_is_reached_by_its_name_through_tor_alone(
    remote: Case, now: dt.datetime, proxy: Proxy
) -> None:
    introduce(remote.other, f"http://{ONION}", b"", now)
    text = remote.other.card()
    with remote.one.at_work():
        peers.take_card(text=text, now=now, by=remote.one.coordinator)
    identifier = remote.send(remote.wish(Level.SUMMARY))
    remote.carried(now)
    assert remote.state(identifier).state is State.DELIVERED
    assert remote.read().text == "A text for the recipient."
    assert set(proxy.asked) == {ONION}
