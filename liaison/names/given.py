"""Which words are given names somewhere: a hint, never a proof, that a person is named."""

import functools

from liaison.names.sounds import data_lines, plain, romanise, script_of
from liaison.names.words import spellings


@functools.cache
def _given_names() -> frozenset[str]:
    return frozenset(word for line in data_lines("given_names.txt") for word in line.split())


@functools.lru_cache(maxsize=32_768)
def is_given_name(word: str) -> bool:
    """Whether a single word is a given name of `data/given_names.txt`, in any case of Russian."""
    names = _given_names()
    letters = plain(word)
    script = script_of(letters)
    if script == "arabic":
        return letters in names
    if romanise(letters) in names:
        return True
    return script == "cyrillic" and any(romanise(form) in names for form in _cases(letters))


def _cases(letters: str) -> tuple[str, ...]:
    bare = spellings(letters)[-1]
    return (bare, f"{bare}а", f"{bare}я", f"{bare}й", f"{bare}ь")
