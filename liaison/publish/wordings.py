"""The wordings that one address gave over time, and how one reads."""

import datetime as dt
import functools
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from liaison.archive.models import Capture
from liaison.archive.sending import pieces
from liaison.extract import extract, sniff
from liaison.kernel.errors import HomeUnusable, Unreadable
from liaison.kernel.reading import Format
from liaison.publish.comparing import LONGEST
from liaison.publish.errors import CaptureDamaged, TooManyAtOnce
from liaison.publish.names import covered
from liaison.publish.provenance import capture_name

# A page, an entry of a list, plain text. The readers of files may need minutes, or hang: they run
# where they can be stopped, in the pipeline, and never while a reader waits.
_READ_HERE = (Format.HTML, Format.TEXT, Format.ITEM)
_LARGEST = 1_000_000  # bytes of a capture that is read while a reader waits
_PATIENCE = 5  # seconds that a reader waits for the turn
_turn = threading.Lock()


@dataclass(frozen=True, slots=True)
class Wording:
    """The same bytes from one capture to the next: since when, until when, how often seen."""

    first: Capture
    last: Capture
    seen: int

    @property
    def name(self) -> str:
        """What its first capture is called."""
        return capture_name(self.first)

    @property
    def since(self) -> dt.datetime:
        """When it was first seen."""
        return self.first.fetched_at

    @property
    def until(self) -> dt.datetime:
        """When it was last seen."""
        return self.last.fetched_at


def wordings(captures: Sequence[Capture]) -> list[Wording]:
    """The captures of one address, oldest first, with those that repeat the one before as one."""
    found: list[Wording] = []
    for capture in captures:
        if found and found[-1].first.sha256 == capture.sha256:
            found[-1] = Wording(found[-1].first, capture, found[-1].seen + 1)
        else:
            found.append(Wording(capture, capture, 1))
    return found


def words_of(capture: Capture) -> str | None:
    """Title and text of a capture with withdrawn names covered, as far as they are compared.

    None where its format cannot be read here, or it is too large to be. Raises CaptureDamaged
    where its bytes are not there, TooManyAtOnce where too many readers ask for this.
    """
    if capture.size > _LARGEST:
        return None
    read = _read(settings.HOME.archive, capture.pk, capture.sha256)
    return covered(read) if read is not None else None


@functools.lru_cache(maxsize=64)
def _read(archive: Path, row: int, sha256: str) -> str | None:
    """What a capture says does not change: `sha256` is part of the key, as rows begin anew."""
    capture = Capture.objects.select_related("same_as").get(pk=row, sha256=sha256)
    try:
        data = b"".join(pieces(archive, capture))
    except HomeUnusable as error:
        raise CaptureDamaged(error.what, error.way_out) from error
    if sniff(data, capture.media_type, capture.address) not in _READ_HERE:
        return None
    if not _turn.acquire(timeout=_PATIENCE):
        raise TooManyAtOnce
    try:
        day = capture.fetched_at.date()
        reading = extract(data, capture.media_type, capture.address, day)
    except Unreadable:
        return None
    finally:
        _turn.release()
    # One more than is compared, so that the comparison says that it is cut.
    return f"{reading.title}\n\n{reading.text}"[: LONGEST + 1]
