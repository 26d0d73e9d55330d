"""Words that sound alike in different scripts: what a name is found by whichever way it is written.

A word that may be a name has one *sound*: its script and, where it has consonants enough to be told
by them, their classes (`liaison.names`); a shorter one its Latin letters. A question asks for the
sounds of all scripts but its own: in its own script a word is found by its letters.
"""

import functools
import re
from collections.abc import Iterable

from liaison.names import name_words, romanise, word_keys

_SCRIPTS = {
    "latin": "A-Za-z\u00c0-\u024f\u1e00-\u1eff",
    "cyrillic": "\u0400-\u052f",
    "arabic": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff",
    "armenian": "\u0531-\u058f",
    "georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "greek": "\u0370-\u03ff\u1f00-\u1fff",
    "hebrew": "\u0590-\u05ff\ufb1d-\ufb4f",
}
_LETTER = re.compile("|".join(f"(?P<{name}>[{letters}])" for name, letters in _SCRIPTS.items()))
_UNCASED = ("arabic", "georgian", "hebrew")
_ARTICLE = re.compile("^[\u0648\u0641]?\u0627\u0644(?=\\w{3})")  # Arabic: al-, wa-l-, fa-l-
# How Greek writes b, d and g of other languages, for which it has no letters.
_GREEK_PAIRS = {"\u03bc\u03c0": "b", "\u03bd\u03c4": "d", "\u03b3\u03ba": "g"}
_GREEK = re.compile("|".join(_GREEK_PAIRS), re.IGNORECASE)
_CONSONANTS = 3  # fewer do not tell one word from another
_SHORTEST, _LONGEST = 3, 100  # letters
_LIKELIEST = 3  # sounds that a text offers for a word
_KEPT = 65_536


def sounds(surfaces: Iterable[str]) -> list[str]:
    """The sounds of the words of a text that may be names (where a script has capitals, by one)."""
    return [sound for surface in surfaces for sound in _sounds(surface)]


@functools.lru_cache(maxsize=_KEPT)
def _sounds(surface: str) -> tuple[str, ...]:
    if not _SHORTEST <= len(surface) <= _LONGEST:
        return ()
    script = script_of(surface)
    if not script or (script not in _UNCASED and not surface[0].isupper()):
        return ()
    return tuple(f"{script}{key}" for key in _keys(surface)[:_LIKELIEST])


@functools.lru_cache(maxsize=_KEPT)
def sounds_elsewhere(word: str) -> tuple[str, ...]:
    """What a typed word sounds like, in every script but its own.

    Nothing for a short one, nor for one without end: no name is so long, and it takes for ever.
    """
    own = script_of(word)
    if not own or not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    keys = _keys(word)
    return tuple(f"{script}{key}" for script in _SCRIPTS if script != own for key in keys)


def script_of(word: str) -> str:
    """The script of the first letter that has a name here, or ""."""
    found = _LETTER.search(word)
    return str(found.lastgroup) if found else ""


def _keys(word: str) -> tuple[str, ...]:
    """The likeliest first."""
    words = name_words(_GREEK.sub(_one_sound, _ARTICLE.sub("", word)))
    if len(words) != 1:
        return ()
    told = [f"+{key}" for key in word_keys(words[0]) if len(key) >= _CONSONANTS]
    return tuple(dict.fromkeys(told)) or (f"={romanise(word)}",)


def _one_sound(pair: re.Match[str]) -> str:
    return _GREEK_PAIRS[pair.group().casefold()]
