"""Pages kept as they were sent, for as long as nothing has changed since they were made.

Nothing old is shown: before a kept page is sent again, the database is asked whether anything at
all was committed since. Only addresses without a question are kept, so that what readers look for
is not; and nothing of the pages on which readers give or manage an address.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import re_accepts_gzip
from django.utils.cache import get_conditional_response

from liaison.catalogue import changes

_NOT_KEPT = ("alerts", "subscribe")  # what follows the language in an address
_SECONDS = 60  # pages say what is late and what comes: a minute later it is asked anew
_LARGEST = 400_000  # bytes of a page
_ROOM = 48_000_000  # bytes of all
_OK = 200
_LANGUAGE = 2  # letters

Key = tuple[str, str, bool]
State = tuple[str, int]


@dataclass(slots=True)
class Kept:
    """Answers by address, those asked for last kept longest; safe to share between threads."""

    _answers: OrderedDict[Key, tuple[State, HttpResponse]] = field(default_factory=OrderedDict)
    _size: int = 0
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def find(self, key: Key, state: State) -> HttpResponse | None:
        """The answer to an address, if it was made in this state."""
        with self._turn:
            known = self._answers.get(key)
            if known is None or known[0] != state:
                return None
            self._answers.move_to_end(key)
            return known[1]

    def keep(self, key: Key, state: State, answer: HttpResponse) -> None:
        """Keep an answer, and let go of those that nobody asked for longest."""
        with self._turn:
            self._forget(key)
            self._answers[key] = state, answer
            self._size += _weight(key, answer)
            while self._size > _ROOM:
                self._forget(next(iter(self._answers)))

    def _forget(self, key: Key) -> None:
        known = self._answers.pop(key, None)
        if known is not None:
            self._size -= _weight(key, known[1])


class KeptPagesMiddleware:
    """The outermost step: what it keeps is compressed and has all its headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._kept = Kept()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """A page that was made since the last change, or a new one."""
        key = _key(request)
        state = None if key is None else _state()
        if key is None or state is None:
            return self.get_response(request)
        known = self._kept.find(key, state)
        if known is None:
            made = self.get_response(request)
            if _may_be_kept(made):
                self._kept.keep(key, state, _copy(made))
            return made
        etag = known.headers.get("ETag")
        return get_conditional_response(request, etag=etag, response=_copy(known)) or _copy(known)


def _key(request: HttpRequest) -> Key | None:
    path = request.path
    first, _slash, rest = path[1:].partition("/")
    if request.method != "GET" or request.META.get("QUERY_STRING") or len(first) != _LANGUAGE:
        return None
    if rest.partition("/")[0] in _NOT_KEPT or "." in rest:
        return None
    try:
        site = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return None
    # As the step that compresses reads it, or "notgzip" would leave a page large for everyone.
    return site, path, bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))


def _state() -> State | None:
    try:
        version = changes.version()
    except Error:
        return None  # whoever makes the page says so
    return None if version is None else (version, int(time.monotonic()) // _SECONDS)


def _may_be_kept(answer: HttpResponseBase) -> bool:
    return (
        isinstance(answer, HttpResponse)
        and answer.status_code == _OK
        and not answer.cookies
        and len(answer.content) <= _LARGEST
    )


def _weight(key: Key, answer: HttpResponse) -> int:
    """Its bytes, with those of its address: a port may be written with ten thousand digits."""
    site, path, _packed = key
    return len(site) + len(path) + len(answer.content)


def _copy(answer: HttpResponseBase) -> HttpResponse:
    """What a server may close is not what is kept."""
    copied = HttpResponse(getattr(answer, "content", b""), status=answer.status_code)
    copied.headers = answer.headers
    return copied
