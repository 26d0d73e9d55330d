"""Files on their way to a reader: small ones whole, large ones as they are written.

A small file has a length and an ETag. A large one is sent while the record is read, a batch at a
time; should that fail in the middle, its last line says so, because the server would end it as if
it were whole. One that is cut off on the way has no end of its transfer, which clients tell.
"""

import contextlib
import datetime as dt
import hashlib
import itertools
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from io import BufferedReader
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from liaison.publish.taking.formats import Batches, Format, pieces
from liaison.publish.taking.rows import Site
from liaison.publish.turns import SENDING, held, turn

log = logging.getLogger(__name__)

_SMALL = 3  # pieces of a file that is sent whole: its head, one batch, its end
_SMALL_BYTES = 1_000_000
_BLOCK = 1 << 16
_PREFIX = ".taking-"
_LEFT_AFTER = 86_400  # seconds


def head_alone(form: Format, name: str) -> StreamingHttpResponse:
    """What a HEAD request is answered with: nothing is read for it, so its length is not told."""
    return _named(StreamingHttpResponse((), content_type=form.media_type), form, name)


def as_lines(form: Format, batches: Batches, site: Site, name: str) -> HttpResponseBase:
    """A file that is written a batch at a time. Raises what reading the first batch raises."""
    written = pieces(form, batches, site)
    begun = list(itertools.islice(written, _SMALL + 1))
    if len(begun) <= _SMALL:
        whole = "".join(begun).encode()
        return _named(HttpResponse(whole, content_type=form.media_type), form, name)
    going = _going(form, begun, written, site)
    return _named(_sent(going, form), form, name)


def as_file(form: Format, write: Callable[[Path], None], name: str) -> HttpResponseBase:
    """A file that has to be whole before it can be sent: written under LIAISON_HOME, and deleted.

    Its ETag is that of its content. Raises what writing it raises.
    """
    with turn(SENDING):
        file = _written(write)
    size = os.fstat(file.fileno()).st_size
    if size <= _SMALL_BYTES:
        with file:
            answer = HttpResponse(file.read(), content_type=form.media_type)
        return _named(answer, form, name)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    sent = _sent(_blocks(file), form)
    sent.headers["Content-Length"] = str(size)
    sent.headers["ETag"] = f'"{digest}"'
    return _named(sent, form, name)


def _sent(content: Iterator[bytes], form: Format) -> StreamingHttpResponse:
    return StreamingHttpResponse(held(content), content_type=form.media_type)


def _blocks(file: BufferedReader) -> Iterator[bytes]:
    with file:
        while block := file.read(_BLOCK):
            yield block


def _written(write: Callable[[Path], None]) -> BufferedReader:
    """The file, open; its name is gone already, so nothing is left behind whatever happens."""
    root = settings.HOME.root
    _clear(root)
    with tempfile.TemporaryDirectory(dir=root, prefix=_PREFIX) as folder:
        path = Path(folder) / "whole"
        write(path)
        return path.open("rb")


def _clear(root: Path) -> None:
    """Delete what a process left that was killed while it wrote."""
    long_ago = time.time() - _LEFT_AFTER
    for left in root.glob(f"{_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):
            if left.stat().st_mtime < long_ago:
                shutil.rmtree(left, ignore_errors=True)


def _going(form: Format, begun: Sequence[str], rest: Iterator[str], site: Site) -> Iterator[bytes]:
    """What was read already, then the rest as it is read."""
    yield "".join(begun).encode()
    try:
        while True:
            # Between two pieces the thread may belong to somebody else.
            with translation.override(site.language):
                piece = next(rest, None)
            if piece is None:
                return
            yield piece.encode()
    except Exception:
        # The headers have gone out: whatever failed, the file has to say that it is not whole.
        log.exception("a file (%s) could not be finished", form.extension)
        if form.lines is not None:
            with translation.override(site.language):
                yield form.lines.broken(incomplete(), site).encode()


def incomplete() -> str:
    """What ends a file that could not be finished."""
    said = _("INCOMPLETE: reading the record failed here. Take it along again in a while.")
    return f"{said} {dt.datetime.now(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


_Answer = TypeVar("_Answer", bound=HttpResponseBase)


def _named(answer: _Answer, form: Format, name: str) -> _Answer:
    place = "inline" if form.inline else "attachment"
    answer.headers["Content-Disposition"] = f'{place}; filename="{name}.{form.extension}"'
    return answer
