"""What the words around a name say of it: that it is one, or a person's, or a common word."""

from liaison.understand.folding import folded
from liaison.understand.public_words import PUBLIC
from liaison.vocabulary import Trap

_ARABIC_PREFIXES = frozenset(("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل"))
_PREPOSITIONS = (
    "in to from of for and with by at on the via near against visit across outside within",
    "en au aux à de du da la le les pour et vers chez sur contre l\u2019île",
    "a al del desde para hacia con y e em no na do",
    "в во на из о об по к и с от для",
    "في إلى من دولة جمهورية حكومة سلطنة مملكة شمال جنوب",
)
_BEFORE_A_PLACE = frozenset(
    folded(word).lower() for line in _PREPOSITIONS for word in line.split(" ")
)
# Words that may as well stand between two persons: a capitalised word after the name then decides.
_BETWEEN = frozenset(("and", "with", "by", "et", "avec", "y", "con", "e", "com", "и", "с"))
# What may follow the name of a place with a capital and still leave it one.
_PARTS = (
    "state city province region district county governorate prefecture oblast republic island",
    "valley airport university prison high magistrate regional metropolitan north south east west",
    "northern southern eastern western central district special old new",
)
_AFTER_A_PLACE = PUBLIC["en"] | frozenset(word for line in _PARTS for word in line.split(" "))
_SHORT = 3  # abbreviations so short that shouting could write them: US, UK, OPT


def stands_alone(text: str, start: int, end: int, *, joins: bool) -> bool:
    """Whether a name is no part of a longer word or of a sum ("US$100"), footnote digits aside.

    `joins`: in its script prepositions are joined to the next word, as in Arabic.
    """
    if text[end : end + 1].isalpha() or text[end : end + 1] == "$":
        return False
    if not text[start - 1 : start].isalnum():
        return True
    if not joins:
        return text[start - 1].isdigit()
    first = start
    while first and text[first - 1].isalpha():
        first -= 1
    return text[first:start] in _ARABIC_PREFIXES


def is_capitalised(text: str, start: int, end: int, *, shouted: bool) -> bool:
    """Whether a name has its capitals. `shouted`: it is written in capitals or not at all."""
    written = text[start:end]
    if shouted:
        return written.isupper() and not (end - start <= _SHORT and _shouts(text, start, end))
    if written[0].isupper():
        return True
    return " " in written and written.replace("\u2019", " ").rsplit(" ", 1)[-1][:1].isupper()


def word_before(text: str, start: int) -> str:
    """The word that only a space parts from `start`, or ""."""
    if text[start - 1 : start] != " ":
        return ""
    first = start - 1
    while first and (text[first - 1].isalpha() or text[first - 1] == "\u2019"):
        first -= 1
    return text[first : start - 1]


def word_after(text: str, end: int) -> str:
    """The word that only a space parts from `end`, or ""."""
    if text[end : end + 1] != " ":
        return ""
    last = end + 1
    while last < len(text) and text[last].isalpha():
        last += 1
    return text[end + 1 : last]


def reads_otherwise(text: str, start: int, end: int, trap: Trap) -> bool:
    """Whether a name that is also a person's or a common word reads like that."""
    before, after = word_before(text, start), word_after(text, end)
    placed = before.lower() in _BEFORE_A_PLACE
    if trap is Trap.WORD:
        return not placed and text[end : end + 1] not in (":", "/")
    if before and not placed and before.istitle():
        return True
    placed = placed and before.lower() not in _BETWEEN
    return not placed and after.istitle() and not text[start:end].isupper()


def in_another_name(text: str, start: int, end: int) -> bool:
    """Whether the name of a place stands inside a longer name: a person's or a paper's."""
    before, after = word_before(text, start), word_after(text, end)
    placed = before.lower() in _BEFORE_A_PLACE
    if after.istitle() and after.lower() not in _AFTER_A_PLACE:
        return not placed or before.lower() in _BETWEEN
    return bool(before) and not placed and before.istitle() and before.lower() not in _AFTER_A_PLACE


def _shouts(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals too."""
    before, after = word_before(text, start), word_after(text, end)
    return len(before) > 1 and before.isupper() and (not after or after.isupper())
