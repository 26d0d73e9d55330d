"""How rare a key is among the documents of the record."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from liaison.link.keys import word_key

UNKNOWN = 0.5  # what a word is taken to tell that nobody has counted


@dataclass(frozen=True)
class Rarity:
    """How many documents there are, and under how many of them each key is filed.

    `counts` needs the keys that one of the two documents is filed under, not more: what both are
    filed under is among them.
    """

    documents: int = 1
    counts: Mapping[str, int] = field(default_factory=dict)
    _known: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)
    _words: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def share(self, key: str) -> float:
        """What sharing a key tells, 0 to 1.

        1 is what tells one document from all others, so that a share means the same in a small
        record and in a large one; `UNKNOWN` for a key without a count.
        """
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._share(key)
        return known

    def word(self, word: str) -> float:
        """The same of the key of a word."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = self._share(word_key(word))
        return known

    def _share(self, key: str) -> float:
        count = self.counts.get(key)
        if count is None:
            return UNKNOWN
        documents = max(self.documents, 2)
        return math.log(documents / min(max(count, 1), documents)) / math.log(documents)
