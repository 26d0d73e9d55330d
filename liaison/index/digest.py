"""One number for everything indexed, so that two indexes of the same record can be compared.

Each entry has a digest; an engine keeps it in three pieces and adds them up. A sum does not mind
the order, and a piece is small enough for sums over four thousand million entries to stay exact
in the floating-point numbers that engines add with.
"""

import hashlib
import json
from collections.abc import Sequence

from liaison.index.protocol import Entry

PIECES = 3
_BITS = 21


def pieces(entry: Entry) -> tuple[int, int, int]:
    """The digest of an entry (63 bits), in three numbers of 21 bits."""
    said = [
        entry.identifier,
        sorted(entry.titles.items()),
        sorted(entry.bodies.items()),
        sorted(set(entry.references)),
        sorted(set(entry.symbols)),
        sorted({entry.identifier, *entry.members}),
        entry.published and entry.published.isoformat(),
        sorted(
            (facet.value, sorted(set(values))) for facet, values in entry.facet_values().items()
        ),
    ]
    written = json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")
    number = int.from_bytes(hashlib.blake2b(written, digest_size=8).digest(), "big")
    mask = (1 << _BITS) - 1
    return number & mask, number >> _BITS & mask, number >> 2 * _BITS & mask


def checksum(count: int, sums: Sequence[int]) -> str:
    """The digest of a whole index, in hex, from how many entries it has and their sums."""
    return hashlib.blake2b(json.dumps([count, *sums]).encode(), digest_size=16).hexdigest()
