"""Where "the Convention" and its like stand for an instrument that the text has named in full."""

import re
from collections.abc import Iterator, Mapping

from liaison.standards.names import NOUNS, Named, Names, Seen
from liaison.standards.phrases import bare

_SHORTENED = re.compile(r"\s?[\"”»’']?\s?\((?P<words>[^()\n]{3,60})\)")
_SAID_SO = re.compile(
    r"[\"“”„«»‘’']|herein|ci-après|en adelante|en lo sucesivo|далее|فيما يلي|المشار", re.IGNORECASE
)
# Behind a short name: it is no short name but another instrument's.
_RIGHTS = r"(?:rights?|elimination|prevention|protection|suppression|status|prohibition|privileges)"
_DROITS = r"(?:droits?|élimination|prévention|protection|statut|interdiction|répression)"
_DERECHOS = r"(?:derechos?|eliminación|prevención|protección|estatuto|prohibición)"
_GOES_ON = re.compile(
    rf"\s(?:(?:on|for|of|relating to|concerning|regarding|to|between|on the|for the|of the)\s"
    rf"(?:[A-Z]|{_RIGHTS})|against\s|n[°o]\s?\d"
    rf"|(?:sur|pour|de|du|des|de la)\s?(?:l['’]|les?\s|la\s)?(?:[A-ZÉ]|{_DROITS})|contre\s"
    rf"|relati|internationa|interam|europ|africa|américaine|americana|internacional"
    rf"|(?:sobre|para|de)\s(?:los?\s|las?\s|el\s)?(?:[A-Z]|{_DERECHOS})|contra\s"
    r"|(?:о|об|против)\s|по (?:прав|вопрос|защит)|оон|[А-ЯЁ]"
    r"|ال(?!تي|ذي)|بشأن|لل|مناهضة|حقوق)"
)
_WORD = re.compile(r"\w+")
_ARTICLE = "ال"
_FIRST_ARABIC = "\u0600"
# Each short name with its plain letters, and how many an ending may add in Russian.
_NOUNS = tuple((noun, bare(noun), 3 if "а" <= noun[0] <= "я" else 0) for noun in NOUNS)


def short_names(text: str, seen: Seen, called: Names, own: str) -> Mapping[int, Named]:
    """Where "the Convention" and its like stand for an instrument, by where they begin."""
    if not seen.nouns:
        return {}
    meant = dict.fromkeys(called.nouns.get(own, ()), own)
    given = {end: (noun, code) for noun, code, end in _given(text, seen.named)}
    found: dict[int, Named] = {}
    for at in sorted({*given, *seen.nouns}):
        if at in given:
            noun, code = given[at]
            meant[noun] = code
        elif meant and (short := _short(text, at, meant)) is not None:
            found[short.start] = short
    return found


def _short(text: str, at: int, meant: Mapping[str, str]) -> Named | None:
    """The short name that begins at a place, with its Arabic article, where it is one."""
    word = _noun(text, at)
    if word is None or word[0] not in meant or _GOES_ON.match(text, word[1]):
        return None
    start = at
    if text[at] >= _FIRST_ARABIC:
        start = at - len(_ARTICLE)
        if start < 0 or text[start:at] != _ARTICLE:
            return None
    return Named(meant[word[0]], sure=False, start=start, end=word[1])


def _given(text: str, named: tuple[Named, ...]) -> Iterator[tuple[str, str, int]]:
    """The short names that a text gives in brackets, with the instrument and where they end."""
    for one in named:
        bracket = _SHORTENED.match(text, one.end)
        if bracket is None or not _SAID_SO.search(bracket["words"]):
            continue
        words = _WORD.findall(bracket["words"])
        noun = _noun(words[-1].removeprefix(_ARTICLE), 0) if words else None
        if noun is not None:
            yield noun[0], one.instrument, bracket.end()


def _noun(text: str, at: int) -> tuple[str, int] | None:
    """The noun that begins at a place, in its first form, and where the word ends."""
    word = _WORD.match(text, at)
    if word is None:
        return None
    plain = bare(word.group())
    for noun, stem, ending in _NOUNS:
        if plain.startswith(stem) and len(plain) - len(stem) <= ending:
            return noun, word.end()
    return None
