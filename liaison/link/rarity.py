"""How rare a key is among the documents of the record."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rarity:
    """How many documents there are, and under how many of them each key is filed.

    `counts` needs the keys of one of the two documents that are compared, not more: what they
    share is among them. A key that has no count is taken for one that stands in a single document.
    """

    documents: int = 1
    counts: Mapping[str, int] = field(default_factory=dict)

    def information(self, key: str) -> float:
        """What sharing the key tells, in nats: the logarithm of how few documents hold it."""
        documents = max(self.documents, 2)
        return math.log(documents / min(max(self.counts.get(key, 1), 1), documents))
