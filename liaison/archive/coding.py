"""Undoing a Content-Encoding: one way on arrival and from the archive, so that hashes agree."""

import zlib
from collections.abc import Iterable, Iterator

from liaison.kernel.errors import FailureClass, SourceFailure, Unreadable

_PIECE = 1 << 20  # bytes unpacked at a time
_DEFLATED = 8  # the compression method of a zlib header (RFC 1950, 2.2)
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW, _ZLIB_WINDOW, _BARE_WINDOW = 31, 15, -15
_TELLING = 2  # bytes that tell one kind of stream from another


def decode(payload: bytes, coding: str, max_bytes: int, address: str) -> bytes:
    """Undo a Content-Encoding (RFC 9110, 8.4): gzip or deflate, others are left as they are."""
    if _is_plain(coding) or not payload:
        return payload
    return b"".join(decoded((payload,), coding, max_bytes, address))


def decoded(chunks: Iterable[bytes], coding: str, max_bytes: int, address: str) -> Iterator[bytes]:
    """The same a piece at a time, for what need not be in memory whole.

    Raises Unreadable and SourceFailure where `decode` does, when it comes to it.
    """
    named = coding.strip().lower()
    if _is_plain(coding):
        yield from chunks
    elif named in ("gzip", "x-gzip"):
        yield from _inflate(iter(chunks), _GZIP_WINDOW, max_bytes, address)
    elif named == "deflate":
        rest = iter(chunks)
        begun = b""
        while len(begun) < _TELLING and (chunk := next(rest, b"")):
            begun += chunk
        yield from _inflate(_joined(begun, rest), _deflate_window(begun), max_bytes, address)
    else:
        raise Unreadable(
            f"{address} came encoded as {coding[:40]!r}, which was not asked for",
            "tell the publisher, or name another address in the source file",
        )


def _is_plain(coding: str) -> bool:
    return coding.strip().lower() in ("", "identity")


def _deflate_window(begun: bytes) -> int:
    """Meant to be zlib (RFC 1950), but bare deflate streams are about as common."""
    if not begun or (begun[0] & 0x0F) != _DEFLATED or int.from_bytes(begun[:2], "big") % 31:
        return _BARE_WINDOW
    return _ZLIB_WINDOW


def _joined(begun: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if begun:
        yield begun
    yield from rest


def _inflate(chunks: Iterator[bytes], window: int, max_bytes: int, address: str) -> Iterator[bytes]:
    size = 0
    rest, piece = b"", b""
    inflater = zlib.decompressobj(wbits=window)
    begun = False
    try:
        for chunk in chunks:
            rest += chunk
            # A full piece may have left something that its input alone does not show.
            while rest or (len(piece) == _PIECE and not inflater.eof):
                begun = True
                if inflater.eof:
                    if len(rest) < _TELLING:
                        break
                    if not rest.startswith(_GZIP):
                        return
                    inflater = zlib.decompressobj(wbits=window)
                piece = inflater.decompress(rest, _PIECE)
                rest = inflater.unused_data if inflater.eof else inflater.unconsumed_tail
                size += len(piece)
                if size > max_bytes:
                    raise too_large(address, max_bytes)
                yield piece
    except zlib.error as error:
        raise Unreadable(f"{address} is no {_NAMES[window]} stream, though it says so") from error
    if begun and not inflater.eof:
        raise SourceFailure(
            FailureClass.SLOW, f"{address} broke off in the middle of a gzip stream", retry=True
        )


_NAMES = {_GZIP_WINDOW: "gzip", _ZLIB_WINDOW: "deflate", _BARE_WINDOW: "deflate"}


def too_large(address: str, max_bytes: int) -> Unreadable:
    """The error for a body beyond what its source allows."""
    return Unreadable(
        f"{address} is larger than {max_bytes:,} bytes",
        "raise politeness.max_bytes in the source file if the document is worth it",
    )
