"""What the invented web says to one request, before it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Conduct(StrEnum):
    """How an answer is sent."""

    WHOLE = "whole"
    BROKEN_OFF = "broken off"  # the connection ends half-way
    SILENT = "silent"  # nothing comes for a very long time
    DRIP = "drip"  # a byte a second
    STREAM = "stream"  # `pieces`, one after the other, for as long as they last


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: the target is path and query as they came."""

    host: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    method: str = "GET"

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    def number(self, name: str, default: int) -> int:
        """A whole number of the query, or `default` where there is none."""
        for part in self.target.partition("?")[2].split("&"):
            key, _, value = part.partition("=")
            if key == name and value.isdigit() and len(value) < 9:  # noqa: PLR2004 (no list is longer)
                return int(value)
        return default


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers and body; and how they are sent, after `wait` seconds."""

    status: int
    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    conduct: Conduct = Conduct.WHOLE
    wait: float = 0.0
    pieces: Iterator[bytes] | None = None
    may_compress: bool = False


def redirect(address: str, status: int = 301) -> Answer:
    """The way to another address."""
    return Answer(status, b"", headers=(("Location", address),))


def page(status: int, title: str, words: str, language: str = "en") -> Answer:
    """A small page of a website's machinery."""
    html = (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{words}</p></body></html>\n"
    )
    return Answer(status, html.encode())
