"""The files of keys: who shares one with a document, and how many do. Flat cost at any size."""

import hashlib
import heapq
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from django.db import connection
from django.db.models import Max

from liaison.catalogue.inserting import insert
from liaison.catalogue.models import Document
from liaison.link.facts import Facts
from liaison.link.keys import DIGITS, MOST_CANDIDATES, STOP, Keys, promise
from liaison.link.models import Filed, FiledKey
from liaison.link.rarity import Rarity

COUNTED = 2 * STOP  # documents kept under one key: those of a commoner one are not counted
_KNOWN = 1_000  # documents whose facts are remembered, some 40 KB each
_AT_ONCE = 900  # values in one statement: within the limits of every database


@lru_cache(maxsize=1 << 16)
def number(key: str) -> int:
    """A key as the tables hold it: 64 bits, signed."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def file_facts(facts: Mapping[int, Facts], keys: Mapping[int, Collection[str]]) -> None:
    """File documents (by their rows) under their keys, in place of what was filed of them.

    A document without facts is taken out. Call inside a transaction.
    """
    unfile(keys)
    wanted = {pk: {number(key) for key in some} for pk, some in keys.items()}
    held = _counts({key for some in wanted.values() for key in some})
    rows = []
    for pk, some in sorted(wanted.items()):
        for key in sorted(some):
            if held.get(key, 0) < COUNTED:
                held[key] = held.get(key, 0) + 1
                rows.append((key, pk))
    insert(FiledKey, ("key", "document"), rows)
    insert(Filed, ("document", "facts"), packed(facts))


def packed(facts: Mapping[int, Facts]) -> list[tuple[int, bytes]]:
    """The rows of `Filed` that hold facts."""
    return [(pk, zlib.compress(one.to_json().encode(), 1)) for pk, one in sorted(facts.items())]


def unfile(pks: Iterable[int]) -> None:
    """Take documents out. Call inside a transaction."""
    for some in _pieces(sorted(set(pks))):
        for rows in (
            FiledKey.objects.filter(document__in=some),
            Filed.objects.filter(document__in=some),
        ):
            rows._raw_delete(rows.db)  # noqa: SLF001 (delete() asks first what refers to them)


def facts_of_rows(pks: Iterable[int]) -> dict[int, Facts]:
    """What is filed of documents, by row; those of an older version left out."""
    found: dict[int, Facts] = {}
    for some in _pieces(sorted(set(pks))):
        for pk, held in Filed.objects.filter(document__in=some).values_list("document", "facts"):
            facts = _unpacked(bytes(held))
            if facts is not None:
                found[pk] = facts
    return found


@lru_cache(maxsize=_KNOWN)
def _unpacked(held: bytes) -> Facts | None:
    """Facts, remembered with all that was worked out of them: many documents have one near."""
    try:
        return Facts.from_json(zlib.decompress(held).decode())
    except ValueError:
        return None  # it is filed anew before long, and looks for its links itself


def look_up(keys: Mapping[int, Keys]) -> tuple[dict[int, list[int]], Rarity]:
    """For each document (row) its candidates, the most promising first; how rare their keys are.

    Which of equals come first depends on their identifiers, not on the order of their arrival.
    """
    every = {key for some in keys.values() for key in some.filed | some.sought}
    numbers = {key: number(key) for key in every}
    counts = _counts(numbers.values())
    sought = {pk: {numbers[key] for key in some.sought} for pk, some in keys.items()}
    wanted = set().union(*sought.values())
    sharing = _sharing([key for key, count in counts.items() if count <= STOP and key in wanted])
    promising = {}
    for pk, under in sought.items():
        filed = {key: sharing[key] for key in under if key in sharing}
        promising[pk] = promise(filed, counts)
        promising[pk].pop(pk, None)
    found = _first(promising)
    return found, _rarity({key: counts.get(held, 0) for key, held in numbers.items()})


def _first(promising: Mapping[int, dict[int, float]]) -> dict[int, list[int]]:
    """The most promising of each; identifiers are asked for where they may decide."""
    near = {pk: _best(promises) for pk, promises in promising.items()}
    named = _identifiers({one for some in near.values() for one in some})
    found = {}
    for pk, some in near.items():
        if any(one not in named for one in some):  # keys of rows that are gone
            named |= _identifiers(promising[pk])
            some = [one for one in promising[pk] if one in named]  # noqa: PLW2901 those that are left
        promises = promising[pk]
        some.sort(key=lambda one: (-round(promises[one], DIGITS), named[one]))
        found[pk] = some[:MOST_CANDIDATES]
    return found


def _best(promises: Mapping[int, float]) -> list[int]:
    """The documents among which the most promising are: more than those where several are equal."""
    if len(promises) <= MOST_CANDIDATES:
        return list(promises)
    least = heapq.nlargest(MOST_CANDIDATES, promises.values())[-1] - 2 * 10**-DIGITS
    return [document for document, one in promises.items() if one >= least]


def _sharing(keys: Iterable[int]) -> dict[int, list[int]]:
    """The documents filed under each key."""
    sharing: dict[int, list[int]] = defaultdict(list)
    for key, document in _of_keys("key, document", keys):
        sharing[key].append(document)
    return sharing


def _identifiers(pks: Collection[int]) -> dict[int, str]:
    named: dict[int, str] = {}
    for some in _pieces(sorted(pks)):
        named |= dict(Document.objects.filter(pk__in=some).values_list("pk", "identifier"))
    return named


def _rarity(counts: Mapping[str, int]) -> Rarity:
    """One that is too common to be counted tells nothing."""
    documents = _documents(Document.objects.aggregate(highest=Max("pk"))["highest"] or 0)
    held = {key: documents if count >= COUNTED else count for key, count in counts.items()}
    return Rarity(documents, held)


@lru_cache(maxsize=1)
def _documents(highest: int) -> int:
    """How many documents there are, counted again only where one came since."""
    del highest
    return Document.objects.count()


def _counts(keys: Iterable[int]) -> dict[int, int]:
    return dict(_of_keys("key, COUNT(*)", keys, "GROUP BY key"))


def _of_keys(selected: str, keys: Iterable[int], grouped: str = "") -> Iterator[tuple[int, int]]:
    """Rows of keys, in plain SQL: thousands of values cost more to prepare than to look up."""
    table = connection.ops.quote_name(FiledKey._meta.db_table)
    with connection.cursor() as cursor:
        for some in _pieces(sorted(set(keys))):
            values = ", ".join(map(str, some))  # numbers
            cursor.execute(f"SELECT {selected} FROM {table} WHERE key IN ({values}) {grouped}")  # noqa: S608 (numbers, and names of our own)
            yield from cursor.fetchall()


def _pieces(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
