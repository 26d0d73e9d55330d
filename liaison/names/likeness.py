"""How alike two names are: words paired by sound, then what is left over on either side."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from liaison.names.sounds import WEAK, Sound, script_of, sounds
from liaison.names.words import name_words, same_by_custom, spellings

SAME = 0.7  # from here on two names are taken for one

# What it costs to take one sound for another: 0 nothing, 1 another consonant altogether.
_NEAR = {
    frozenset(pair): cost
    for pair, cost in {
        "BF": 0.4, "TD": 0.4, "KG": 0.3, "LR": 0.5, "MN": 0.5, "TS": 0.6, "DS": 0.6, "KS": 0.7,
        "GS": 0.6,
    }.items()
}  # fmt: skip
_OTHER_SPELLING = 0.08  # the same class of sounds, written otherwise
_WEAK_CONSONANT = 0.3
_LONG_VOWEL = 0.2  # one that Arabic or Hebrew writes, more or less
_ABJADS = {"arabic", "hebrew"}
_SYLLABLES = {"kana", "hangul", "han"}


@dataclass(frozen=True, slots=True)
class _Vowels:
    """What vowels cost: one more or less, another one, a close one. The scripts decide.

    `same` is the raw score from which on two names in such scripts are taken for one, chosen on
    one half of each labelled list (docs/reference/quality.md).
    """

    gap: float
    other: float
    close: float
    same: float


_WITHIN = _Vowels(0.5, 0.5, 0.2, 0.81)  # one script: it could have written the same
_WRITTEN_LONG = _Vowels(0.9, 0.6, 0.3, 0.84)  # Arabic beside Arabic: a letter more is a long vowel
_ACROSS = _Vowels(0.3, 0.22, 0.1, 0.68)
_UNWRITTEN = _Vowels(0.06, 0.35, 0.1, 0.57)  # one of the two leaves vowels out
_ADDED = _Vowels(0.15, 0.22, 0.1, 0.39)  # one of the two writes a vowel after every consonant
_VOWELS = frozenset("aeiouy")
_LONG = frozenset(sounds("وي") + sounds("וי"))
_CLOSE_VOWELS = {frozenset(pair) for pair in ("ae", "ou", "iy", "ei")}
_WORST = 0.4  # how much the word that fits worst says of the whole
_PAIRED = 0.55  # words less alike than this are not taken for one another


def same_name(one: str, other: str) -> bool:
    """Whether two names, in whatever scripts, are taken for spellings of one name."""
    return alike(one, other) >= SAME


@functools.lru_cache(maxsize=16_384)
def alike(one: str, other: str) -> float:
    """How alike two names are, 0 to 1, whatever their scripts and the order of their words.

    A word missing on one side (patronymic, second surname) costs little; words on both sides that
    find no partner cost much. A single word on either side is compared as it is.
    """
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if not short:
        return 0.0
    raw = max(_whole(*both) for both in ((short, long), *_joined(short, long)))
    return _calibrated(raw, _vowels(frozenset((script_of(one), script_of(other)))).same)


def _calibrated(raw: float, same: float) -> float:
    """The raw score on a scale where `same` stands at SAME, 0 and 1 at themselves."""
    if raw <= same:
        return SAME * raw / same
    return SAME + (1 - SAME) * (raw - same) / (1 - same)


def _joined(short: Sequence[str], long: Sequence[str]) -> list[tuple[Sequence[str], Sequence[str]]]:
    """The pair again with neighbouring words of the longer name written together."""
    if len(short) == len(long):
        return []
    return [
        tuple(sorted((short, (*long[:at], long[at] + long[at + 1], *long[at + 2 :])), key=len))  # type: ignore[misc]
        for at in range(len(long) - 1)
    ]


def _whole(short: Sequence[str], long: Sequence[str]) -> float:
    pairs = sorted(
        (
            (word_likeness(a, b) - 0.001 * abs(i - j), i, j)
            for (i, a), (j, b) in product(enumerate(short), enumerate(long))
        ),
        reverse=True,
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    total = weight = 0.0
    worst = 1.0
    for score, i, j in pairs:
        if i in mine or j in theirs or score < _PAIRED:
            continue
        mine.add(i)
        theirs.add(j)
        heavy = _weight(short[i], long[j])
        total += heavy * score
        worst = min(worst, score)
        weight += heavy
    lone = sum(_weight(short[i], short[i]) for i in range(len(short)) if i not in mine)
    more = sum(_weight(long[j], long[j]) for j in range(len(long)) if j not in theirs)
    matched = len(mine)
    surplus = 0.12 if matched > 1 else 0.5  # a word more beside one alone is another person
    weight += lone + (more if lone else 0) + surplus * max(0.0, more - lone if lone else more)
    return (1 - _WORST) * total / weight + _WORST * worst * total / weight if weight else 0.0


def _weight(one: str, other: str) -> float:
    length = min(len(sounds(one)), len(sounds(other)))
    return 0.4 if length <= 1 else min(1.0, 0.6 + 0.1 * length)


@functools.lru_cache(maxsize=65_536)
def word_likeness(one: str, other: str) -> float:
    """How alike two words of names sound, 0 to 1."""
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if same_by_custom(one, other):
        return 0.95
    if min(len(one), len(other)) == 1 and _same_initial(one, other):
        return 0.8
    scripts = frozenset((script_of(one), script_of(other)))
    return max(
        _sounding(sounds(a), sounds(b), scripts)
        for a, b in product(spellings(one), spellings(other))
    )


def _same_initial(one: str, other: str) -> bool:
    first, second = sounds(one)[:1], sounds(other)[:1]
    return bool(first and second) and _substitution(first[0], second[0], _ACROSS) <= _ACROSS.gap


def _sounding(one: Sequence[Sound], other: Sequence[Sound], scripts: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    vowels = _vowels(scripts)
    gaps = [_gap(sound, vowels) for sound in other]
    row = [0.0]
    for gap in gaps:
        row.append(row[-1] + gap)
    for sound in one:
        gap = _gap(sound, vowels)
        above, row = row, [row[0] + gap]
        for at, theirs in enumerate(other):
            row.append(
                min(
                    above[at] + _substitution(sound, theirs, vowels),
                    above[at + 1] + gap,
                    row[at] + gaps[at],
                )
            )
    most = max(sum(_gap(sound, vowels) for sound in one), sum(gaps))
    return max(0.0, 1 - row[-1] / most) if most else 0.0


def _vowels(scripts: frozenset[str]) -> _Vowels:
    if len(scripts) == 1:
        return _WRITTEN_LONG if scripts & _ABJADS else _WITHIN
    if scripts & _ABJADS:
        return _UNWRITTEN
    return _ADDED if scripts & _SYLLABLES else _ACROSS


def _gap(sound: Sound, vowels: _Vowels) -> float:
    """What it costs to leave a sound out."""
    if sound.latin[:1] in _VOWELS and sound.weak:
        long = vowels is _UNWRITTEN and sound in _LONG
        return _LONG_VOWEL if long else vowels.gap
    return _WEAK_CONSONANT if sound.weak else 1.0


@functools.lru_cache(maxsize=16_384)
def _substitution(one: Sound, other: Sound, vowels: _Vowels) -> float:
    if one.latin == other.latin:
        return 0.0
    if WEAK in one.classes and WEAK in other.classes:
        both = {one.latin[:1], other.latin[:1]}
        if both <= _VOWELS:
            close = len(both) == 1 or frozenset(both) in _CLOSE_VOWELS
            return vowels.close if close else vowels.other
        return 0.15
    if set(one.classes) & set(other.classes):
        return _OTHER_SPELLING
    return min(
        _NEAR.get(frozenset((a[:1], b[:1])), 1.0) for a, b in product(one.classes, other.classes)
    )
