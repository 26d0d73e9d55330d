"""Names of persons in Arabic, where no capital tells them.

A name begins behind a title or role ("المحامي …"), or where two words in a row are given names or
one is followed by a word with the article, as surnames are. It goes on while its words look so.
"""

from collections.abc import Iterator

from liaison.names import is_given_name
from liaison.understand.person_mentions import ROLES, Name, Surroundings
from liaison.understand.person_words import ARABIC_JOINTS, ARABIC_SMALL

UNMARKED = frozenset(("ar",))
_LONGEST = 5  # words of a name
_ARTICLE = "ال"
_SHORTEST_SURNAME = 5  # letters, the article with them
_SHORTEST = 2  # words of a name that stands behind no title
_AND = "و"


def unmarked_names(around: Surroundings) -> list[Name]:
    """Every row of words in an Arabic text that may be the name of a person, in order."""
    return list(_names(around))


def _names(around: Surroundings) -> Iterator[Name]:
    at = 0
    while at < len(around.text.words):
        name = _name(around, at)
        if name is None:
            at += 1
        else:
            yield name
            at = name.last + 1


def _name(around: Surroundings, first: int) -> Name | None:
    word = around.text.words[first]
    if _stops(around, first):
        return None
    tied = word.startswith(_AND) and not is_given_name(word) and is_given_name(word[1:])
    titled = _titled(around, first)
    begun = word[1:] if tied else word
    if not titled and not is_given_name(begun):
        return None
    words, last = [begun], first
    while len(words) < _LONGEST and _goes_on(around, last, titled=titled and last == first):
        last += 1
        words.append(around.text.words[last])
    while words and words[-1] in ARABIC_JOINTS:
        words, last = words[:-1], last - 1
    if len(words) < _SHORTEST and not (titled and is_given_name(begun)):
        return None
    telling = tuple(one for one in words if one not in ARABIC_JOINTS)
    return Name(first, last, telling, organisation=False, skipped=int(tied)) if telling else None


def _titled(around: Surroundings, first: int) -> bool:
    """Whether a title or role stands right before, or with one adjective between."""
    for before in (first - 1, first - 2):
        if before < 0 or around.text.between(before, before + 1) != " ":
            return False
        if not around.codes.get(before, set()).isdisjoint(ROLES):
            return True
        if not around.text.words[before].startswith(_ARTICLE):
            return False
    return False


def _goes_on(around: Surroundings, last: int, *, titled: bool) -> bool:
    """Whether the word behind `last` is part of the name; behind a title any word that may be."""
    at = last + 1
    if at >= len(around.text.words) or around.text.between(last, at) != " " or _stops(around, at):
        return False
    word = around.text.words[at]
    if titled or around.text.words[last] in ARABIC_JOINTS:
        return True
    if _is_surname(around, last):
        return False
    surname = word.startswith(_ARTICLE) and len(word) >= _SHORTEST_SURNAME
    return surname or word in ARABIC_JOINTS or is_given_name(word)


def _is_surname(around: Surroundings, at: int) -> bool:
    """Whether a word of a name has the article and is no part of "ʿAbd al-": it ends the name."""
    words = around.text.words
    return words[at].startswith(_ARTICLE) and not (at and words[at - 1] in ARABIC_JOINTS)


def _stops(around: Surroundings, at: int) -> bool:
    """Whether a word is no part of a name: small words, titles, places, what is done and said."""
    word = around.text.words[at]
    if word in ARABIC_SMALL or not word.isalpha() or at in around.places:
        return True
    return bool(around.codes.get(at)) and not is_given_name(word)
