"""What makes two written words the same word: letters brought to one form, in every script.

A *surface* is a word as it stands in a text. Its *parts* are what it is found by: one for nearly
all, more where it holds a zero-width non-joiner (Persian) or a sign that unfolds. Documents,
questions and passages all go through here, so they cannot disagree.

Scripts that put no space between words (Han, kana, Thai, Lao, Khmer, Myanmar) are taken letter by
letter; a word of theirs is then a row of letters.
"""

import functools
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

_ZWNJ = "\u200c"
_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3040-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
# Written inside words and silent there: soft hyphen, joiners, direction marks, tatweel.
_SILENT = "\u00ad\u034f\u061c\u0640\u200d\u200e\u200f\u2060\ufeff"
_HARAKAT = [*range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06DD), *range(0x06DF, 0x06E5)]
_HARAKAT += [0x06E7, 0x06E8, *range(0x06EA, 0x06EE)]
_NIKUD = [*range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C4, 0x05C5, 0x05C7]
# Letters to Unicode, and marks alone once compatible characters are one: Arabic vowels by
# themselves, the voiced marks of half-width kana.
_MARKS_ALONE = "\ufc5e-\ufc63\ufcf2-\ufcf4\ufe70-\ufe72\ufe74\ufe76-\ufe7f\uff9e\uff9f"
# Letters that keyboards and languages write apart, made one before a stemmer sees them.
_SAME_LETTER = {
    "\u0451": "\u0435",  # Cyrillic io: ie
    "\u0622": "\u0627",  # alef with madda: alef
    "\u0623": "\u0627",  # alef with hamza above: alef
    "\u0625": "\u0627",  # alef with hamza below: alef
    "\u0671": "\u0627",  # alef wasla: alef
    "\u06a9": "\u0643",  # Persian kaf: kaf
    "\u06cc": "\u064a",  # Persian yeh: yeh
}
# What the folding of accents adds to it: a stemmer needs these apart, a reader may not type them.
_SAME_FOLDED = {
    "\u0624": "\u0648",  # waw with hamza: waw
    "\u0626": "\u064a",  # yeh with hamza: yeh
    "\u0629": "\u0647",  # teh marbuta: heh
    "\u0649": "\u064a",  # alef maksura: yeh
    "\u06be": "\u0647",  # heh doachashmee: heh
    "\u06c0": "\u0647",  # heh with yeh above: heh
    "\u06c1": "\u0647",  # Urdu heh: heh
    "\u06c3": "\u0647",  # Urdu teh marbuta: heh
    "\u06d5": "\u0647",  # Kurdish ae: heh
    "\u00e6": "ae",
    "\u00f0": "d",  # eth
    "\u00f8": "o",  # o with stroke
    "\u00fe": "th",  # thorn
    "\u0111": "d",  # d with stroke
    "\u0127": "h",  # h with stroke
    "\u0131": "i",  # dotless i
    "\u0142": "l",  # l with stroke
    "\u014b": "n",  # eng
    "\u0153": "oe",
    "\u0167": "t",  # t with stroke
}
# Articles and conjunctions that French and Italian tie to the next word, and the English genitive.
_TIED = re.compile(
    r"^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|dall|nell|sull|un)['’](?=\w{2})"
    r"|(?<=\w\w)['’]s$",
    re.IGNORECASE,
)
_TIED_ARABIC = re.compile(
    r"(?<!\S)[وف](?=ال\w{2})"
)  # wa-, fa- before the article: no stemmer parts them


def _letters() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(map(ord, _SILENT))
    table |= dict.fromkeys([*_HARAKAT, *_NIKUD])
    for start in (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50):  # decimal digits of other scripts
        table |= {start + digit: str(digit) for digit in range(10)}
    return table | {ord(letter): same for letter, same in _SAME_LETTER.items()}


def _accents() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(range(0x0300, 0x0370))
    for start, end in ((0xC0, 0x250), (0x370, 0x530), (0x1E00, 0x2000)):
        for code in range(start, end):
            plain = unicodedata.normalize("NFD", chr(code)).translate(table)
            if plain != chr(code) and chr(code) != "й":  # й is a letter of its own
                table[code] = plain
    return table | {ord(letter): same for letter, same in _SAME_FOLDED.items()}


_LETTERS = _letters()
_ACCENTS = _accents()


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    # Marks beyond the basic plane are left out: with them the pattern takes three times as long.
    marks = "".join(
        chr(code) for code in range(0x0300, 0x10000) if unicodedata.category(chr(code))[0] == "M"
    )
    within = f"[{marks}{_SILENT}{_ZWNJ}{_MARKS_ALONE}]"
    letter = rf"[^\W_\u0640{_UNSPACED}{_MARKS_ALONE}]"
    return re.compile(rf"(?=\w)[{_UNSPACED}]{within}*|{letter}+(?:{within}+{letter}*)*")


# Words are runs of letters where a text has Latin, Greek and Cyrillic alone, and no marks apart.
_PLAIN_RUNS = re.compile(r"[^\W_]+")
_BEYOND_RUNS = re.compile(
    "[^\\x00-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u200b\u2010-\u2029\u2030-\u205e"
    "\u20a0-\u20cf\u2100-\u214f]"
)

_UNFOLDING = re.compile("[\xbc-\xbe\u013f\u0140\u037a]")  # of those the ones that are written out


def surfaces(text: str) -> list[str]:
    """The words of a text as they stand in it, in order."""
    if is_plain(text, 0, len(text)):
        return _PLAIN_RUNS.findall(text)
    return _word_pattern().findall(text)


def places(text: str, start: int, end: int) -> Iterable[re.Match[str]]:
    """The words that lie between two characters of a text, each with where it lies."""
    if is_plain(text, start, end):
        return _PLAIN_RUNS.finditer(text, start, end)
    return _word_pattern().finditer(text, start, end)


def is_plain(text: str, start: int, end: int) -> bool:
    """Whether the words between two characters of a text are runs of letters and digits."""
    return _BEYOND_RUNS.search(text, start, end) is None


def may_unfold(text: str, start: int, end: int) -> bool:
    """Whether a word between two characters may have several parts, if it is not ASCII."""
    return not is_plain(text, start, end) or _UNFOLDING.search(text, start, end) is not None


def places_of(
    wanted: Collection[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int, str]]:
    """Where these words stand between two characters of a text: start, end (exclusive) and word.

    In the order of the text. Few words in many are found without looking at the others.
    """
    if is_plain(text, start, end):
        yield from sorted(_whole_runs(wanted, text, start, end))
    else:
        for place in _word_pattern().finditer(text, start, end):
            if place.group() in wanted:
                yield place.start(), place.end(), place.group()


def _whole_runs(
    wanted: Collection[str], text: str, start: int, end: int
) -> Iterator[tuple[int, int, str]]:
    for word in wanted:
        at = text.find(word, start, end)
        while at >= 0:
            stop = at + len(word)
            begun = at > start and text[at - 1].isalnum()
            if not begun and (stop == end or not text[stop].isalnum()):
                yield at, stop, word
            at = text.find(word, stop, end)


def normal(text: str, language: str = "") -> str:
    """Lower case, compatible characters made one, silent marks gone; accents stay."""
    text = unicodedata.normalize("NFKC", text).replace("İ", "i")
    if language == "tr":
        text = text.replace("I", "ı")
    return unicodedata.normalize("NFC", text.casefold().translate(_LETTERS))


def folded(text: str) -> str:
    """Normal text without its accents."""
    return text if text.isascii() else text.translate(_ACCENTS)


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a surface is found by.

    `parts` are its normal words in a row, `plain` the same without accents; `variants` are other
    spellings of the whole: accents left out, non-joiners left out, a tied conjunction cut off.
    """

    parts: tuple[str, ...]
    plain: tuple[str, ...]
    variants: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """What a text offers: every part, and every other spelling of the whole."""
        return self.parts + self.variants if self.variants else self.parts

    @property
    def whole(self) -> tuple[str, ...]:
        """What a question asks for: every spelling of the whole, and no part alone."""
        return self.all if len(self.parts) == 1 else self.variants


_KEPT = 16_000  # spellings a language: the words that make up most of any text, in a few megabytes
_FREQUENT: dict[str, dict[str, Spelling]] = {}


def spellings(words: Iterable[str], language: str = "") -> Mapping[str, Spelling]:
    """How each of these surfaces (and perhaps some more) is found, in a text of that language.

    Only `ar` and `tr` are spelt in ways of their own.
    """
    distinct = set(words)
    known = _FREQUENT.setdefault(language, {})
    new = {surface for surface in distinct if surface not in known}
    if len(known) + len(new) > _KEPT:  # begin anew; whoever still reads the old one keeps it
        known, new = {}, distinct
        _FREQUENT[language] = known if len(new) <= _KEPT else {}
    known.update(spelt(new, language))
    return known


def spelt(surfaces: Collection[str], language: str = "") -> Iterator[tuple[str, Spelling]]:
    """The same for each of these surfaces, remembering nothing."""
    lines = normal("\n".join(surfaces), language).split("\n") if surfaces else ()
    for surface, line in zip(surfaces, lines, strict=True):
        yield surface, _spelling(line, language)


def _spelling(line: str, language: str) -> Spelling:
    if line.isascii() and line.isalnum():
        return Spelling(word := (line,), word)
    parts = tuple(part for word in surfaces(line) for part in word.split(_ZWNJ) if part)
    plain = tuple([folded(part) for part in parts])
    if len(parts) > 1:
        return Spelling(parts, plain, ("".join(plain),) if _ZWNJ in line else ())
    variants = plain if plain != parts else ()
    if language == "ar" and parts and (untied := _TIED_ARABIC.sub("", parts[0])) not in parts:
        variants = (*variants, untied)
    return Spelling(parts, plain, variants)


def tied_arabic(words: str) -> list[str]:
    """The words with a conjunction tied to their article, without it; words parted by spaces."""
    return [words[at.end() :].partition(" ")[0] for at in _TIED_ARABIC.finditer(words)]


def untied(word: str) -> str:
    """A word of a question without the article or genitive tied to it: l'homme, women's."""
    return _TIED.sub("", word)


def reference_key(text: str) -> str:
    """The one spelling of a reference that all share: `AL BLR 3/2023`, `al blr 3 / 2023`."""
    squeezed = "".join(normal(text).split())
    return squeezed.translate(_DASHES).strip(".,;:()[]\"'")


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
