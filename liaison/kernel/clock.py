"""The clock, passed in wherever time matters so that a test can hold it still."""

import datetime as dt
from collections.abc import Callable

Clock = Callable[[], dt.datetime]


def utc_now() -> dt.datetime:
    """The present moment, in UTC and aware of it."""
    return dt.datetime.now(dt.UTC)
