"""Withdrawn names in texts: where they stand, and the texts with them covered.

Covering keeps every length, so that the spans of findings still point at their words. What is
shown puts words in place of the cover (`liaison.publish.names`); what is indexed, spaces.
"""

import contextlib
import functools
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from liaison.catalogue.queries import state_of_withdrawals, withdrawn_names
from liaison.names import find_withdrawn

COVER = "\ufdd0"  # a code point that is no character, and stands in no text
COVERED = re.compile(f"{COVER}+")  # one name
_REMEMBERED = 512  # texts
_ROWS = -4  # where the count of names stands in the state of withdrawals

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """The names that are withdrawn at the moment. Takes time in proportion to a text."""

    digests: frozenset[str] = frozenset()
    secret: bytes = b""
    _seen: OrderedDict[bytes, Spans] = field(default_factory=OrderedDict, compare=False)

    def __bool__(self) -> bool:
        """Whether any name is withdrawn."""
        return bool(self.digests)

    def spans(self, text: str) -> Spans:
        """Where names stand: start and end (exclusive) of each, in order, none over another."""
        if not self.digests or not text:
            return ()
        key = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).digest()
        known = self._seen.get(key)
        if known is None:
            known = self._seen[key] = tuple(find_withdrawn(text, self.digests, self.secret))
            with contextlib.suppress(KeyError):  # another thread may have made room
                while len(self._seen) > _REMEMBERED:
                    self._seen.popitem(last=False)
        return known

    def stand_in(self, text: str) -> bool:
        """Whether a text holds a withdrawn name."""
        return bool(self.spans(text))

    def cover(self, text: str, by: str = COVER) -> str:
        """The text with every withdrawn name covered by as many of one sign."""
        spans = self.spans(text)
        if not spans:
            return text
        kept, end = [], 0
        for start, stop in spans:
            kept += [text[end:start], by * (stop - start)]
            end = stop
        return "".join([*kept, text[end:]])


def hidden_names(secret: Callable[[], bytes], state: str = "") -> HiddenNames:
    """The names withdrawn now; `secret` gives that of the home, and is asked only if there are any.

    `state` is what `state_of_withdrawals` says, where that was asked already; what it led to is
    kept in the process. Raises what `secret` raises: where it cannot be read, nothing may be shown.
    """
    state = state or state_of_withdrawals()
    rows, undone = state.split()[_ROWS : _ROWS + 2]
    return _NONE if rows == undone else _loaded(secret(), state)


@functools.lru_cache(maxsize=2)
def _loaded(secret: bytes, state: str) -> HiddenNames:
    del state  # part of the key: after a change the names are read anew
    return HiddenNames(withdrawn_names(), secret)


_NONE = HiddenNames()
