"""What was measured on, and how fast it was at that moment."""

import os
import platform
import time
from datetime import UTC, datetime

_STEPS = 5_000_000


def machine() -> str:
    """One line: when, on what, and how long a fixed piece of work took, before all that follows.

    The same machine may be twice as slow on another day, by what others do on the same hardware:
    figures compare where this last one is about the same.
    """
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    return (
        f"{moment}, {platform.machine()}, {os.cpu_count()} cores, "
        f"{_steps():.2f} s for {_STEPS:,} steps of a loop"
    )


def _steps() -> float:
    began = time.perf_counter()
    total = 0
    for step in range(_STEPS):
        total += step * step
    return time.perf_counter() - began
