"""Chance that can be repeated: the same keys give the same draws, on any machine."""

import random
from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")


def number_from(*keys: int | str) -> int:
    """A number of 64 bits that belongs to these keys."""
    digest = blake2b("\x1f".join(map(str, keys)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


class Draw:
    """A row of draws that belongs to its keys.

    Only `random.Random.random` is used: it alone is promised to stay the same between
    versions of Python.
    """

    __slots__ = ("random",)

    def __init__(self, *keys: int | str) -> None:
        self.random = random.Random(number_from(*keys)).random  # noqa: S311 (an invented world guards no secret)

    def below(self, end: int) -> int:
        """A whole number from 0 to `end`, exclusive."""
        return int(self.random() * end)

    def between(self, first: int, last: int) -> int:
        """A whole number from `first` to `last`, inclusive."""
        return first + int(self.random() * (last - first + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[int(self.random() * len(options))]

    def several(self, options: Sequence[T], count: int) -> list[T]:
        """Up to `count` different ones of the options, in the order drawn."""
        left = list(options)
        drawn = []
        for end in range(len(left), max(len(left) - count, 0), -1):
            at = int(self.random() * end)
            drawn.append(left[at])
            left[at] = left[end - 1]
        return drawn
