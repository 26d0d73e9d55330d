"""Carrying sealed envelopes to where their recipients' vaults are, and their receipts back.

A vault that this process has open gets it handed over; another node by HTTPS, or through Tor. Each
parcel is tried until its receipt is here or it has expired; whoever gets it twice takes it once.
Besides fetch this is the one place that speaks to others, and it asks for nothing.
"""

import datetime as dt
import hashlib
import logging
import ssl
import threading

import httpx
from django.conf import settings
from django.db import DatabaseError, connections

from liaison.kernel.clock import Clock, utc_now
from liaison.kernel.errors import LiaisonError
from liaison.workspace.envelopes.actions import posting, receiving, sending
from liaison.workspace.envelopes.actions.posting import Leaving
from liaison.workspace.peers import queries as peers
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.vault import doors, opened
from liaison.workspace.vault.opened import Vault

MEDIA_TYPE = "application/vnd.liaison.envelope"
_PAUSE = 3.0  # seconds between rounds
_TIMEOUT = httpx.Timeout(60.0, connect=30.0)
_LARGEST_ANSWER = 65_536  # bytes of a receipt
_log = logging.getLogger("liaison.courier")


class NotDelivered(LiaisonError):
    """A parcel did not arrive, or nobody knows; `problem` is a code."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__("the envelope did not arrive", "it is tried again by itself")


def run_forever(stop: threading.Event, now: Clock = utc_now) -> None:
    """Carry what is due of every open vault, round after round, until `stop` is set."""
    while not stop.is_set():
        for vault in opened.everyone():
            try:
                with doors.entered(vault.place.name) as here:
                    if here is not None:
                        carry(here, now)
            except (LiaisonError, DatabaseError, OSError):
                _log.exception("the courier of a vault was interrupted")
        stop.wait(_PAUSE)
    connections.close_all()


def carry(vault: Vault, now: Clock = utc_now) -> int:
    """One round for one vault; give back how many parcels have their receipts now."""
    with opened.working_in(vault):
        posting.expire(now())
        sending.seal_accepted(now=now())
        return sum(_carry_one(number, now) for number in posting.due(now()))


def deliver(parcel: Leaving, now: dt.datetime) -> bytes:
    """Hand a parcel over; give back the receipt, unread. Raises NotDelivered."""
    local = peers.vault_of(parcel.recipient)
    if local is not None:
        return _hand_over(local, parcel.sealed, now)
    if not parcel.address:
        raise NotDelivered("by-file")
    return _post(parcel)


def _carry_one(number: int, now: Clock) -> bool:
    parcel = posting.claim(number, now())
    if parcel is None:
        return False
    try:
        return posting.acknowledged(deliver(parcel, now()), now())
    except NotDelivered as error:
        posting.failed(number, error.problem, now())
    except NoStatement:
        posting.failed(number, "no-receipt", now())
    return False


def _hand_over(vault: Vault, sealed: bytes, now: dt.datetime) -> bytes:
    with doors.entered(vault.place.name) as there:
        if there is None:
            raise NotDelivered("closed")
        try:
            return receiving.receive(sealed=sealed, now=now).receipt.encode()
        except LiaisonError as error:  # one parcel does not hold up the others
            raise NotDelivered("not-taken") from error


def _post(parcel: Leaving) -> bytes:
    address = f"{parcel.address}/inbox/{parcel.recipient}"
    try:
        with (
            _client(parcel) as client,
            client.stream(
                "POST", address, content=parcel.sealed, headers={"Content-Type": MEDIA_TYPE}
            ) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise NotDelivered(f"answer-{answer.status_code}")
            receipt = b""
            for piece in answer.iter_bytes():
                receipt += piece
                if len(receipt) > _LARGEST_ANSWER:
                    raise NotDelivered("no-receipt")
            return receipt
    except (httpx.ConnectError, httpx.ProxyError) as error:
        certificate = isinstance(error.__cause__, ssl.SSLError) or "certificate" in str(error)
        raise NotDelivered("certificate" if certificate else "unreachable") from error
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise NotDelivered("unreachable") from error


def _client(parcel: Leaving) -> httpx.Client:
    """Of one request: through Tor where that is set or the address needs it, to one certificate."""
    if parcel.address.startswith("http://localhost") and not settings.LIAISON_LOOPBACK:
        raise NotDelivered("in-the-clear")
    proxy = settings.LIAISON_TOR_PROXY or None
    if ".onion" in parcel.address and proxy is None:
        raise NotDelivered("no-tor")
    return httpx.Client(
        verify=_context(parcel.certificate),
        proxy=proxy,
        timeout=_TIMEOUT,
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": "Liaison"},
    )


def _context(certificate: bytes) -> ssl.SSLContext:
    """Whom a connection trusts: the certificate of the card alone, or the system's authorities."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if certificate:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # by an authority; the digest is compared instead
        context.sslsocket_class = _pinned(certificate)
    return context


def _pinned(certificate: bytes) -> type[ssl.SSLSocket]:
    """Sockets that are ready only when the other side has shown this certificate."""

    class Pinned(ssl.SSLSocket):
        """Compares before anything is sent."""

        def do_handshake(self, block: bool = False) -> None:  # noqa: FBT001, FBT002 (as its parent has it)
            super().do_handshake(block)
            shown = self.getpeercert(binary_form=True) or b""
            if hashlib.sha256(shown).digest() != certificate:
                raise ssl.SSLCertVerificationError("another certificate than that of the card")

    return Pinned
