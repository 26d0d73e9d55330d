"""MinHash: how many of their phrases two texts share, told from a few numbers."""

import re
from collections.abc import Sequence
from operator import eq

from rensa import RMinHash

ROWS = 4  # numbers of a band: texts that share half of their phrases meet in one band of sixteen
BANDS = 16
_SEED = 1
_FEWEST = 10  # words below which a signature says nothing
_WORD = re.compile(r"[^\W_]+")
_PIECE = 2  # letters
_LONGEST_MEAN = 16  # letters to a word on the whole, beyond which words are not parted


def plain_words(text: str) -> list[str]:
    """The words and numbers of a text in lower case, in order.

    A script that does not part its words gives pairs of letters in their place.
    """
    found = _WORD.findall(text.casefold())
    if len(found) * _LONGEST_MEAN > len(text):
        return found
    return [piece for word in found for piece in _pieces(word)]


def _pieces(word: str) -> list[str]:
    if word.isascii() or len(word) <= _PIECE:
        return [word]
    return [word[at : at + _PIECE] for at in range(len(word) - 1)]


def signature(words: Sequence[str]) -> tuple[int, ...]:
    """The signature of a text's words, in order; () for a text of less than ten words."""
    if len(words) < _FEWEST:
        return ()
    following = zip(words, words[1:], words[2:], strict=False)
    phrases = {f"{one} {two} {three}" for one, two, three in following}
    if len(phrases) < _FEWEST - 2:
        return ()
    sketch = RMinHash(num_perm=ROWS * BANDS, seed=_SEED)
    sketch.update(list(phrases))
    return tuple(sketch.digest())


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of phrases that two signatures have in common; 0 where one is empty."""
    if not one or len(one) != len(other):
        return 0.0
    same: int = sum(map(eq, one, other))
    return same / len(one)


def bands(numbers: Sequence[int]) -> list[str]:
    """The keys under which texts of like signature meet."""
    return [
        f"{start // ROWS}:" + "".join(f"{number:08x}" for number in numbers[start : start + ROWS])
        for start in range(0, len(numbers), ROWS)
    ]
