"""Re-hashing every capture."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from liaison.archive.models import Capture
from liaison.archive.warc import Place, read_content, whole_length
from liaison.kernel.errors import HomeUnusable


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in the archive that is not as it was kept."""

    warc: str
    offset: int
    what: str


def verify(folder: Path) -> Iterator[Flaw | None]:
    """One answer a capture, None where its bytes are as they were; then one a file, for its end."""
    rows = Capture.objects.order_by("warc", "offset").values_list(
        "warc", "offset", "length", "sha256", "same_as"
    )
    for warc, offset, length, sha256, same_as in rows.iterator(chunk_size=5000):
        yield _checked(folder, Place(warc, offset, length), "" if same_as else sha256)
    for path in sorted(folder.glob("*.warc.gz")):
        size, whole = path.stat().st_size, whole_length(path)
        yield (
            None
            if whole == size
            else Flaw(path.name, whole, f"{size - whole} bytes at the end are no whole record")
        )


def captures_to_verify(folder: Path) -> int:
    """How many answers `verify` will give."""
    return Capture.objects.count() + sum(1 for _ in folder.glob("*.warc.gz"))


def _checked(folder: Path, place: Place, sha256: str) -> Flaw | None:
    try:
        content = read_content(folder, place)
    except HomeUnusable as error:
        return Flaw(place.warc, place.offset, str(error))
    if sha256 and hashlib.sha256(content).hexdigest() != sha256:
        return Flaw(place.warc, place.offset, "the bytes do not give the hash they were kept under")
    return None
