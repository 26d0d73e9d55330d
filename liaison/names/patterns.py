"""A closer key than the consonants alone: with the vowels that tell Hassan from Hussein.

A pattern has, beside the consonants, U and I where a name sounds an o or u, an i or y; a and e
are left out, for they are written for one another. Arabic and Hebrew write long vowels alone: what
they leave out is not known, so a *name* is given all patterns that it may be written as, and a
*word of a text* only those that stand there.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from anyascii import anyascii

from liaison.names.sounds import Sound, romanise, script_of, sounds
from liaison.names.words import full_forms, spellings

_MOST = 96  # patterns of one word of a name; beyond it the likeliest are kept
_MOST_WRITTEN = 8  # of one word of a text
_TELLING = 3  # consonants
_UNVOWELLED = {"arabic", "hebrew"}
_HAN = "h:"  # what goes before the reading of a name in Han, which has no words
_Slot = tuple[str, ...]  # what may stand in one place, the likeliest first
_STRONG = {**dict.fromkeys("ouw", "U"), **dict.fromkeys("iy", "I")}
_LONG = re.compile(r"ou|oo|ee|ei|ey|ai|ay|ii|uu")
_TIED = re.compile(r"^[وفبلك](?=.{3})")  # and, so, by, for, like: written as one with the word


@functools.lru_cache(maxsize=16_384)
def written(word: str) -> tuple[str, ...]:
    """The patterns of a word as it stands in a text, each with its kind of script before it."""
    kind = _kind(word)
    forms = [*spellings(word)]
    if kind == "a" and (untied := _TIED.sub("", word)) != word:
        forms += spellings(untied)
    found = (pattern for form in forms for pattern in _rows(_slots(sounds(form)), _MOST_WRITTEN))
    return (alone(word), *dict.fromkeys(f"{kind}:{pattern}" for pattern in found if pattern))


def alone(word: str) -> str:
    """The key of a word that is a name by itself: its letters, for its pattern says too little."""
    return f"w:{romanise(word)}"


@functools.lru_cache(maxsize=1_024)
def writable(word: str) -> tuple[str, ...]:
    """The patterns that a word of a name may have in a text, in any script."""
    kind = _kind(word)
    found: list[str] = []
    for form in (*spellings(word), *full_forms(word)):
        slots = _plainest(_slots(sounds(form)))
        found += [f"{kind}:{pattern}" for pattern in _rows(slots, _MOST_WRITTEN)]
        if kind == "a":
            found += [f"v:{pattern}" for pattern in _rows(_vowelled(slots), _MOST)]
        else:
            found += [f"v:{pattern}" for pattern in _rows(_loosened(sounds(form), slots), _MOST)]
            found += [f"a:{pattern}" for pattern in _rows(_unvowelled(sounds(form), slots), _MOST)]
    return tuple(dict.fromkeys(found))


def han_reading(letters: str) -> str:
    """The key of some letters of Han: how they are read, without breaks."""
    return _HAN + anyascii(letters).lower()


def han_readings(words: Sequence[str]) -> Iterator[str]:
    """The keys that a name of two or three words has where it stands in Han, surname first."""
    read = [anyascii(word).lower() for word in words]
    if 1 < len(read) <= 3:  # noqa: PLR2004 (a surname, and a given name in one or two words)
        yield _HAN + "".join(read)
        yield _HAN + "".join((read[-1], *read[:-1]))
    elif read and script_of(words[0]) == "han":
        yield _HAN + read[0]


def _kind(word: str) -> str:
    return "a" if script_of(word) in _UNVOWELLED else "v"


def _slots(row: Iterable[Sound]) -> list[_Slot]:
    """For each sound what of it is in a pattern."""
    return [_slot(sound) for sound in row]


def _plainest(slots: list[_Slot]) -> list[_Slot]:
    """Of a short word the likeliest sounds alone, or too many other words would be like it."""
    heard = [slot for slot in slots if slot[0] not in ("", "U", "I")]
    if len(heard) >= _TELLING:
        return slots
    return [slot if slot[0] == "U" else slot[:1] for slot in slots]


def _slot(sound: Sound) -> _Slot:
    if sound.latin == "yo":
        return ("", "IU")  # ё, most often written е
    vowel = _STRONG.get(sound.latin[:1], "")
    after = "".join(_STRONG.get(letter, "") for letter in sound.latin[1:])
    heard = [classes.replace("A", "") for classes in sound.classes]
    return tuple(dict.fromkeys((one or vowel) + after for one in heard))


def _vowelled(slots: Sequence[_Slot]) -> list[_Slot]:
    """With the short vowels that may be spoken after each consonant but the last.

    Arabic names have no short u before their last consonant: that is what tells محمد from محمود.
    """
    heard = [place for place, slot in enumerate(slots) if any(slot) and slot[0] not in ("U", "I")]
    found = list(slots)
    for place in heard[:-1]:
        vowels = "I" if place == heard[-2] else "UI"
        found[place] = (*found[place], *(found[place][0] + vowel for vowel in vowels))
    return found


def _loosened(row: Sequence[Sound], slots: Sequence[_Slot]) -> list[_Slot]:
    """With an e that others write as i, and the other way round."""
    return [
        ("", "I") if sound.latin == "e" else ("I", "") if sound.latin == "i" else slot
        for sound, slot in zip(row, slots, strict=True)
    ]


def _unvowelled(row: Sequence[Sound], slots: Sequence[_Slot]) -> list[_Slot]:
    """With the vowels left out that are short: one letter, not the last; an e may be written ي."""
    latin = [sound.latin for sound in row]
    return [
        (*slot, *(f"{one}I" for one in slot))
        if latin[place].endswith("e")
        else (*slot, "")
        if slot in (("U",), ("I",)) and _short(latin, place)
        else slot
        for place, slot in enumerate(slots)
    ]


def _short(latin: Sequence[str], place: int) -> bool:
    beside = "".join(latin[max(0, place - 1) : place + 2])
    return place + 1 < len(latin) and _LONG.search(beside) is None


def _rows(slots: Sequence[_Slot], most: int) -> list[str]:
    """The patterns that slots make, at most so many, those of likely choices first."""
    found = [(0, "")]
    for slot in slots:
        longer: dict[str, int] = {}
        for (unlikely, so_far), (rank, more) in product(found, enumerate(slot or ("",))):
            row = _added(so_far, more)
            longer[row] = min(longer.get(row, unlikely + rank), unlikely + rank)
        found = sorted((unlikely, row) for row, unlikely in longer.items())[:most]
    return [row for _, row in found if row]


def _added(row: str, more: str) -> str:
    """A vowel after the same vowel is not written twice: ei, ey and i are one."""
    return row if more in ("U", "I") and row.endswith(more) else row + more
