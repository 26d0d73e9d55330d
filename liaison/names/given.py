"""Which words are given names somewhere: a hint, never a proof, that a person is named."""

import functools

from liaison.names.sounds import data_lines, plain, romanise, script_of
from liaison.names.words import spellings

# Letters of Arabic that are written for one another: hamza on alef, teh marbuta, alef maksura.
_ONE_LETTER = str.maketrans("أإآٱةىیک", "ااااهييك")


@functools.cache
def _given_names() -> frozenset[str]:
    words = (word for line in data_lines("given_names.txt") for word in line.split())
    return frozenset(word.translate(_ONE_LETTER) for word in words)


@functools.lru_cache(maxsize=32_768)
def is_given_name(word: str) -> bool:
    """Whether a single word is a given name of `data/given_names.txt`, in any case of Russian."""
    names = _given_names()
    letters = plain(word)
    script = script_of(letters)
    if script == "arabic":
        return letters.translate(_ONE_LETTER) in names
    if romanise(letters) in names:
        return True
    return script == "cyrillic" and any(romanise(form) in names for form in _cases(letters))


def _cases(letters: str) -> tuple[str, ...]:
    bare = spellings(letters)[-1]
    return (bare, f"{bare}а", f"{bare}я", f"{bare}й", f"{bare}ь")
