"""The content of a capture on its way to a reader: looked at whole first, then sent in pieces."""

import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

from liaison.archive.coding import decoded
from liaison.archive.models import Capture
from liaison.archive.warc import DAMAGE, LONGEST, Place, damaged

_CHUNK = 1 << 16


def pieces(folder: Path, capture: Capture) -> Iterator[bytes]:
    """The decoded content of a capture, in pieces of a megabyte at most.

    A capture that repeats an earlier one has that one's bytes. Raises HomeUnusable before the
    first piece where the record is missing, damaged, or does not give the hash it was kept under.
    """
    place = place_of(capture)
    path = folder / place.warc
    try:
        kept = path.stat()
    except OSError as error:
        raise damaged(folder, place) from error
    _check(folder, place, capture.sha256, kept.st_mtime_ns)
    return _content(folder, place)


def place_of(capture: Capture) -> Place:
    """Where the bytes of a capture lie."""
    own = capture.same_as or capture
    return Place(own.warc, own.offset, own.length)


@functools.lru_cache(maxsize=1024)
def _check(folder: Path, place: Place, sha256: str, written: int) -> None:
    """Once for each state of the file; what fails is looked at again."""
    del written  # part of the key
    digest = hashlib.sha256()
    for piece in _content(folder, place):
        digest.update(piece)
    if digest.hexdigest() != sha256:
        raise damaged(folder, place)


def _content(folder: Path, place: Place) -> Iterator[bytes]:
    try:
        with (folder / place.warc).open("rb") as file:
            file.seek(place.offset)
            record = next(iter(ArchiveIterator(file)))
            head = record.http_headers
            coding = head.get_header("Content-Encoding", "") if head is not None else ""
            payload = iter(lambda: record.raw_stream.read(_CHUNK), b"")
            yield from decoded(payload, coding or "", LONGEST, place.warc)
    except DAMAGE as error:
        raise damaged(folder, place) from error
