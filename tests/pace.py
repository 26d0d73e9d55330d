"""How fast this machine is now: limits of processor time hold on a slow one too."""

import time

_STEPS = 1_000_000
_USUAL = 0.05  # seconds of processor time for `_STEPS`, on a quiet machine of 2026


def pace() -> float:
    """How many times longer a fixed piece of work takes than usual, now; never less than 1.

    A test that holds a cost to so many seconds multiplies them by this: what it finds is then a
    cost that grew, not a machine that others use as well.
    """
    return max(1.0, max(_seconds() for _ in range(3)) / _USUAL)


def _seconds() -> float:
    started = time.process_time()
    total = 0
    for step in range(_STEPS):
        total += step * step
    return time.process_time() - started
