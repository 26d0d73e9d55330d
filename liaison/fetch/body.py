"""Taking a body in within limits: a small answer may unpack to gigabytes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from liaison.archive.coding import decode, too_large

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
            raise too_large(address, max_bytes)
        raw.append(chunk)
    payload = b"".join(raw)
    return Body(payload, decode(payload, coding, max_bytes, address))
