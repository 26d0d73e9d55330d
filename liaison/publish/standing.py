"""What is withdrawn at the moment of a request: asked once, however much a page shows."""

from contextvars import ContextVar

from django.core.cache import cache

from liaison.catalogue.queries import all_withdrawn, state_of_withdrawals

_KEPT_FOR = 300  # seconds
_NOBODY = "-"
# Of one request, "" until something asks; outside of any, each asks anew.
_asked: ContextVar[str] = ContextVar("state_of_withdrawals", default=_NOBODY)


def look_anew() -> None:
    """Forget what an earlier request knew: something may have been withdrawn since."""
    _asked.set("")


def state() -> str:
    """See `liaison.catalogue.queries.state_of_withdrawals`."""
    known = _asked.get()
    if known in ("", _NOBODY):
        fresh = state_of_withdrawals()
        if known != _NOBODY:
            _asked.set(fresh)
        return fresh
    return known


def in_request() -> bool:
    """Whether the state was asked for in this request: it stays what it was to its end."""
    return _asked.get() not in ("", _NOBODY)


def withdrawn() -> set[str]:
    """The identifiers of all documents that are withdrawn."""
    name = f"withdrawn-{key()}"
    known: set[str] | None = cache.get(name)
    if known is None:
        known = all_withdrawn()
        cache.set(name, known, _KEPT_FOR)
    return known


def key() -> str:
    """The state as a part of the name under which something is kept for later requests."""
    return state().replace(" ", "_")
