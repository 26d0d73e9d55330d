"""Names that were withdrawn, kept as keyed digests: made from a name, found again in a text.

What is kept tells nobody the name. A text that holds it, in the spelling given, in a near one or in
another script, shows where it stands.
"""

import functools
import re
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice, product
from urllib.parse import unquote

from liaison.names.digests import digest
from liaison.names.patterns import alone, han_reading, han_readings, writable, written
from liaison.names.sounds import plain
from liaison.names.unseen import seen
from liaison.names.words import name_words, words_of

_HINT = 4  # hexadecimal digits of a single word's digest: enough to pass over nearly all words
_MOST = 4_000  # combinations of one name in one kind of script
_REMEMBERED = 262_144  # words
_LONGEST_WORD = 100  # letters: no word of a name has more, and one without an end takes for ever
_LONGEST = 5  # words in a row that are looked at together
_SKIPPED = 2  # words between first and last that a name may have more: initials, patronymics
_HAN = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff]+")
_HAN_LENGTHS = (2, 3, 4)
_HANGUL = re.compile("[\uac00-\ud7a3]{3,}")
_HANGUL_LENGTHS = (2, 3, 4)
# What a word is made of beside letters: apostrophes, hyphens, vowel signs and tatweel.
_WORD = re.compile(
    r"[^\W\d_]+(?:[-‐‑'’ʼ׳״\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u0640][^\W\d_]*)*"
)
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|dell|nell|all|sull|dall)['’ʼ]", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’ʼ](?:s|S)?$")
_TIED_ARABIC = re.compile(r"^[وفبلك](?=.{3})")
_INITIAL = 2  # letters
# Two words of one name: a quoted or bracketed short form, or the number of a note, may be between.
_ASIDE = r"[\"“”„«»‹›‘’'()\[\]*†‡\d⁰¹²³⁴-⁹]{0,8}"
_BETWEEN = re.compile(rf"{_ASIDE}(?:\s++(?:[,،]\s++)?|[,،]\s++){_ASIDE}|\.\s?|[·・‧]")
# What is written without spaces: addresses, names of files, #NamesLikeThis.
_UNSPACED = re.compile(r"\S+")
_TIED = re.compile(
    r"[^\W_](?:[-_%+/.@=&:,،–—\u200b-\u200f\u2060])[^\W_]|[a-zß-öø-ÿа-яё][A-ZÀ-ÖØ-ÞА-ЯЁ]"
)
_LETTERS = re.compile(r"[^\W\d_]+")

_SERVANTS = {"abd", "абд", "عبد"}

Digests = AbstractSet[str]
_Reader = Callable[[str], tuple[tuple[str, ...], ...] | None]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a text; `apart` where a comma stands between it and the word before it."""

    start: int
    end: int
    patterns: tuple[str, ...]
    apart: bool = False


def withdrawn_digests(name: str, secret: bytes) -> frozenset[str]:
    """What is kept of a withdrawn name: digests of the combinations of its words' patterns.

    The name counts as a whole and as its first and last word, in any order. Digests of 4 digits are
    hints at single words. A name of one word is found where that word stands, in its own letters
    alone. A short form, a second surname left out or an alias has to be withdrawn by itself. The
    words are those of `name_words`; a name without any, or without a letter, gives no digest.
    Raises ValueError for a secret that `digest` refuses.
    """
    words = name_words(seen(name).text) if any(map(str.isalpha, name)) else ()
    combinations = dict.fromkeys((words, _shortened(words)))
    kept = {digest(reading, secret) for reading in han_readings(words)}
    if len(words) == 1:
        key = alone(words[0])
        return frozenset((*kept, digest(key, secret)[:_HINT], digest(key, secret)))
    for combination in combinations:
        for kind in ("v:", "a:"):
            patterns = [[p for p in writable(word) if p.startswith(kind)] for word in combination]
            kept.update(digest(p, secret)[:_HINT] for row in patterns for p in row)
            rows = islice(product(*patterns), _MOST)
            kept.update(digest(_key(row), secret) for row in rows if row)
    return frozenset(kept)


def _shortened(words: tuple[str, ...]) -> tuple[str, ...]:
    """First and last word; ʿAbd is the first only with the word after it."""
    given = 2 if words and plain(words[0]) in _SERVANTS else 1
    return words[:given] + words[-1:] if len(words) > given else words


def find_withdrawn(text: str, digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    """Where withdrawn names stand in a text: start and end (exclusive) of each, in order.

    `digests` is the union of what `withdrawn_digests` gave. In scripts that have capitals a word
    counts when it begins with one, or where the text has none at all. Takes time in proportion to
    the text; signs that nobody sees are passed over. Without spaces between them, as in addresses,
    names of files and #LikeThis, words count in small letters too. Spans do not overlap.
    """
    if not digests:
        return
    end = 0
    whole = seen(text)
    found = {whole.span(*span) for span in _spans(whole.text, digests, secret)}
    found.update(_unspaced(text, digests, secret))
    for start, stop in sorted(found, key=lambda span: (span[0], -span[1])):
        if start >= end:
            yield start, stop
            end = stop


def _spans(text: str, digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    read = _reader(frozenset(digests), secret)
    if any(any(read(word) or ()) for word in set(_WORD.findall(text))):
        for row in _rows(text, read):
            yield from _in_row(row, digests, secret)
    for run in _HAN.finditer(text):
        yield from _in_han(run, digests, secret)
    for token in _HANGUL.finditer(text):
        yield from _in_hangul(token, digests, secret)


def _unspaced(text: str, digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    """Names in what is written without spaces: free-jane-carver-now, jane.carver@…, #JaneCarver."""
    read = _reader(frozenset(digests), secret)
    for token in _UNSPACED.finditer(text):
        if not _TIED.search(token.group()):
            continue
        readable = unquote(token.group())
        found = _pieces_of_names(readable, read, digests, secret)
        if readable == token.group():
            yield from ((token.start() + start, token.start() + end) for start, end in found)
        elif any(found):  # behind what stands for other signs nobody knows which
            yield token.span()


def _pieces_of_names(
    written: str, read: _Reader, digests: Digests, secret: bytes
) -> Iterator[tuple[int, int]]:
    pieces = [found.span() for found in _LETTERS.finditer(written)]
    parted = [part for start, end in pieces for part in _at_capitals(written, start, end)]
    for spans in (pieces, parted) if parted != pieces else (pieces,):
        row = [
            _Word(start, end, patterns)
            for start, end in spans
            for patterns in read(written[start:end]) or ()
        ]
        yield from _in_row(row, digests, secret)


def _at_capitals(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The pieces of letters written together, each from its capital on: FreeJane, Free and Jane."""
    for place in range(start + 1, end):
        if text[place].isupper() and text[place - 1].islower():
            yield start, place
            start = place
    yield start, end


@functools.lru_cache(maxsize=4)
def _reader(digests: frozenset[str], secret: bytes) -> _Reader:
    """What reads a word: of each part of it the patterns that a name may have; None for a particle.

    Most words of a record come again and again, and have none: they are looked at once.
    """
    passed = words_of("article") | words_of("particle")

    @functools.lru_cache(maxsize=_REMEMBERED)
    def remembered(word: str) -> tuple[tuple[str, ...], ...] | None:
        return look(word)

    def read(word: str) -> tuple[tuple[str, ...], ...] | None:
        return remembered(word) if len(word) <= _LONGEST_WORD else look(word)

    def look(word: str) -> tuple[tuple[str, ...], ...] | None:
        if plain(word) in passed:
            return None
        parts = known(word)
        for bare in _bare(word):
            more = known(bare)
            if len(more) == len(parts):
                parts = tuple(one + other for one, other in zip(parts, more, strict=True))
            elif any(more):
                parts = more
        return parts

    def known(word: str) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(one for one in written(part) if digest(one, secret)[:_HINT] in digests)
            if len(part) <= _LONGEST_WORD
            else ()
            for part in name_words(word)
        )

    return read


def _bare(word: str) -> Iterator[str]:
    """The word without what a language ties to a name: l'…, d'…, …'s, and Arabic wa-, bi-, li-."""
    for ties in (_ELIDED, _POSSESSIVE, _TIED_ARABIC):
        bare = ties.sub("", word)
        if bare and bare != word:
            yield bare


def _rows(text: str, read: _Reader) -> Iterator[list[_Word]]:
    """The words that may be names, in the rows in which they stand; particles are passed over."""
    cased = any(letter.isupper() for letter in text)
    row: list[_Word] = []
    end = 0
    for found in _WORD.finditer(text):
        word, start = found.group(), found.start()
        parts = read(word)
        if row and not _goes_on(text, row[-1], end, start):
            yield row
            row = []
        apart = bool(row) and "," in text[end:start].replace("،", ",")
        end = found.end()
        if parts is None:
            continue
        if cased and word[0].islower() and not _inner_capital(word):
            if row:
                yield row
            row = []
            continue
        row += [_Word(start, end, patterns, apart) for patterns in parts]
        if len(row) > 8 * _LONGEST:  # a text without stops, in pieces that overlap
            yield row
            row = row[-_LONGEST:]
    if row:
        yield row


def _goes_on(text: str, last: _Word, end: int, start: int) -> bool:
    """Whether a name may go on over what stands between; a stop only after an initial."""
    initial = last.end - last.start <= _INITIAL
    return bool(_BETWEEN.fullmatch(text, end, start)) and (initial or text[end] != ".")


def _inner_capital(word: str) -> bool:
    """Whether a word that begins small is a name all the same: al-Rawi, d'Estaing."""
    tied = any(sign in word[:4] for sign in "-'’ʼ")
    return tied and any(letter.isupper() for letter in word)


def _in_row(row: Sequence[_Word], digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    for first, word in enumerate(row):
        if not word.patterns:
            continue
        for length in range(1, _LONGEST + 1):
            last = first + length - 1
            if last >= len(row) or not row[last].patterns:
                continue
            whole = row[first : last + 1]
            if any(other.apart for other in whole[1:]) and not _surname_first(row, first, last):
                continue
            ends = (word, row[last]) if 1 <= length - 2 <= _SKIPPED else ()
            if _known(whole, digests, secret) or (ends and _known(ends, digests, secret)):
                yield word.start, row[last].end


def _surname_first(row: Sequence[_Word], first: int, last: int) -> bool:
    """Whether words with a comma between them are "Family, Given", and not two people."""
    return (
        (first == 0 or row[first].apart)
        and row[first + 1].apart
        and not any(word.apart for word in row[first + 2 : last + 1])
    )


def _known(words: Sequence[_Word], digests: Digests, secret: bytes) -> bool:
    rows = product(*(word.patterns for word in words))
    return any(digest(_key(row), secret) in digests for row in rows)


def _in_han(run: re.Match[str], digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    letters = run.group()
    for at in range(len(letters)):
        for length in _HAN_LENGTHS:
            if at + length <= len(letters):
                reading = han_reading(letters[at : at + length])
                if digest(reading, secret) in digests:
                    yield run.start() + at, run.start() + at + length


def _in_hangul(token: re.Match[str], digests: Digests, secret: bytes) -> Iterator[tuple[int, int]]:
    """Names with what Korean ties to their end: 박상돈은."""
    for length in _HANGUL_LENGTHS:
        start = token.start()
        parts = name_words(token.group()[:length])
        words = [_Word(start, start + length, written(part)) for part in parts]
        if length < len(token.group()) and len(words) > 1 and _known(words, digests, secret):
            yield start, start + length


def _key(patterns: Sequence[str]) -> str:
    return "|".join(sorted(patterns))
