"""How the entries of a log hang together, and how a break shows.

The digest of an entry is the SHA-256 of these, each as UTF-8 after its length in four bytes: the
digest before, number, moment, actor, action, subject, detail. The first follows 32 zero bytes.
Whoever knows a later digest (every recipient of an envelope does) sees when an earlier entry is
missing, changed or put in.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

GROUND = bytes(32)  # what the first entry follows
Row = tuple[int, str, str, str, str, str, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a log: what stands for all of it."""

    number: int = 0
    digest: bytes = GROUND


@dataclass(frozen=True, slots=True)
class Flaw:
    """Where a log is not what it was, and how that shows."""

    number: int
    what: str


def moment(at: dt.datetime) -> str:
    """A moment as the log writes it, so that later ones sort after it."""
    told = at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    return f"{told.removesuffix('+00:00')}Z"


def digest(before: bytes, number: int, *said: str) -> bytes:
    """Of an entry; `said`: moment, actor, action, subject, detail."""
    parts = (before, str(number).encode(), *(one.encode() for one in said))
    framed = chain.from_iterable((len(part).to_bytes(4, "big"), part) for part in parts)
    return hashlib.sha256(b"".join(framed)).digest()


def flaws(rows: Iterable[Row], known: Iterable[Head] = ()) -> Iterator[Flaw]:
    """What is wrong with a log, from its first entry on.

    `rows`: number, moment, actor, action, subject, detail, digest before, digest, in their order.
    `known`: heads that others remember. Ends with the last entry, or with the known one that
    should be there and is not.
    """
    expected, before = 1, GROUND
    remembered = {head.number: head.digest for head in known if head.number}
    for number, at, actor, action, subject, detail, told_before, told in rows:
        if number != expected:
            yield Flaw(expected, f"{number - expected} entries are missing before entry {number}")
        if told_before != before:
            yield Flaw(number, "it does not follow the entry before it")
        if digest(told_before, number, at, actor, action, subject, detail) != told:
            yield Flaw(number, "it was changed after it was written")
        if remembered.pop(number, told) != told:
            yield Flaw(number, "others remember another entry here: the log was rewritten")
        expected, before = number + 1, told
    for number in sorted(remembered):
        yield Flaw(number, f"others remember entry {number}: the end of the log was cut off")
