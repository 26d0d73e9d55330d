"""How often a reader is written to."""

import datetime as dt
from enum import StrEnum


class Rhythm(StrEnum):
    """The choices of a subscriber."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"

    @property
    def pause(self) -> dt.timedelta:
        """What lies between two mails at least: what comes meanwhile goes into one."""
        return {
            Rhythm.AT_ONCE: dt.timedelta(minutes=10),
            Rhythm.DAILY: dt.timedelta(days=1),
            Rhythm.WEEKLY: dt.timedelta(days=7),
        }[self]
