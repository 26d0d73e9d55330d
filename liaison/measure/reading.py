"""Readers of a running site on this machine: what a page takes them, and what it weighs."""

import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection  # noqa: TID251 (on loopback, and lighter than the pages)

_PATIENCE = 60  # seconds for one page
_ASKED = {"Accept-Encoding": "gzip"}
_STYLES = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')
FONTS = re.compile(rb"""url\(["']?([^"')]+)""")  # in styles; ours have no picture
_PLACES = 250
_OK = 200
_BUSY = 503
# What a first view may weigh, in bytes and requests, and what is aimed at.
MOST = (60_000, 4)
AIM = (30_000, 2)


class ToldToComeBack(RuntimeError):
    """The site answers that too many ask for this at once."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Of a first view with nothing kept: bytes over the line, and what was asked for."""

    page: int
    styles: int
    fonts: int
    requests: int

    @property
    def size(self) -> int:
        """All of it."""
        return self.page + self.styles + self.fonts

    @property
    def verdict(self) -> str:
        """Nothing where a first view is as light as it is meant to be."""
        for (size, requests), words in ((MOST, "too heavy"), (AIM, "above the aim")):
            if self.size > size or self.requests > requests:
                return words
        return ""


def fetched(port: int, addresses: Sequence[str], at_once: int) -> tuple[list[float], float]:
    """Seconds of each page, by so many readers at once, and pages a second of all together.

    Each reader waits for a page before the next, and keeps its connection. Raises ToldToComeBack
    where so many are not served at once, RuntimeError for any other answer that is no page.
    """
    shares = [addresses[number::at_once] for number in range(at_once)]
    began = time.perf_counter()
    with ThreadPoolExecutor(at_once) as readers:
        found = list(readers.map(lambda share: list(_read(port, share)), shares))
    taken = time.perf_counter() - began
    return [seconds for some in found for seconds in some], len(addresses) / taken


def weight(port: int, address: str) -> Weight:
    """The page with its styles and their fonts, compressed.

    Pages have no scripts, and ask for no picture; the icon, which a browser asks for when all else
    is there, is not counted.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        plain, _size = _asked(connection, address, {})
        styles = _named(_STYLES, [plain])
        fonts = _named(FONTS, [_asked(connection, style, {})[0] for style in styles])
        page, drawn, set_in = (
            sum(_asked(connection, one, _ASKED)[1] for one in some)
            for some in ([address], styles, fonts)
        )
        return Weight(page, drawn, set_in, 1 + len(styles) + len(fonts))
    finally:
        connection.close()


def _named(pattern: re.Pattern[bytes], texts: Sequence[bytes]) -> list[str]:
    """What is asked for, each once."""
    return list(dict.fromkeys(found.decode() for text in texts for found in pattern.findall(text)))


def _read(port: int, addresses: Sequence[str]) -> Iterator[float]:
    connection = HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    try:
        for number, address in enumerate(addresses):
            # From as many places as there are readers of a public site: each has its limit.
            asked = _ASKED | {"X-Forwarded-For": f"203.0.113.{number % _PLACES}"}
            began = time.perf_counter()
            _asked(connection, address, asked)
            yield time.perf_counter() - began
    finally:
        connection.close()


def _asked(connection: HTTPConnection, address: str, headers: dict[str, str]) -> tuple[bytes, int]:
    connection.request("GET", address, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status == _BUSY and answer.headers["Retry-After"]:
        raise ToldToComeBack(f"{address} is not given to so many at once")
    if answer.status != _OK:
        raise RuntimeError(f"{address} is answered with {answer.status}")
    return body, len(body)
