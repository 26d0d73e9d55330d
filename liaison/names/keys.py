"""Keys of a name: what its spellings have in common, in whatever script."""

from collections.abc import Iterator, Sequence

from liaison.names.sounds import WEAK, Sound, sounds
from liaison.names.words import full_forms, name_words, spellings

_MOST = 8  # keys of one spelling: beyond it the likeliest are kept


def name_keys(name: str) -> tuple[frozenset[str], ...]:
    """For each word of a name, in order, the keys of its consonants.

    Words are those of `name_words` (no titles, articles, particles). A key is a row of capital
    letters, each a class of consonants, with "A" before them where the word begins with a vowel or
    a weak letter: محمد, Mohammed and Мухаммед share MMD. Two spellings of one word share at least
    one key, and so may two words that differ in their vowels alone: equal keys in two or more words
    are what says something. A word of digits is its own key; one without letters has none.
    """
    return tuple(frozenset(word_keys(word)) for word in name_words(name))


def word_keys(word: str) -> Iterator[str]:
    """The keys of one word of `name_words`; the same may come twice."""
    if word.isdigit():
        yield word
    for spelling in (*spellings(word), *full_forms(word)):
        yield from skeletons(sounds(spelling))


def skeletons(row: Sequence[Sound]) -> list[str]:
    """The rows of consonants that sounds may stand for, the likeliest first, `_MOST` at most."""
    found = [(0, "")]
    for place, sound in enumerate(row):
        if len(sound.classes) == 1 and all(so_far for _, so_far in found):  # one way to go on
            if heard := sound.classes[0].replace(WEAK, ""):
                found = sorted((unlikely, so_far + heard) for unlikely, so_far in found)
            continue
        longer: dict[str, int] = {}
        for unlikely, so_far in found:
            for rank, classes in enumerate(sound.classes):
                key = so_far + _audible(classes, first=not so_far and _opens(row, place))
                longer[key] = min(longer.get(key, unlikely + rank), unlikely + rank)
        ranked = sorted((unlikely, key) for key, unlikely in longer.items())
        found = ranked[:_MOST]
    return [key for _, key in found if key]


def _opens(row: Sequence[Sound], place: int) -> bool:
    return all(not "".join(sound.classes) for sound in row[:place])


def _audible(classes: str, *, first: bool) -> str:
    if first and classes.startswith(WEAK):
        return WEAK + classes.replace(WEAK, "")
    return classes.replace(WEAK, "")


def keys_alike(one: Sequence[frozenset[str]], other: Sequence[frozenset[str]]) -> float:
    """How far two names agree by their keys (or the digests of them) alone, 0 to 1.

    The share of the words of the shorter name that have a partner in the other, each word taken
    once; less where the longer name has more words; 0.5 at most where a single word is all.
    """
    short, long = sorted((list(one), list(other)), key=len)
    if not short:
        return 0.0
    left, met = list(long), 0
    for keys in short:
        partner = next((at for at, theirs in enumerate(left) if keys & theirs), None)
        if partner is not None:
            met += 1
            del left[partner]
    score = met / len(short) * (0.8 + 0.2 * len(short) / len(long))
    return score if len(short) > 1 else min(score, 0.5)
