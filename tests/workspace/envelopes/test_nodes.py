"""Between two nodes: an inbox that tells strangers nothing, HTTPS to one certificate, retries."""

import datetime as dt
import hashlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.cache import cache
from django.db import connections

from liaison.config.vault_wsgi import application
from liaison.workspace.audit import queries as audit
from liaison.workspace.envelopes import courier, inbox
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.models import Parcel
from liaison.workspace.envelopes.queries import came
from liaison.workspace.envelopes.states import State
from liaison.workspace.peers import actions as peers
from liaison.workspace.peers import queries
from liaison.workspace.policy.terms import Level
from tests.workspace.envelopes.test_refusals import TEXT, sealed
from tests.workspace.exchanging import Case, Side, case_at, pin

Sides = tuple[Side, Side]


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> dt.datetime:
    """The true time: a server asks for it itself."""
    moment = dt.datetime.now(dt.UTC).replace(microsecond=0)
    monkeypatch.setattr("tests.workspace.exchanging.NOW", moment)
    monkeypatch.setattr("tests.workspace.envelopes.test_refusals.NOW", moment)
    return moment


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> httpx.Client:
    """Somebody without an account."""
    cache.clear()
    monkeypatch.setattr(inbox, "EVENLY", 0.1)
    return httpx.Client(transport=httpx.WSGITransport(app=application), base_url="http://localhost")


def test_an_inbox_gives_receipts_to_who_is_known(
    now: dt.datetime, sides: Sides, outside: httpx.Client
) -> None:
    one, other = sides
    pin(one, other)
    content = sealed(one, other, TEXT)
    answer = outside.post(f"/inbox/{other.identifier}", content=content)
    receipt, _key = receipts.read(answer.text)
    assert (answer.status_code, receipt.refused) == (200, None)
    assert receipt.sealed == hashlib.sha256(content).digest()


def test_many_at_once_with_the_same_are_taken_once(now: dt.datetime, sides: Sides) -> None:
    cache.clear()
    one, other = sides
    pin(one, other)
    contents = [sealed(one, other, TEXT, identifier=f"{number:032x}") for number in range(3)]

    def post(content: bytes) -> int:
        client = httpx.Client(
            transport=httpx.WSGITransport(app=application), base_url="http://localhost"
        )
        answer = client.post(f"/inbox/{other.identifier}", content=content)
        receipt, _key = receipts.read(answer.text)
        connections.close_all()
        return int(receipt.refused is not None)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(post, contents * 4)) == 0
    with other.at_work():
        assert len(came.listed(by=other.officer)) == 3
        assert audit.verify() == []


def test_strangers_learn_nothing(now: dt.datetime, sides: Sides, outside: httpx.Client) -> None:
    one, other = sides
    stranger = sealed(one, other, TEXT)  # nobody took its card
    answers = [
        outside.post(f"/inbox/{identifier}", content=content)
        for identifier, content in (
            ("0" * 64, stranger),
            ("nobody", stranger),
            (other.identifier, stranger),
            (other.identifier, b"age-encryption.org/v1\nno"),
            (other.identifier, b""),
            (one.identifier, stranger),
        )
    ]
    assert {(one.status_code, one.text) for one in answers} == {(404, "not taken\n")}
    assert len({tuple(sorted(set(one.headers) - {"date"})) for one in answers}) == 1
    assert outside.get(f"/inbox/{other.identifier}").status_code == 405


def test_how_long_a_refusal_takes_tells_nothing(sides: Sides, outside: httpx.Client) -> None:
    one, other = sides
    content = sealed(one, other, TEXT)
    for identifier in ("0" * 64, other.identifier):
        for sent in (content, b"x"):
            begun = time.monotonic()
            outside.post(f"/inbox/{identifier}", content=sent)
            assert time.monotonic() - begun >= inbox.EVENLY


def test_an_inbox_takes_no_more_than_it_says(
    sides: Sides, outside: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/inbox/{sides[1].identifier}"
    large = bytes(form.LARGEST_SEALED + 1)
    assert outside.post(path, content=large).status_code == 413
    monkeypatch.setattr(inbox, "A_MINUTE", 3)
    codes = [outside.post(path, content=b"x").status_code for _ in range(4)]
    assert codes[-1] == 429


@dataclass(frozen=True)
class Node:
    """A server on loopback, with a certificate of its own."""

    address: str
    certificate: bytes


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """All vaults that are open here, by HTTPS."""
    folder = tmp_path_factory.mktemp("node")
    digest = certificate(folder)
    server: Any = Server(("127.0.0.1", 0), application, numthreads=4)
    server.max_request_body_size = 40_000_000
    server.ssl_adapter = BuiltinSSLAdapter(str(folder / "cert.pem"), str(folder / "key.pem"))
    server.prepare()
    thread = threading.Thread(target=server.serve)
    thread.start()
    yield Node(f"https://localhost:{server.bind_addr[1]}", digest)
    server.stop()
    thread.join()


def certificate(folder: Path) -> bytes:
    """Make one that no authority knows; give back its SHA-256."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "invented.example")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return hashlib.sha256(made.public_bytes(serialization.Encoding.DER)).digest()


@pytest.fixture
def remote(now: dt.datetime, sides: Sides, node: Node, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Two organisations whose envelopes go by HTTPS though one process has both vaults."""
    cache.clear()
    for one in sides:
        introduce(one, node.address, node.certificate, now)
    pin(*sides)
    monkeypatch.setattr(queries, "vault_of", only_for_the_inbox)
    return case_at(*sides)


def introduce(one: Side, address: str, digest: bytes, now: dt.datetime) -> None:
    with one.at_work():
        name = queries.known_as().card.names[0]
        details = peers.Details([name], address, digest)
        peers.introduce_ourselves(details=details, now=now, by=one.security)


_vault_of = queries.vault_of


def only_for_the_inbox(identifier: str) -> Any:
    """No vault is at hand for a courier, who runs in the thread of the test."""
    on_the_way = threading.current_thread() is threading.main_thread()
    return None if on_the_way else _vault_of(identifier)


def test_an_offer_goes_and_comes_by_https(remote: Case, now: dt.datetime) -> None:
    identifier = remote.send()
    remote.carried(now)
    assert remote.state(identifier).state is State.OFFERED
    remote.accepted(now)
    remote.carried(now)
    assert remote.state(identifier).state is State.DELIVERED
    assert [one.name for one in remote.read().files] == ["letter.txt"]


def test_another_certificate_gets_nothing(remote: Case, now: dt.datetime, node: Node) -> None:
    with remote.other.at_work():
        introduce(remote.other, node.address, bytes(32), now)
    text = remote.other.card()
    with remote.one.at_work():
        peers.take_card(text=text, now=now, by=remote.one.coordinator)
    identifier = remote.send(remote.wish(Level.NOTICE))
    courier.carry(remote.one.vault, lambda: now)
    card = remote.state(identifier)
    assert (card.state, card.way) == (State.QUEUED, "certificate")
    assert remote.inbox() == []


def test_what_did_not_arrive_is_tried_again_later(
    remote: Case, now: dt.datetime, node: Node
) -> None:
    introduce(remote.other, "https://127.0.0.1:1", b"", now)
    text = remote.other.card()
    with remote.one.at_work():
        peers.take_card(text=text, now=now, by=remote.one.coordinator)
    identifier = remote.send(remote.wish(Level.NOTICE))
    moment, waits = now, []
    for _ in range(4):
        courier.carry(remote.one.vault, lambda: moment)  # noqa: B023 (called at once)
        with remote.one.at_work():
            (row,) = Parcel.objects.filter(done=None)
            assert row.next_try is not None
            waits.append(row.next_try - moment)
            moment = row.next_try
    assert remote.state(identifier).way == "unreachable"
    assert waits[0] < waits[-1] < dt.timedelta(minutes=10)
    introduce(remote.other, node.address, node.certificate, now)
    text = remote.other.card()
    with remote.one.at_work():
        peers.take_card(text=text, now=now, by=remote.one.coordinator)
    courier.carry(remote.one.vault, lambda: moment)
    assert remote.state(identifier).state is State.DELIVERED


def test_an_onion_needs_tor(remote: Case, now: dt.datetime, settings: Any) -> None:
    introduce(remote.other, f"http://{'a' * 56}.onion", b"", now)
    text = remote.other.card()
    with remote.one.at_work():
        peers.take_card(text=text, now=now, by=remote.one.coordinator)
    identifier = remote.send(remote.wish(Level.NOTICE))
    courier.carry(remote.one.vault, lambda: now)
    assert remote.state(identifier).way == "no-tor"
    settings.LIAISON_TOR_PROXY = "socks5h://127.0.0.1:1"
    courier.carry(remote.one.vault, lambda: now + dt.timedelta(hours=1))
    assert remote.state(identifier).way == "unreachable"


def test_a_courier_ends_when_it_is_told(remote: Case) -> None:
    stop = threading.Event()
    thread = threading.Thread(target=courier.run_forever, args=(stop,))
    identifier = remote.send(remote.wish(Level.NOTICE))
    thread.start()
    for _ in range(100):
        if remote.state(identifier).state is State.DELIVERED:
            break
        stop.wait(0.1)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()
    assert remote.state(identifier).state is State.DELIVERED
