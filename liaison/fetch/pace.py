"""One host, one rhythm: requests to a host are spaced, whichever source they are for."""

import asyncio
from collections import defaultdict
from collections.abc import Callable


class Pace:
    """Spaces the requests to each host, across all sources that use it.

    `sleep` and `now` can be given by a test; `now` counts seconds.
    """

    def __init__(self, now: Callable[[], float] | None = None) -> None:
        self._now = now or (lambda: asyncio.get_running_loop().time())
        self._free_at: dict[str, float] = defaultdict(float)

    def wait_before(self, host: str, delay: float) -> float:
        """Take the next turn at `host`, `delay` seconds after the last; how long to wait for it."""
        now = self._now()
        turn = max(now, self._free_at[host])
        self._free_at[host] = turn + delay
        return turn - now

    def hold(self, host: str, seconds: float) -> None:
        """Leave `host` alone for that long: it said so itself (Retry-After)."""
        self._free_at[host] = max(self._free_at[host], self._now() + seconds)
