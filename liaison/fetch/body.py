"""Taking a body in within limits: a small answer may unpack to gigabytes."""

import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable

_PIECE = 1 << 20  # bytes unpacked at a time
_DEFLATED = 8  # the compression method of a zlib header (RFC 1950, 2.2)
CODINGS = "gzip, deflate"  # what is asked for: what every archive reader can undo


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes as they came, and decoded; without a coding they are one object."""

    payload: bytes
    content: bytes


async def take_body(
    chunks: AsyncIterator[bytes], coding: str, max_bytes: int, address: str
) -> Body:
    """Read a body, refusing it as soon as it, or what it unpacks to, passes `max_bytes`.

    Raises Unreadable where it is too large or its coding is broken, SourceFailure (slow, worth
    another try) where it ends too early.
    """
    raw: list[bytes] = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > max_bytes:
            raise _too_large(address, max_bytes)
        raw.append(chunk)
    payload = b"".join(raw)
    return Body(payload, decode(payload, coding, max_bytes, address))


def decode(payload: bytes, coding: str, max_bytes: int, address: str) -> bytes:
    """Undo a Content-Encoding (RFC 9110, 8.4): gzip or deflate, others are left as they are."""
    named = coding.strip().lower()
    if named in ("", "identity") or not payload:
        return payload
    if named in ("gzip", "x-gzip"):
        return _inflate(payload, 31, max_bytes, address)
    if named == "deflate":
        # Meant to be zlib (RFC 1950), but bare deflate streams are about as common.
        bare = (payload[0] & 0x0F) != _DEFLATED or int.from_bytes(payload[:2], "big") % 31 != 0
        return _inflate(payload, -15 if bare else 15, max_bytes, address)
    raise Unreadable(
        f"{address} came encoded as {coding[:40]!r}, which was not asked for",
        "tell the publisher, or name another address in the source file",
    )


def _inflate(payload: bytes, window: int, max_bytes: int, address: str) -> bytes:
    pieces: list[bytes] = []
    size = 0
    rest = payload
    try:
        while rest:
            inflater = zlib.decompressobj(wbits=window)
            while rest and not inflater.eof:
                piece = inflater.decompress(rest, _PIECE)
                rest = inflater.unconsumed_tail
                size += len(piece)
                if size > max_bytes:
                    raise _too_large(address, max_bytes)
                pieces.append(piece)
            if not inflater.eof:
                raise SourceFailure(
                    FailureClass.SLOW,
                    f"{address} broke off in the middle of a gzip stream",
                    retry=True,
                )
            rest = inflater.unused_data if inflater.unused_data.startswith(b"\x1f\x8b") else b""
    except zlib.error as error:
        raise Unreadable(f"{address} is no {_NAMES[window]} stream, though it says so") from error
    return b"".join(pieces)


_NAMES = {31: "gzip", 15: "deflate", -15: "deflate"}


def _too_large(address: str, max_bytes: int) -> Unreadable:
    return Unreadable(
        f"{address} is larger than {max_bytes:,} bytes",
        "raise politeness.max_bytes in the source file if the document is worth it",
    )
