"""Slow things take turns: who takes or gives a byte at a time holds a thread for as long.

`liaison serve` has a few threads in each worker. Those that are left over serve pages, however many
readers are slow, or pretend to be.
"""

import contextlib
import threading
from collections.abc import Iterator

from liaison.publish.errors import TooManyAtOnce

_PATIENCE = 1  # seconds that a reader waits for a turn
SENDING = threading.BoundedSemaphore(2)  # what is sent while it is read
TAKING_IN = threading.BoundedSemaphore(1)  # what a form sends
_WAITING = threading.BoundedSemaphore(1)  # who waits holds a thread too


@contextlib.contextmanager
def turn(turns: threading.Semaphore) -> Iterator[None]:
    """One of these turns. Raises TooManyAtOnce where none is free within a moment.

    Only one waits for it at a time; others are told at once.
    """
    if not (turns.acquire(blocking=False) or _waited_for(turns)):
        raise TooManyAtOnce
    try:
        yield
    finally:
        turns.release()


def _waited_for(turns: threading.Semaphore) -> bool:
    if not _WAITING.acquire(blocking=False):
        return False
    try:
        return turns.acquire(timeout=_PATIENCE)
    finally:
        _WAITING.release()


def held(content: Iterator[bytes]) -> Iterator[bytes]:
    """The same content, which holds a turn until it is sent, or nobody wants it any more.

    Raises TooManyAtOnce before anything of it is read.
    """
    going = _holding(content)
    next(going)  # begun: what is begun is also ended, whether or not anybody reads it
    return going


def _holding(content: Iterator[bytes]) -> Iterator[bytes]:
    with turn(SENDING):
        yield b""
        yield from content
