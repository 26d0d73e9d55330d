"""MinHash: how many of their phrases two texts share, told from a few numbers."""

from collections.abc import Sequence

from rensa import RMinHash

ROWS = 4  # numbers of a band: texts that share half of their phrases meet in one band of sixteen
BANDS = 16
_SEED = 1
_PHRASE = 3  # words
_FEWEST = 8  # phrases below which a signature says nothing


def signature(words: Sequence[str]) -> tuple[int, ...]:
    """The signature of a text's words, in order; () for a text of less than ten words."""
    phrases = {" ".join(words[at : at + _PHRASE]) for at in range(max(0, len(words) - _PHRASE + 1))}
    if len(phrases) < _FEWEST:
        return ()
    sketch = RMinHash(num_perm=ROWS * BANDS, seed=_SEED)
    sketch.update(list(phrases))
    return tuple(sketch.digest())


def likeness(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of phrases that two signatures have in common; 0 where one is empty."""
    if not one or len(one) != len(other):
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def bands(numbers: Sequence[int]) -> list[str]:
    """The keys under which texts of like signature meet."""
    return [
        f"{start // ROWS}:" + "".join(f"{number:08x}" for number in numbers[start : start + ROWS])
        for start in range(0, len(numbers), ROWS)
    ]
