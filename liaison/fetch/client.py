"""Asking one source for its addresses: robots.txt, pacing, redirects, retries, limits."""

import asyncio
import datetime as dt
import email.utils
import random
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

from liaison.archive.warc import Answer
from liaison.fetch.body import CODINGS, take_body
from liaison.fetch.guard import GuardedBackend, Reach, refuse_inside
from liaison.fetch.judge import judge_status
from liaison.fetch.pace import Pace
from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable
from liaison.sources.declaration import Source

AGENT = "Liaison"
_USER_AGENT = f"{AGENT}/0.1 (public record of human rights mechanisms; respects robots.txt)"
_MAX_REDIRECTS = 10
_TRIES = 3
_LONGEST_WAIT = 60.0  # seconds: what asks for more patience waits for the next round
_CONNECT_WITHIN = 15.0  # seconds
_ROBOTS_BYTES = 5_000_000  # what is larger is no robots.txt
_ROBOTS_READ = 512_000  # RFC 9309, 2.5: at least 500 KiB
_MOVED_FOR_GOOD = frozenset({301, 308})
_LONGEST_CRAWL_DELAY = 30.0  # seconds: a robots.txt that asks for hours means "go away"


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer, where it was found in the end, and whether the way there is for good."""

    answer: Answer
    media_type: str  # the whole Content-Type, charset included
    final_address: str
    moved_for_good: bool
    etag: str
    last_modified: str

    @property
    def not_modified(self) -> bool:
        """Whether the server says that nothing changed since we last asked."""
        return self.answer.status == HTTPStatus.NOT_MODIFIED


class Client:
    """Asks one source. Use as an async context manager; what goes wrong is a SourceFailure."""

    def __init__(self, source: Source, pace: Pace) -> None:
        self._source = source
        self._pace = pace
        self._robots: dict[str, Protego] = {}
        self._robots_lock = asyncio.Lock()
        host, _, port = (source.connect or "").rpartition(":")
        connect = (host.strip("[]"), int(port)) if host else None
        reach = Reach(source.hosts, source.local, connect, source.proxy)
        transport = httpx.AsyncHTTPTransport(
            http2=True,
            proxy=source.proxy,
            limits=httpx.Limits(max_connections=source.politeness.parallel + 1),
        )
        # httpx has no public way to choose who opens its connections; httpcore, below it, has.
        transport._pool._network_backend = GuardedBackend(reach)  # noqa: SLF001 (as said above)
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=httpx.Timeout(source.politeness.timeout, connect=_CONNECT_WITHIN),
            headers={
                "User-Agent": _USER_AGENT,
                "Accept-Encoding": CODINGS,
                "Accept-Language": ", ".join([*source.languages, "*;q=0.5"]),
            },
            follow_redirects=False,
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        """Open for as long as the block runs."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def get(self, address: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """What an address gives, after redirects and up to three tries.

        A status that is no success raises SourceFailure; whether the content is what was wanted
        is for `judge` to say.
        With `etag` or `last_modified` from the last time, the answer may be a 304 without content.
        """
        conditions = {}
        if etag:
            conditions["If-None-Match"] = etag
        if last_modified:
            conditions["If-Modified-Since"] = last_modified
        for left in reversed(range(_TRIES)):
            try:
                fetched = await self._follow(address, conditions)
                judge_status(fetched.answer)
                return fetched
            except SourceFailure as failure:
                if not failure.retry or left == 0:
                    raise
            await asyncio.sleep(_back_off(_TRIES - left))
        raise AssertionError("unreachable: the last try returns or raises")

    async def _follow(self, address: str, conditions: Mapping[str, str]) -> Fetched:
        seen = {address}
        current, for_good = address, True
        for _ in range(_MAX_REDIRECTS + 1):
            fetched = await self._ask(current, conditions)
            location = _location(fetched.answer)
            if fetched.not_modified and not conditions:
                raise SourceFailure(
                    FailureClass.CHANGED_SHAPE,
                    f"{address} answered 304 though nobody asked whether it had changed",
                )
            if location is None:
                return replace(fetched, moved_for_good=for_good and current != address)
            for_good = for_good and fetched.answer.status in _MOVED_FOR_GOOD
            current = _joined(current, location)
            if current in seen:
                raise SourceFailure(FailureClass.MOVED, f"{address} redirects in a circle")
            if urlsplit(current).scheme not in ("http", "https"):
                raise SourceFailure(
                    FailureClass.MOVED, f"{address} redirects to {current[:200]}, which is no page"
                )
            seen.add(current)
        raise SourceFailure(
            FailureClass.MOVED, f"{address} redirects more than {_MAX_REDIRECTS} times"
        )

    async def _ask(self, address: str, conditions: Mapping[str, str]) -> Fetched:
        robots = await self._robots_of(address)
        if not robots.can_fetch(address, AGENT):
            raise SourceFailure(
                FailureClass.BLOCKED,
                f"{address} is closed to us by its robots.txt",
                "ask the publisher, or name another address in the source file",
            )
        asked = float(robots.crawl_delay(AGENT) or 0)
        delay = max(self._source.politeness.delay, min(asked, _LONGEST_CRAWL_DELAY))
        return await self._request(address, conditions, delay, self._source.politeness.max_bytes)

    async def _robots_of(self, address: str) -> Protego:
        """RFC 9309: none (4xx) allows everything, out of reach (5xx, silence) nothing."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._robots_lock:
            if origin not in self._robots:
                text = await self._robots_text(f"{origin}/robots.txt")
                self._robots[origin] = Protego.parse(text)
            return self._robots[origin]

    async def _robots_text(self, address: str) -> str:
        for _ in range(_MAX_REDIRECTS):
            try:
                fetched = await self._request(
                    address, {}, self._source.politeness.delay, _ROBOTS_BYTES
                )
            except Unreadable as error:
                raise SourceFailure(
                    FailureClass.BLOCKED, f"{error.what}: nobody knows what is allowed"
                ) from error
            location = _location(fetched.answer)
            if location is None:
                break
            address = _joined(address, location)
        if fetched.answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise SourceFailure(
                FailureClass.SLOW,
                f"{address} answered {fetched.answer.status}: nobody knows what is allowed",
                retry=True,
            )
        if fetched.answer.status != HTTPStatus.OK:
            return ""
        return fetched.answer.content[:_ROBOTS_READ].decode("utf-8-sig", "replace")

    async def _request(
        self, address: str, conditions: Mapping[str, str], delay: float, max_bytes: int
    ) -> Fetched:
        host = urlsplit(address).hostname or ""
        if self._source.proxy is not None:
            refuse_inside(host)  # the proxy looks names up itself; addresses can be seen here
        if (wait := self._pace.wait_before(host, delay)) > 0:
            await asyncio.sleep(wait)
        limit = self._source.politeness.timeout
        try:
            async with (
                asyncio.timeout(limit),
                self._client.stream("GET", address, headers=dict(conditions)) as response,
            ):
                coding = response.headers.get("Content-Encoding", "")
                body = await take_body(response.aiter_raw(), coding, max_bytes, address)
        except (TimeoutError, httpx.TimeoutException) as error:
            raise SourceFailure(
                FailureClass.SLOW, f"{address} gave no whole answer within {limit:g} s", retry=True
            ) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, ValueError, ExceptionGroup) as error:
            raise Unreadable(f"{address[:300]} is no address that can be asked: {error}") from error
        except (httpx.HTTPError, httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise SourceFailure(
                FailureClass.SLOW,
                f"{address} broke the connection ({type(error).__name__}: {error})",
                retry=True,
            ) from error
        self._client.cookies.clear()  # every request as a first visit: pages must not depend on it
        self._heed(host, response)
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in response.headers.raw
            if name.lower() != b"transfer-encoding"
        )
        return Fetched(
            answer=Answer(
                address,
                response.status_code,
                response.reason_phrase,
                headers,
                body.payload,
                body.content,
            ),
            media_type=response.headers.get("Content-Type", "").strip(),
            final_address=address,
            moved_for_good=False,
            etag=_validator(response.headers.get("ETag", ""), 500),
            last_modified=_validator(response.headers.get("Last-Modified", ""), 100),
        )

    def _heed(self, host: str, response: httpx.Response) -> None:
        """Do what Retry-After asks (RFC 9110, 10.2.3): wait, or leave it to a later round."""
        if response.status_code not in (429, 503):
            return
        seconds = retry_after(response.headers.get("Retry-After", ""), dt.datetime.now(dt.UTC))
        if seconds > _LONGEST_WAIT:
            raise SourceFailure(
                FailureClass.BLOCKED, f"{host} asks not to come back for {seconds:,.0f} s"
            )
        self._pace.hold(host, seconds)


def retry_after(value: str, now: dt.datetime) -> float:
    """Seconds to wait as Retry-After says (a number or a date); 0 where it says nothing."""
    if re.fullmatch(r"[0-9]{1,9}", value.strip()):
        return float(value)
    try:
        return max(0.0, (email.utils.parsedate_to_datetime(value) - now).total_seconds())
    except (ValueError, TypeError):
        return 0.0


def _joined(base: str, location: str) -> str:
    """Where a redirect leads. Raises SourceFailure where that is nowhere."""
    try:
        target = urljoin(base, location)
        _ = urlsplit(target).port
    except ValueError as error:
        raise SourceFailure(
            FailureClass.MOVED, f"{base} redirects to {location[:200]!r}, which is no address"
        ) from error
    return target


def _validator(value: str, longest: int) -> str:
    """An ETag or date to send back; "" for what no header can carry."""
    return value if value.isascii() and len(value) <= longest else ""


def _location(answer: Answer) -> str | None:
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    return next((value for name, value in answer.headers if name.lower() == "location"), None)


def _back_off(tries: int) -> float:
    """One, four, nine seconds, a little blurred so that many do not come back at once."""
    return tries * tries * random.uniform(0.8, 1.2)  # noqa: S311 - nothing secret
