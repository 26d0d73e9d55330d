"""How often one reader may ask the API, without anybody knowing who that reader is.

What is counted is a digest of the reader's address with a key that is drawn anew for each window:
both are forgotten at its end, and nothing of it is written anywhere. Each worker of the site counts
by itself, so a reader has the limit at least.

Where readers cannot be told apart (behind a server that does not say who asks, or at an onion
address) nobody is refused: one bucket for all would let one reader shut out everyone.
"""

import hashlib
import ipaddress
import math
import re
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from liaison.publish.refusing import problem

MOST = 600  # questions of one reader
WINDOW = 60  # seconds
_MOST_READERS = 200_000  # counted in one window: some tens of megabytes, and no more
_IPV6_READER = 64  # bits: of the others a reader may have any
_HERE = frozenset(("", "localhost", "127.0.0.1", "[::1]"))
_NEAR = tuple(  # this machine and its own network (RFC 6890)
    map(
        ipaddress.ip_network,
        (
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10",
        ),
    )
)
_PORT = re.compile(r":\d+$")


@dataclass(slots=True)
class Counters:
    """How often each reader asked in the present window."""

    now: Callable[[], float] = time.monotonic
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _ends: float = 0.0
    _key: bytes = b""
    _counts: dict[bytes, int] = field(default_factory=dict)

    def count(self, reader: str) -> tuple[int, int]:
        """Count one question; how many are left (below zero: too many), and for how many seconds.

        Where more readers ask than can be counted, those who come last are not.
        """
        with self._turn:
            now = self.now()
            if now >= self._ends:
                self._ends = now + WINDOW
                self._key = secrets.token_bytes(32)
                self._counts = {}
            digest = hashlib.blake2b(reader.encode(), key=self._key, digest_size=16).digest()
            asked = self._counts.get(digest, 0) + 1
            if asked > 1 or len(self._counts) < _MOST_READERS:
                self._counts[digest] = asked
            return MOST - asked, max(math.ceil(self._ends - now), 1)


COUNTERS = Counters()


class LimitMiddleware:
    """Counts the questions to the API, and says in each answer how many are left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuses with 429 what is beyond the limit, before anything is looked up."""
        if not request.path.startswith("/api/"):
            return self.get_response(request)
        reader = reader_of(request)
        if not reader:
            response = self.get_response(request)
            response.headers["RateLimit-Policy"] = _POLICY
            return response
        left, seconds = COUNTERS.count(reader)
        response = self.get_response(request) if left >= 0 else _refused(seconds)
        for name, value in (
            ("RateLimit-Policy", _POLICY),
            ("RateLimit", f'"reader";r={max(left, 0)};t={seconds}'),
            ("X-RateLimit-Limit", str(MOST)),
            ("X-RateLimit-Remaining", str(max(left, 0))),
            ("X-RateLimit-Reset", str(seconds)),
        ):
            response.headers[name] = value
        return response


# draft-ietf-httpapi-ratelimit-headers-10: q questions in w seconds.
_POLICY = f'"reader";q={MOST};w={WINDOW}'


def reader_of(request: HttpRequest) -> str:
    """What tells one reader from others; "" where nothing does.

    A server in front is believed where LIAISON_FORWARDED says that it sets X-Forwarded-For itself.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.FORWARDED:
        # The last one: what stands before it, anybody may have written.
        return _reader(request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip())
    try:
        near = ipaddress.ip_address(address)
    except ValueError:
        return ""  # a socket of this machine
    host = _PORT.sub("", request.META.get("HTTP_HOST", ""))
    if _is_near(near) and host not in _HERE:
        return ""  # something stands in front, and asks for others
    return _reader(address)


def _reader(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is not None:
            return str(known.ipv4_mapped)
        # Not of near ones: an onion service tells its circuits apart by their last bits.
        if not _is_near(known):
            return str(ipaddress.ip_network((known, _IPV6_READER), strict=False))
    return str(known)


def _is_near(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return any(address in network for network in _NEAR)


def _refused(seconds: int) -> HttpResponse:
    response = problem(
        429,
        _("Too many questions in a short time"),
        [
            _("One reader may ask %(most)s times in %(window)s seconds.")
            % {"most": MOST, "window": WINDOW},
            _("Ask again in %(seconds)s seconds.") % {"seconds": seconds},
        ],
    )
    response.headers["Retry-After"] = str(seconds)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = "no-store"
    return response
