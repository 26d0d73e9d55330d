"""Pages that are pictures of text, read by tesseract where it is installed."""

import functools
import math
import os
import shutil
import subprocess
import time
from collections.abc import Callable

import pypdfium2 as pdfium

MOST_PAGES = 40  # of one document
SECONDS_A_PAGE = 25
SECONDS = 90  # for one document; a page takes one to four
_DOTS_AN_INCH = 300  # what tesseract was trained on
_MOST_DOTS = 25_000_000
_POINTS_AN_INCH = 72
# Packs tried together where a page's script is not known, and those of each script.
_MOST_PACKS = 3
_OF_SCRIPT = {
    "Latin": ("eng", "fra", "spa", "por"),
    "Cyrillic": ("rus", "ukr", "eng"),
    "Arabic": ("ara", "fas", "eng"),
}


class Recogniser:
    """Reads the picture pages of one document, within limits on pages and time.

    `clock` gives seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._end = clock() + SECONDS
        self._left = MOST_PAGES
        self._packs: tuple[str, ...] | None = None

    def read(self, page: pdfium.PdfPage) -> str:
        """The text on the picture; "" where tesseract is missing, fails or has had its time."""
        program = shutil.which("tesseract")
        seconds = min(SECONDS_A_PAGE, self._end - self._clock())
        if program is None or self._left <= 0 or seconds <= 1:
            return ""
        self._left -= 1
        picture = _picture(page)
        if self._packs is None:
            self._packs = _packs_for(program, picture)
        if not self._packs:
            return ""
        return _run([program, "stdin", "stdout", "-l", "+".join(self._packs)], picture, seconds)


@functools.cache
def installed(program: str) -> frozenset[str]:
    """The language packs that are there."""
    listed = _run([program, "--list-langs"], b"", SECONDS_A_PAGE)
    return frozenset(line.strip() for line in listed.splitlines()[1:] if line.strip())


def _packs_for(program: str, picture: bytes) -> tuple[str, ...]:
    """The packs for a document, by the script of its first picture where there is a choice."""
    there = installed(program)
    languages = tuple(sorted(there - {"osd", "equ"}))
    if len(languages) <= _MOST_PACKS or "osd" not in there:
        return languages[:_MOST_PACKS]
    seen = _run([program, "stdin", "stdout", "--psm", "0"], picture, SECONDS_A_PAGE)
    script = next(
        (line.split()[-1] for line in seen.splitlines() if line.startswith("Script:")), ""
    )
    fitting = [pack for pack in _OF_SCRIPT.get(script, _OF_SCRIPT["Latin"]) if pack in there]
    return tuple(fitting[:_MOST_PACKS]) or languages[:_MOST_PACKS]


def _picture(page: pdfium.PdfPage) -> bytes:
    """The page in shades of grey, as PGM: a header and one byte a dot."""
    scale = _DOTS_AN_INCH / _POINTS_AN_INCH
    dots = page.get_width() * page.get_height() * scale**2
    if dots > _MOST_DOTS:
        scale *= math.sqrt(_MOST_DOTS / dots)
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        rows = memoryview(bitmap.buffer).cast("B")
        dense = b"".join(bytes(rows[row * stride : row * stride + width]) for row in range(height))
    finally:
        bitmap.close()
    return b"P5 %d %d 255\n" % (width, height) + dense


def _run(command: list[str], picture: bytes, seconds: float) -> str:
    # One thread: every core has its own document. The rest of the environment stays outside.
    kept = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603  no shell, and no word in it from outside
            command, input=picture, capture_output=True, timeout=seconds, check=False,
            env={**kept, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return done.stdout.decode("utf-8", errors="replace") if done.returncode == 0 else ""
