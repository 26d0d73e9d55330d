"""Writing and reading WARC 1.1 files, one gzip member a record.

A file is only ever appended to, by the one process that made it, which holds a lock on it. A record
is on the disk before its row is in the database, so a killed process leaves at worst a torn last
record, which `mend` cuts off before the next is written.
"""

import fcntl
import hashlib
import io
import os
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from liaison.archive.coding import decode
from liaison.kernel.clock import Clock
from liaison.kernel.errors import HomeUnusable, SourceFailure

ROLL_AT = 1_000_000_000  # bytes: the size that the IIPC advises
SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
_CHUNK = 1 << 16
LONGEST = 1 << 40  # bytes: what was taken in was within its limits then
DAMAGE = (OSError, ArchiveLoadFailed, StopIteration, zlib.error, EOFError, SourceFailure)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_CONTENT = "WARC-Liaison-Content-SHA256"  # extension field: hash of the decoded content


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record lies: file under the archive folder, offset and length in bytes."""

    warc: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from an address. `status` 0 means that no server was asked.

    `payload` is the body as it came, its Content-Encoding (gzip, deflate) included and only the
    transfer coding undone, as ISO 28500 wants it; `content` is the same decoded. Without
    encoding they are one object.
    """

    address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    content: bytes

    @property
    def sha256(self) -> str:
        """Of the content, in hex: what a reader who saves the archived copy can check."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The record that a revisit points back to."""

    address: str
    fetched: str  # as WARC-Date
    sha256: str


class WarcWriter:
    """Appends records to one file of its own in `folder`, rolling over at `roll_at` bytes.

    Raises HomeUnusable where the disk is full: what was written before stays.
    """

    def __init__(self, folder: Path, clock: Clock, roll_at: int = ROLL_AT) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._clock = clock
        self._roll_at = roll_at
        self._serial = 0
        self._file: BinaryIO | None = None
        self._name = ""

    def __enter__(self) -> Self:
        """Open for as long as the block runs."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def response(self, answer: Answer, extra: Mapping[str, str]) -> Place:
        """Archive an answer. `extra` are further WARC headers."""
        kind = "response" if answer.status else "resource"
        return self._append(kind, answer, {_CONTENT: answer.sha256, **extra}, answer.payload)

    def revisit(self, answer: Answer, earlier: Earlier, extra: Mapping[str, str]) -> Place:
        """Note that an address still gives the bytes of an earlier record."""
        headers = {
            _CONTENT: earlier.sha256,
            "WARC-Profile": NOT_MODIFIED
            if answer.status == HTTPStatus.NOT_MODIFIED
            else SAME_PAYLOAD,
            "WARC-Refers-To-Target-URI": earlier.address,
            "WARC-Refers-To-Date": earlier.fetched,
            **extra,
        }
        return self._append("revisit", answer, headers, b"")

    def sync(self) -> None:
        """Return once everything appended is on the disk."""
        if self._file is not None:
            try:
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError as error:
                raise _full(self._folder, error) from error

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self.sync()
            self._file.close()
            self._file = None

    def _append(self, kind: str, answer: Answer, headers: dict[str, str], payload: bytes) -> Place:
        file = self._open()
        start = file.tell()
        try:
            writer = WARCWriter(file, gzip=True, warc_version="1.1")
            http = None
            if answer.status:
                status = f"{answer.status} {answer.reason}".strip()
                http = StatusAndHeaders(status, list(answer.headers), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(
                    _one_line(answer.address),
                    kind,
                    payload=io.BytesIO(payload),
                    length=len(payload),
                    http_headers=http,
                    warc_headers_dict={name: _one_line(value) for name, value in headers.items()},
                )
            )
        except OSError as error:
            raise _full(self._folder, error) from error
        return Place(self._name, start, file.tell() - start)

    def _open(self) -> BinaryIO:
        if self._file is not None and self._file.tell() >= self._roll_at:
            self.close()
        if self._file is None:
            self._name = self._free_name()
            try:
                self._file = (self._folder / self._name).open("xb")
                fcntl.flock(self._file, fcntl.LOCK_EX)  # `mend` leaves it alone meanwhile
                WARCWriter(self._file, gzip=True, warc_version="1.1").write_record(
                    WARCWriter(self._file, gzip=True, warc_version="1.1").create_warcinfo_record(
                        self._name,
                        {
                            "software": "Liaison",
                            "format": "WARC File Format 1.1",
                            "isPartOf": "record",
                        },
                    )
                )
            except OSError as error:
                raise _full(self._folder, error) from error
        return self._file

    def _free_name(self) -> str:
        stamp = self._clock().strftime("%Y%m%d%H%M%S%f")[:17]
        while True:
            name = f"liaison-{stamp}-{os.getpid()}-{self._serial:05}.warc.gz"
            self._serial += 1
            if not (self._folder / name).exists():
                return name


def read_content(folder: Path, place: Place) -> bytes:
    """The decoded content of one record.

    Raises HomeUnusable where the file is missing or damaged.
    """
    try:
        with (folder / place.warc).open("rb") as file:
            file.seek(place.offset)
            plain = _unpacked(file.read(place.length))
        record = next(iter(ArchiveIterator(io.BytesIO(plain))))
        payload: bytes = record.raw_stream.read()
        coding = (
            record.http_headers.get_header("Content-Encoding", "") if record.http_headers else ""
        )
        content = decode(payload, coding or "", LONGEST, place.warc)
    except DAMAGE as error:
        raise damaged(folder, place) from error
    return content


def damaged(folder: Path, place: Place) -> HomeUnusable:
    """The error for a record whose content cannot be given."""
    return HomeUnusable(
        f"{folder / place.warc} is missing or damaged at byte {place.offset}",
        "run `liaison archive verify`, then bring the file back from a backup",
    )


def _unpacked(member: bytes) -> bytes:
    """One gzip member, its checksum looked at: damage can unpack to something all the same.

    Raises zlib.error or EOFError where it is not whole.
    """
    inflate = zlib.decompressobj(wbits=31)
    plain = inflate.decompress(member)
    if not inflate.eof or inflate.unused_data:
        raise EOFError("no whole gzip member")
    return plain


def whole_length(path: Path, start: int = 0) -> int:
    """Where the last whole gzip member ends, looking from one that begins at byte `start`."""
    end = start
    with path.open("rb") as file:
        file.seek(start)
        inflate = zlib.decompressobj(wbits=31)
        position = start
        while chunk := file.read(_CHUNK):
            position += len(chunk)
            while chunk:
                try:
                    inflate.decompress(chunk)
                except zlib.error:
                    return end
                if not inflate.eof:
                    break
                chunk = inflate.unused_data
                end = position - len(chunk)
                inflate = zlib.decompressobj(wbits=31)
    return end


def mend(path: Path, known: int = 0) -> int:
    """Cut off a torn last record; give back how many bytes went. `known` are sure to be whole.

    A file that somebody is writing is left alone. Raises HomeUnusable where the file is shorter
    than what is known of it.
    """
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0
        return _cut(path, known)


def _cut(path: Path, known: int) -> int:
    size = path.stat().st_size
    if size < known:
        raise HomeUnusable(
            f"{path} has {size} bytes and should have at least {known}",
            "bring it back from a backup, then run `liaison archive verify`",
        )
    whole = whole_length(path, known)
    if whole < size:
        with path.open("r+b") as file:
            file.truncate(whole)
            os.fsync(file.fileno())
    return size - whole


def _one_line(value: str) -> str:
    """A header's value: a line end in an address must not begin a header of its own."""
    return _CONTROL.sub(lambda found: f"%{ord(found[0]):02X}", value)


def _full(folder: Path, error: OSError) -> HomeUnusable:
    return HomeUnusable(
        f"{folder} cannot be written ({error.strerror or error})",
        "free some space or mend the disk, then run the same command again: nothing is lost",
    )
