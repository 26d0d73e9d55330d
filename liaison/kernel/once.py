"""What is made once a process, whichever of its threads asks first."""

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

_Asked = ParamSpec("_Asked")
_Made = TypeVar("_Made")


def once(make: Callable[_Asked, _Made]) -> Callable[_Asked, _Made]:
    """As `functools.cache`, for what is costly: threads that ask at once wait for the first.

    Each would make its own otherwise, and the memory that all but one take does not come back.
    """
    kept = functools.cache(make)
    turn = threading.RLock()

    @functools.wraps(make)
    def made(*args: _Asked.args, **kwargs: _Asked.kwargs) -> _Made:
        with turn:
            return kept(*args, **kwargs)  # type: ignore[arg-type]  # what is asked for by can be hashed

    return made
