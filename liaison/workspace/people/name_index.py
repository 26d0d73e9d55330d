"""The blind index: under which digests a person's names are found, in whatever script.

A row is a digest of a word of a name, as sounded or as written in Latin letters, and the number of
a person. The digests are keyed: with the vault's key one can look a known name up, and from the
rows nobody reads one. The table is made in the migration `0002_finding`.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connections

from liaison.names import digest, name_words, romanise, word_keys
from liaison.workspace.vault import opened

_SIZE = 8
_MOST_OF_A_WORD = 20_000  # persons; beyond it a word says nothing


def digests_of(names: Iterable[str]) -> frozenset[int]:
    """All that these names are found under."""
    return digests_of_many([tuple(names)])[0]


def digests_of_many(people: Iterable[Iterable[str]]) -> list[frozenset[int]]:
    """The same for many people: words that several of them bear are looked at once."""
    secret, known = _secret(), dict[str, frozenset[int]]()

    def of(word: str) -> frozenset[int]:
        if word not in known:
            known[word] = frozenset((*_sounded(word, secret), _spelt(word, secret)))
        return known[word]

    return [
        frozenset().union(*(of(word) for name in names for word in name_words(name)))
        for names in people
    ]


def packed(digests: Iterable[int]) -> bytes:
    """As the row of a person keeps them, so that its rows here can be found without the names."""
    found = sorted(digests)
    return struct.pack(f"<{len(found)}q", *found)


def replace(person: int, old: bytes, new: frozenset[int], *, narrow: bool) -> None:
    """Put a person under these digests alone, within the transaction at hand."""
    before = _unpacked(old)
    with connections[opened.current().alias].cursor() as cursor:
        cursor.executemany(
            "DELETE FROM people_name_key WHERE digest = %s AND person = %s",
            [(one, person) for one in before],
        )
        cursor.executemany(
            "INSERT INTO people_name_key (digest, person, narrow) VALUES (%s, %s, %s)",
            [(one, person, narrow) for one in sorted(new)],
        )


def narrow(person: int, digests: bytes, *, to_readers: bool) -> None:
    """Say in the rows of a person whether it is for its readers alone."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.executemany(
            "UPDATE people_name_key SET narrow = %s WHERE digest = %s AND person = %s",
            [(to_readers, one, person) for one in _unpacked(digests)],
        )


def fill(rows: Sequence[tuple[int, int, bool]]) -> None:
    """Many rows at once: digest, person, whether for its readers alone. In the order of digests."""
    with connections[opened.current().alias].cursor() as cursor:
        cursor.executemany(
            "INSERT INTO people_name_key (digest, person, narrow) VALUES (%s, %s, %s)", rows
        )


def nearest(name: str, mine: frozenset[int], most: int) -> tuple[list[int], int]:
    """The numbers of those whose names meet this one in most words, and how many there are.

    `mine`: those among the narrow ones that whoever asks may know of; other narrow ones are not
    counted. How a word is sounded counts; how it is spelt decides between equals.
    """
    words, secret = name_words(name), _secret()
    met: Counter[int] = Counter()
    for word in words:
        for person in _under(_sounded(word, secret), mine):
            met[person] += 2
    for word in words:
        for person in _under((_spelt(word, secret),), mine):
            met[person] += 1
    best = sorted(met.items(), key=lambda both: (-both[1], both[0]))
    needed = 2 * ((len(words) + 1) // 2)  # half of the words at least
    kept = [person for person, score in best if score >= needed]
    return kept[:most], len(kept)


def _under(digests: Sequence[int], mine: frozenset[int]) -> set[int]:
    """Who is found under any of these."""
    if not digests:
        return set()
    places = ",".join(["%s"] * len(digests))
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute(
            f"SELECT person, narrow FROM people_name_key WHERE digest IN ({places})"  # noqa: S608 (marks of parameters alone)
            f" LIMIT {_MOST_OF_A_WORD}",
            list(digests),
        )
        return {person for person, narrow in cursor.fetchall() if not narrow or person in mine}


def _unpacked(digests: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(digests) // _SIZE}q", digests)


def _sounded(word: str, secret: bytes) -> tuple[int, ...]:
    return tuple({_digest(f"sound {key}", secret) for key in word_keys(word)})


def _spelt(word: str, secret: bytes) -> int:
    return _digest(f"word {romanise(word)}", secret)


def _secret() -> bytes:
    return opened.current().key.derive("index of names").secret


def _digest(said: str, secret: bytes) -> int:
    """64 bits of the keyed digest, as SQLite writes whole numbers."""
    number: int = struct.unpack("<q", bytes.fromhex(digest(said, secret))[:_SIZE])[0]
    return number
