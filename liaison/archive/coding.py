"""Undoing a Content-Encoding: one way on arrival and from the archive, so that hashes agree."""

import zlib

from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable

_PIECE = 1 << 20  # bytes unpacked at a time
_DEFLATED = 8  # the compression method of a zlib header (RFC 1950, 2.2)


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
                    raise too_large(address, max_bytes)
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


def too_large(address: str, max_bytes: int) -> Unreadable:
    """The error for a body beyond what its source allows."""
    return Unreadable(
        f"{address} is larger than {max_bytes:,} bytes",
        "raise politeness.max_bytes in the source file if the document is worth it",
    )
