"""Trained weights that tell languages from the relative they would be taken for.

`kin_weights.json` holds, for a language and the one it is like, sequences of two to four letters
of a word and by how much each speaks for the first (tenths of a natural logarithm).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("kin_weights.json")
_LENGTHS = (2, 3, 4)


@dataclass(frozen=True, slots=True)
class Kin:
    """The language that is like, and what each sequence speaks against it."""

    like: str
    weights: Mapping[str, float]


def grams(words: Iterable[str], most: int) -> Iterator[str]:
    """The sequences of the first words, up to `most` letters; a blank stands before and after each.

    They come as often as they stand there.
    """
    taken = 0
    for word in words:
        if taken >= most:
            return
        taken += len(word) + 1
        spaced = f" {word} "
        for length in _LENGTHS:
            for start in range(len(spaced) - length + 1):
                yield spaced[start : start + length]


@lru_cache(maxsize=1)
def kin() -> Mapping[str, Kin]:
    """The trained languages by their codes."""
    written = json.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Kin(one["like"], {gram: tenths / 10 for gram, tenths in one["tenths"].items()})
        for code, one in written["languages"].items()
    }
