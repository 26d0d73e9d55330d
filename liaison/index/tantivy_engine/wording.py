"""The words of a whole text as the fields take them, a few passes in C for each text.

What a word is found by says `liaison.index.folding` alone; two ways lead to the same here.

- Where every sign of a text is in the code page of its language, each is a byte, and tables made of
  what folding says turn all of them at once. A text with a sign that needs more thought (a mark, a
  joiner, a letter that becomes two) goes the other way.
- Otherwise each word met is remembered as the string that a field is given: a known word costs one
  look-up.
"""

import codecs
import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from liaison.index.folding import Spelling, folded, normal, spelt, surfaces, tied_arabic
from liaison.index.scripts import sounds
from liaison.index.tongues import OTHER

_KEPT = 60_000  # words a language, in about 15 MB
_PAGES = {"ru": "cp1251", "ar": "cp1256", "el": "cp1253", "hu": "cp1250", "ro": "cp1250"}
_WESTERN = "cp1252"
_NO_PAGE = ("tr",)  # spells a sign in a way of its own
_SPACE, _THOUGHT = 32, 1  # bytes of the tables: no word; a sign that needs more thought
_UNSAFE = bytes((_THOUGHT,))


@dataclass(frozen=True, slots=True)
class Worded:
    """A text for its fields, words parted by spaces; `stems` are yet to be brought to stems."""

    plain: str
    stems: str
    sounds: str


def worded(text: str, tongue: str) -> Worded:
    """The words of a text in that language; in `other`, `stems` holds only what `plain` lacks."""
    return _by_signs(text, tongue) or _by_words(text, tongue)


@dataclass(frozen=True, slots=True)
class _Page:
    """What becomes of each sign of a code page, as tables of bytes."""

    name: str
    cased: bytes  # itself where it is part of a word
    normal: bytes
    folded: bytes
    longer: tuple[tuple[str, str], ...]  # what folds to more than one sign


@functools.cache
def _page(name: str) -> _Page:
    cased, lower, plain = bytearray(256), bytearray(256), bytearray(256)
    longer = []
    for code in range(256):
        sign = bytes((code,)).decode(name, "replace")
        found = surfaces(f"x{sign}x")
        alone = found == ["x", "x"]
        same = normal(sign).encode(name, "replace") if found == [f"x{sign}x"] else b""
        if alone or len(same) != 1 or same == b"?" or not sign.isalnum():
            cased[code] = lower[code] = plain[code] = _SPACE if alone else _THOUGHT
            continue
        cased[code], lower[code] = code, same[0]
        short = folded(normal(sign))
        if len(short) != 1:
            longer.append((normal(sign), short))
        bare = short.encode(name, "replace") if len(short) == 1 else same
        plain[code] = _THOUGHT if bare == b"?" else bare[0]
    return _Page(name, bytes(cased), bytes(lower), bytes(plain), tuple(dict.fromkeys(longer)))


def _by_signs(text: str, tongue: str) -> Worded | None:
    """None where a sign of the text is not in the code page, or is more than one sign of a word."""
    if tongue in _NO_PAGE:
        return None
    page = _page(_PAGES.get(tongue, _WESTERN))
    try:
        signs = codecs.encode(text, page.name)
    except UnicodeEncodeError:
        return None
    lower, bare = signs.translate(page.normal), signs.translate(page.folded)
    if _UNSAFE in lower or _UNSAFE in bare:
        return None
    words, plain = lower.decode(page.name), bare.decode(page.name)
    for sign, longer in page.longer:
        if sign in plain:
            plain = plain.replace(sign, longer)
    heard = _heard(set(signs.translate(page.cased).decode(page.name).split()))
    return Worded(plain, "" if tongue == OTHER else _with_variants(words, plain, tongue), heard)


def _with_variants(words: str, plain: str, tongue: str) -> str:
    """The words and their other spellings (`liaison.index.folding.Spelling.variants`)."""
    made = [words]
    if words != plain:
        pairs = zip(words.split(), plain.split(), strict=True)
        made += [bare for word, bare in pairs if bare != word]
    if tongue == "ar":
        made += tied_arabic(words)
    return " ".join(made)


@dataclass(slots=True)
class _Known:
    """What each word gives to each field, for the words of one language met so far."""

    plain: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)


_FREQUENT: dict[str, _Known] = {}


def _by_words(text: str, tongue: str) -> Worded:
    found = surfaces(text)
    distinct = set(found)
    known = _known(distinct, tongue)
    return Worded(
        " ".join(map(known.plain.__getitem__, found)),
        " ".join(filter(None, map(known.stems.__getitem__, found))),
        _heard(distinct),
    )


def _known(distinct: set[str], tongue: str) -> _Known:
    known = _FREQUENT.setdefault(tongue, _Known())
    new = distinct.difference(known.plain)
    if len(known.plain) + len(new) > _KEPT:  # begin anew; whoever still reads the old one keeps it
        known, new = _Known(), distinct
        _FREQUENT[tongue] = known if len(new) <= _KEPT else _Known()
    for surface, spelling in spelt(new, tongue):
        known.stems[surface] = _stems(spelling, tongue)
        known.plain[surface] = " ".join(spelling.plain)
    return known


def _stems(spelling: Spelling, tongue: str) -> str:
    if tongue != OTHER:
        return " ".join(spelling.all)
    # the parts stand in the plain field already
    return " ".join(spelling.variants) if len(spelling.parts) > 1 else ""


class _Sounds(dict[str, str]):
    """What each word sounds like, learnt when it is first asked for."""

    def __missing__(self, surface: str) -> str:
        heard = " ".join(sounds((surface,)))
        if len(self) >= 2 * _KEPT:
            self.clear()
        self[surface] = heard
        return heard


_HEARD = _Sounds()


def _heard(distinct: Iterable[str]) -> str:
    return " ".join(filter(None, map(_HEARD.__getitem__, distinct)))
