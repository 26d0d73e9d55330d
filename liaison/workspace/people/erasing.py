"""What else holds something of a person: other parts say so here, and are called on an erasure.

Each is given the person's reference, within the transaction that empties our tables. It deletes its
copies in the same database, notes whom to ask for the same, and says how many of what went, by
codes. It may be called again for the same person, and then finds nothing.
"""

from collections import Counter
from collections.abc import Callable, Mapping

Purge = Callable[[str], Mapping[str, int]]
_purges: list[Purge] = []


def register(purge: Purge) -> None:
    """Call this on every erasure. A part's `ready` does it."""
    if purge not in _purges:
        _purges.append(purge)


def purge_elsewhere(reference: str) -> Counter[str]:
    """Let every other part delete what it has; how many of what went."""
    gone: Counter[str] = Counter()
    for purge in _purges:
        gone.update(purge(reference))
    return gone
