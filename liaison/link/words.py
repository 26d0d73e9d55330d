"""The words of a text as linking compares them: folded, and kept as keyed digests."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from liaison.link.facts import Name, Word
from liaison.names.keys import word_keys
from liaison.names.words import name_words

_WORD = re.compile(r"[^\W\d_]+(?:['’‘`ʼ][^\W\d_]+)*")
_JOINS = re.compile(
    r"^(?:[\s'’‘`ʼ-]*|\s+(?:al|el|bin|ibn|ben|de|da|do|dos|del|der|van|von|ul)[\s-]+)$"
)
# Words in which Latin letters stand beside Cyrillic or Greek ones are Latin words in disguise: made
# so by a careless keyboard, or so that nobody finds them (Unicode Technical Standard 39).
_MIXED = re.compile(r"[A-Za-z][^A-Za-z]*[\u0370-\u04ff]|[\u0370-\u04ff][^\u0370-\u04ff]*[A-Za-z]")
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορν",
    "ABEKMHOPCTYXaeijopcyxshdqwABEZHIKMNOPTYXaopv",
)
_DIGEST_BYTES = 5  # 40 bits: two of a million different words meet by chance once or twice
_KEYS_OF_A_WORD = 2
_LONGEST = 40  # letters of what is taken for a word
_WORDS_OF_A_NAME = 6
_MOST_KNOWN = 1 << 16  # words remembered from one document to the next


class WrittenWord(NamedTuple):
    """A word as it is written, at `start` to `end` (exclusive), and folded (see `fold_word`)."""

    written: str
    folded: str
    start: int
    end: int

    @property
    def proper(self) -> bool:
        """Whether it is written like a name: with a capital, which may be that of a sentence."""
        return self.written[0].isupper()


def words(text: str) -> Iterator[WrittenWord]:
    """The words of a text, in order; a letter alone is none."""
    plain = text.isascii()
    for match in _WORD.finditer(text):
        word = match.group()[:_LONGEST]
        if not plain and not word.isascii() and _MIXED.search(word):
            word = word.translate(_LOOKALIKES)
        folded = fold_word(word)
        if len(folded) > 1:
            start, end = match.span()
            yield WrittenWord(word, folded, start, end)


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """A word in lower case Latin letters alone, whatever its script, accents and apostrophes."""
    if word.isascii() and word.isalpha():
        return word.lower()
    return "".join(letter for letter in anyascii(word).lower() if letter.isalnum())


def proper_names(text: str, found: Sequence[WrittenWord]) -> Iterator[list[WrittenWord]]:
    """Of the words found in a text those written like names, each with those that follow it.

    Particles and articles between two of them are passed over: they belong to the name.
    """
    row: list[WrittenWord] = []
    for word in found:
        if not word.proper:
            continue
        if row and (
            len(row) == _WORDS_OF_A_NAME or not _JOINS.match(text[row[-1].end : word.start])
        ):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


@lru_cache(maxsize=2)
def digester(secret: bytes) -> "Digester":
    """The digester of a secret, with the words that it met last."""
    return Digester(secret)


class Digester:
    """Turns words into digests that only who has the key can make again.

    `secret` is up to 64 bytes; the same in every process that makes facts of one record.
    """

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret
        self._known: dict[str, str] = {}
        self._names: dict[str, Word] = {}

    def word(self, folded: str) -> str:
        """The digest of a folded word: ten hexadecimal digits."""
        known = self._known.get(folded)
        if known is None:
            digest = hashlib.blake2b(folded.encode(), digest_size=_DIGEST_BYTES, key=self._secret)
            known = digest.hexdigest()
            if len(self._known) == _MOST_KNOWN:
                self._known.clear()
            self._known[folded] = known
        return known

    def name(self, written: str) -> Name:
        """A name: for each of its words the digests of the word and of what it sounds like."""
        return tuple(self._sounding(word) for word in name_words(written)[:_WORDS_OF_A_NAME])

    def _sounding(self, word: str) -> Word:
        known = self._names.get(word)
        if known is None:
            keys = list(dict.fromkeys(word_keys(word)))[:_KEYS_OF_A_WORD]
            known = (self.word(fold_word(word)), *(self.word(f"~{key}") for key in keys))
            if len(self._names) == _MOST_KNOWN:
                self._names.clear()
            self._names[word] = known
        return known
