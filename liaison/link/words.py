"""The words of a text as linking compares them: folded, and kept as keyed digests."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W\d_]+(?:['’`ʼ-][^\W\d_]+)*")
_DIGEST_BYTES = 5  # 40 bits: two of a million different words meet by chance once or twice


@dataclass(frozen=True, slots=True)
class WrittenWord:
    """A word of a text, folded to Latin letters in lower case; `proper` if written like a name."""

    folded: str
    proper: bool


def words(text: str) -> Iterator[WrittenWord]:
    """The words of a text, in order; one letter alone is none.

    A word is written like a name where it begins with a capital letter, the first word of a
    sentence included: there is no telling it from one that happens to stand there.
    """
    for match in _WORD.finditer(text):
        word = match.group()
        folded = fold_word(word)
        if len(folded) > 1:
            yield WrittenWord(folded, word[0].isupper())


@lru_cache(maxsize=1 << 15)
def fold_word(word: str) -> str:
    """A word in lower case Latin letters alone, whatever its script, accents and apostrophes."""
    return "".join(letter for letter in anyascii(word).lower() if letter.isalnum())


class Digester:
    """Turns words into digests that only who has the key can make again.

    `secret` is up to 64 bytes; the same in every process that makes facts of one record.
    """

    def __init__(self, secret: bytes = b"") -> None:
        self._secret = secret
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """The digest of a word: ten hexadecimal digits."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) > 1 << 16:
                self._known.clear()
            digest = hashlib.blake2b(word.encode(), digest_size=_DIGEST_BYTES, key=self._secret)
            known = self._known[word] = digest.hexdigest()
        return known
