"""The blind index: under which digests a person's names are found, in whatever script.

A row is a digest of a word of a name, as sounded or as written in Latin letters, and the number of
a person. The digests are keyed: with the vault's keys one can look a known name up, and from the
rows nobody reads one. The table is made in the migration `0002_finding`.
"""

import struct
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connections

from liaison.names import digest, name_words, romanise, word_keys
from liaison.workspace.vault import opened
from liaison.workspace.vault.lasting import lasting

_SIZE = 8
_MOST_OF_A_WORD = 20_000  # rows; of a commoner word it is asked who of the likely ones has it
_LIKELY = 3_000
_AT_ONCE = 500


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


def nearest(name: str, member: int, most: int) -> tuple[list[int], int]:
    """The numbers of those whose names meet this one in most words, and how many there are.

    Of the narrow ones those alone that this member may know of. How a word is sounded counts; how
    it is spelt decides between equals.
    """
    words, secret = name_words(name), _secret()
    met: Counter[int] = Counter()
    common: list[tuple[Sequence[int], int, set[int]]] = []
    for word in words:
        for digests, weight in ((_sounded(word, secret), 2), ((_spelt(word, secret),), 1)):
            rows = _under(digests, member)
            if len(rows) < _MOST_OF_A_WORD:
                met.update(dict.fromkeys({person for (person,) in rows}, weight))
            else:
                common.append((digests, weight, {person for (person,) in rows}))
    for under, weight, some in common:
        likely = [person for person, _score in met.most_common(_LIKELY)]
        people = _among(under, likely) if likely else some
        met.update(dict.fromkeys(people, weight))
    needed = 2 * ((len(words) + 1) // 2)  # half of the words at least
    kept = [(-score, person) for person, score in met.items() if score >= needed]
    return [person for _score, person in sorted(kept)[:most]], len(kept)


def _under(digests: Sequence[int], member: int) -> list[tuple[int, ...]]:
    """Rows of whoever is found under any of these and this member may know of; not all of many."""
    return _rows(
        f"SELECT person FROM people_name_key WHERE digest IN ({_marks(digests)})"  # noqa: S608 (marks of parameters alone)
        " AND (narrow = 0 OR person IN"
        " (SELECT person_id FROM people_person_readers WHERE member_id = %s))"
        f" LIMIT {_MOST_OF_A_WORD}",
        [*digests, member],
    )


def _among(digests: Sequence[int], people: Sequence[int]) -> set[int]:
    """Which of these people are found under any of the digests."""
    found: set[int] = set()
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        rows = _rows(
            f"SELECT person FROM people_name_key WHERE digest IN ({_marks(digests)})"  # noqa: S608 (marks of parameters alone)
            f" AND person IN ({_marks(some)})",
            [*digests, *some],
        )
        found.update(person for (person,) in rows)
    return found


def _rows(asked: str, given: Sequence[int]) -> list[tuple[int, ...]]:
    with connections[opened.current().alias].cursor() as cursor:
        cursor.execute(asked, list(given))
        rows: list[tuple[int, ...]] = cursor.fetchall()
    return rows


def _marks(given: Sequence[int]) -> str:
    return ",".join(["%s"] * len(given))


def _unpacked(digests: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(digests) // _SIZE}q", digests)


def _sounded(word: str, secret: bytes) -> tuple[int, ...]:
    return tuple({_digest(f"sound {key}", secret) for key in word_keys(word)})


def _spelt(word: str, secret: bytes) -> int:
    return _digest(f"word {romanise(word)}", secret)


def _secret() -> bytes:
    return lasting("index of names").secret


def _digest(said: str, secret: bytes) -> int:
    """64 bits of the keyed digest, as SQLite writes whole numbers."""
    number: int = struct.unpack("<q", bytes.fromhex(digest(said, secret))[:_SIZE])[0]
    return number
