"""What is made once a process."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from liaison.kernel.once import once

_ASKING = 4


def test_threads_that_ask_at_once_are_given_the_same() -> None:
    at_once = threading.Barrier(_ASKING)
    made: list[str] = []

    @once
    def costly(name: str) -> object:
        made.append(name)
        time.sleep(0.05)  # long enough for the others to ask meanwhile
        return object()

    def ask(_: int) -> object:
        at_once.wait()
        return costly("lexicon")

    with ThreadPoolExecutor(_ASKING) as asking:
        found = list(asking.map(ask, range(_ASKING)))
    assert made == ["lexicon"]
    assert len({id(one) for one in found}) == 1
    assert costly("other") is not found[0]


def test_what_could_not_be_made_is_tried_anew() -> None:
    tried: list[int] = []

    @once
    def costly() -> int:
        tried.append(1)
        if len(tried) == 1:
            raise OSError("the file cannot be read")
        return len(tried)

    with pytest.raises(OSError, match="cannot be read"):
        costly()
    assert costly() == costly() == len(tried) == 2
