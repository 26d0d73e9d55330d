"""The record that is shown: whether it is real, and its search index, opened once a process."""

import contextlib
import functools
import gc
import threading
from pathlib import Path

from django.conf import settings

from liaison.index import open_reader
from liaison.index.protocol import Facet, Reader, Selection
from liaison.kernel.errors import HomeUnusable
from liaison.kernel.home import Home

_opening = threading.Lock()


def record_kind() -> str:
    """`rehearsal`, `real`, "" where nothing was harvested, `unknown` where the stamp is damaged."""
    home: Home = settings.HOME
    try:
        stamped = home.stamp.stat().st_mtime_ns
    except OSError:
        return ""
    return _kind(home, stamped)


def reader() -> Reader:
    """The search index. Raises HomeUnusable where there is none that can be read."""
    with _opening:
        return _reader(settings.HOME.index)


def warm() -> None:
    """Ask what nobody asked: the first reader need not wait for what is made once a process."""
    with contextlib.suppress(HomeUnusable):  # whoever asks is told
        reader().search(Selection("enforced disappearance"), tuple(Facet))
        reader().search(Selection(), tuple(Facet))
    # What is made once stays: looking through it for garbage stops every thread for 0.1 s and more.
    gc.collect()
    gc.freeze()


@functools.lru_cache(maxsize=4)
def _kind(home: Home, stamped: int) -> str:
    """`stamped` is part of the key: a new stamp is read anew."""
    del stamped
    try:
        return home.kind()
    except HomeUnusable:
        return "unknown"


@functools.lru_cache(maxsize=4)
def _reader(path: Path) -> Reader:
    return open_reader(path)
