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
import re
from collections.abc import Collection, Iterable
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
_DIGITS = [(chr(0x660 + digit), str(digit)) for digit in range(10)]  # in no code page
_EASTERN = re.compile("[\u0660-\u0669]")
_IN_A_WORD = re.compile(r"[^\W\d_][\u0660-\u0669]|[\u0660-\u0669][^\W\d_]")


@dataclass(frozen=True, slots=True)
class Worded:
    """A text for its fields, words parted by spaces; `stems` are yet to be brought to stems."""

    plain: str
    stems: str
    sounds: str


def worded(text: str, tongue: str) -> Worded:
    """The words of a text in that language; in `other`, `stems` holds only what `plain` lacks."""
    return _by_signs(text, tongue) or _by_words(text, tongue)


class _Sounds(dict[bytes, str]):
    """What each word of a code page sounds like, learnt when it is first asked for."""

    def __init__(self, page: str) -> None:
        self._page = page

    def __missing__(self, word: bytes) -> str:
        heard = " ".join(sounds(surfaces(word.decode(self._page))))
        if len(self) >= _KEPT:
            self.clear()
        self[word] = heard
        return heard


@dataclass(frozen=True, slots=True)
class _Page:
    """What becomes of each sign of a code page, as tables of bytes; `silent` signs are left out.

    `may_be_names` finds the words that have a sound: None where any word of the script may be one.
    """

    name: str
    cased: bytes  # itself where it is part of a word
    normal: bytes
    folded: bytes
    silent: bytes
    longer: tuple[tuple[str, str], ...]  # what folds to more than one sign
    may_be_names: re.Pattern[bytes] | None
    heard: _Sounds


@functools.cache
def _page(name: str) -> _Page:
    cased, lower, plain = bytearray(256), bytearray(256), bytearray(256)
    silent, longer = bytearray(), []
    for code in range(256):
        sign = bytes((code,)).decode(name, "replace")
        found = surfaces(f"x{sign}x")
        same = normal(sign)
        cased[code] = code
        if found == ["x", "x"]:
            cased[code] = lower[code] = plain[code] = _SPACE
        elif not same:
            silent.append(code)
        elif not sign.isalnum() or not (byte := _byte(same, name)):
            lower[code] = plain[code] = _THOUGHT
        else:
            lower[code] = byte
            short = folded(same)
            plain[code] = byte if len(short) > 1 else _byte(short, name) or _THOUGHT
            if len(short) > 1:
                longer.append((same, short))
    return _Page(
        name,
        bytes(cased),
        bytes(lower),
        bytes(plain),
        bytes(silent),
        tuple(dict.fromkeys(longer)),
        _capitals(name),
        _Sounds(name),
    )


def _byte(sign: str, page: str) -> int:
    """Its number in a code page; 0 where it has none or is more than one sign."""
    written = sign.encode(page, "ignore")
    return written[0] if len(sign) == len(written) == 1 else 0


def _capitals(page: str) -> re.Pattern[bytes] | None:
    if page == _PAGES["ar"]:
        return None
    signs = [bytes((code,)) for code in range(256)]
    capitals = b"".join(re.escape(one) for one in signs if one.decode(page, "replace").isupper())
    return re.compile(b" ([" + capitals + b"][^ ]+)")


def _by_signs(text: str, tongue: str) -> Worded | None:
    """None where a sign of the text is not in the code page, or is more than one sign of a word."""
    if tongue in _NO_PAGE:
        return None
    page = _page(_PAGES.get(tongue, _WESTERN))
    if tongue == "ar" and _EASTERN.search(text):
        if _IN_A_WORD.search(text):  # such a word sounds otherwise
            return None
        for eastern, same in _DIGITS:
            text = text.replace(eastern, same)
    try:
        signs = codecs.encode(text, page.name)
    except UnicodeEncodeError:
        return None
    lower = signs.translate(page.normal, page.silent)
    bare = signs.translate(page.folded, page.silent)
    if _UNSAFE in lower or _UNSAFE in bare:
        return None
    words, plain = lower.decode(page.name), bare.decode(page.name)
    for sign, longer in page.longer:
        if sign in plain:
            plain = plain.replace(sign, longer)
    stems = "" if tongue == OTHER else _with_variants(words, plain, tongue)
    may_be_names = _may_be_names(signs.translate(page.cased), page)
    return Worded(plain, stems, _joined(map(page.heard.__getitem__, may_be_names)))


def _may_be_names(words: bytes, page: _Page) -> Collection[bytes]:
    """The distinct words that may have a sound, perhaps with silent signs before them."""
    if page.may_be_names is None:
        return set(words.split(b" "))
    return set(page.may_be_names.findall(b" " + words))


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
        _joined(map(known.stems.__getitem__, found)),
        " ".join(sounds(distinct)),
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


def _joined(strings: Iterable[str]) -> str:
    return " ".join(filter(None, strings))
