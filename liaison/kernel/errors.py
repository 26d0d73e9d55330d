"""One small tree of errors.

LiaisonError              every error that Liaison raises on purpose
├── MistakenInput         a person gave something that cannot be used: mend it and try again
├── HomeUnusable          LIAISON_HOME is locked, full, corrupt or of another kind
└── SourceFailure         a source did not give what it should; carries its FailureClass
    └── Unreadable        bytes that no reader could turn into text
"""

from enum import StrEnum


class FailureClass(StrEnum):
    """Why a source, an address or a capture gave nothing. Shown on the sources page."""

    BLOCKED = "blocked"  # 401, 403, 429, challenges, robots.txt
    GONE = "gone"  # 404, 410, or a page that says so with 200
    MOVED = "moved"  # redirects that end elsewhere, or never end
    CHANGED_SHAPE = "changed_shape"  # answered, but not with what it used to be
    SLOW = "slow"  # time-outs, connections that break, 5xx
    UNREADABLE = "unreadable"  # too large, damaged, locked by a password
    NOTHING_NEW = "nothing_new"  # silent for longer than its rhythm allows


class LiaisonError(Exception):
    """What happened, and the way out of it: `str(error)` says both in one line."""

    def __init__(self, what: str, way_out: str = "") -> None:
        self.what = what
        self.way_out = way_out
        super().__init__(f"{what}: {way_out}" if way_out else what)


class MistakenInput(LiaisonError):
    """A person gave something that cannot be used."""


class HomeUnusable(LiaisonError):
    """LIAISON_HOME cannot be used as it is."""


class HeldByAnother(HomeUnusable):
    """Another process has what this one needs: wait, or leave the work to it."""


class SourceFailure(LiaisonError):
    """A source did not give what it should."""

    def __init__(
        self, failure: FailureClass, what: str, way_out: str = "", *, retry: bool = False
    ) -> None:
        self.failure = failure
        self.retry = retry
        super().__init__(what, way_out)


class Unreadable(SourceFailure):
    """No reader could turn these bytes into text."""

    def __init__(self, what: str, way_out: str = "") -> None:
        super().__init__(FailureClass.UNREADABLE, what, way_out)
