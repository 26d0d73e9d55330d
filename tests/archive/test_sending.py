"""What a reader gets of the archive is what was kept, or nothing."""

import datetime as dt
import gzip
import hashlib
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from liaison.archive.coding import decode, decoded
from liaison.archive.models import Capture
from liaison.archive.sending import pieces
from liaison.archive.warc import Answer, WarcWriter
from liaison.kernel.errors import HomeUnusable, SourceFailure, Unreadable

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
PAGE = "<html><p>Обращение النداء</p></html>".encode() * 500
_BARE = zlib.compressobj(wbits=-15)
CODED = {
    "": PAGE,
    "identity": PAGE,
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:99]) + gzip.compress(PAGE[99:]) + b"rest",
    "deflate": zlib.compress(PAGE),
    "DEFLATE ": _BARE.compress(PAGE) + _BARE.flush(),
}


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def noise(size: int, seed: int) -> bytes:
    """What no compression shortens, the same each time."""
    return hashlib.shake_128(bytes([seed])).digest(size)


def kept(folder: Path, content: bytes, coding: str = "", payload: bytes | None = None) -> Capture:
    headers = (("Content-Encoding", coding),) if coding else ()
    answer = Answer("https://example.org/", 200, "OK", headers, payload or content, content)
    with WarcWriter(folder, lambda: NOW) as writer:
        place = writer.response(answer, {})
    return Capture(warc=place.warc, offset=place.offset, length=place.length, sha256=answer.sha256)


@pytest.mark.parametrize("size", [1, 2, 7, 65_536])
@pytest.mark.parametrize("coding", list(CODED))
def test_a_coding_is_undone_in_pieces_as_it_is_at_once(coding: str, size: int) -> None:
    whole = decode(CODED[coding], coding, 10**9, "x")
    assert whole == PAGE
    assert b"".join(decoded(cut(CODED[coding], size), coding, 10**9, "x")) == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_what_broke_off_or_is_too_large_or_something_else_says_so(coding: str) -> None:
    broken = CODED[coding][:-10]
    for size in (3, 10**6):
        with pytest.raises(SourceFailure):
            list(decoded(cut(broken, size), coding, 10**9, "x"))
        with pytest.raises(Unreadable):
            list(decoded(cut(CODED[coding], size), coding, 100, "x"))
        with pytest.raises(Unreadable):
            list(decoded(cut(b"\x78\x9c no such stream", size), coding, 10**9, "x"))
    with pytest.raises(Unreadable):
        list(decoded([b"x"], "br", 10**9, "x"))
    assert not list(decoded([], coding, 10**9, "x"))


@pytest.mark.parametrize("extra", range(3))
def test_a_piece_that_is_full_to_the_brim_loses_nothing(extra: int) -> None:
    content = b"\0" * ((1 << 20) + extra)
    assert decode(gzip.compress(content), "gzip", 10**9, "x") == content


@pytest.mark.parametrize("coding", ["", "gzip", "deflate"])
def test_a_capture_is_sent_decoded(tmp_path: Path, coding: str) -> None:
    capture = kept(tmp_path, PAGE, coding, CODED[coding])
    assert b"".join(pieces(tmp_path, capture)) == PAGE


def test_what_came_from_no_server_is_sent_too(tmp_path: Path) -> None:
    with WarcWriter(tmp_path, lambda: NOW) as writer:
        writer.response(Answer("https://e.org/1", 200, "OK", (), b"first", b"first"), {})
        place = writer.response(Answer("file:///deposit/1", 0, "", (), PAGE, PAGE), {})
    row = Capture(warc=place.warc, offset=place.offset, length=place.length)
    row.sha256 = hashlib.sha256(PAGE).hexdigest()
    assert b"".join(pieces(tmp_path, row)) == PAGE
    repeats = Capture(warc="none", offset=0, length=0, sha256=row.sha256, same_as=row)
    assert b"".join(pieces(tmp_path, repeats)) == PAGE


@pytest.mark.parametrize("fault", ["gone", "cut", "flipped", "another", "rubbish"])
def test_nothing_is_sent_of_what_is_damaged(tmp_path: Path, fault: str) -> None:
    content = noise(200_000, seed=1)
    capture = kept(tmp_path, content)
    path = tmp_path / capture.warc
    data = bytearray(path.read_bytes())
    if fault == "gone":
        path.unlink()
    elif fault == "cut":
        path.write_bytes(data[:-1000])
    elif fault == "flipped":
        data[-50_000] ^= 1
        path.write_bytes(data)
    elif fault == "another":
        capture.offset = 0
    else:
        path.write_bytes(noise(len(data), seed=2))
    with pytest.raises(HomeUnusable, match="archive verify"):
        pieces(tmp_path, capture)


def test_damage_that_comes_later_is_seen(tmp_path: Path) -> None:
    capture = kept(tmp_path, PAGE)
    assert list(pieces(tmp_path, capture))
    path = tmp_path / capture.warc
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(HomeUnusable):
        pieces(tmp_path, capture)


def test_a_large_capture_is_never_in_memory_whole(tmp_path: Path) -> None:
    content = b"0123456789abcdef" * 2_000_000  # 32 MB
    capture = kept(tmp_path, content, "gzip", gzip.compress(content, 1))
    size = len(content)
    del content
    tracemalloc.start()
    try:
        assert sum(map(len, pieces(tmp_path, capture))) == size
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
