"""The files of keys: who shares one with a document, and how many do. Flat cost at any size."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from django.db.models import Count, Max

from liaison.catalogue.inserting import insert
from liaison.catalogue.models import Document
from liaison.link.facts import Facts
from liaison.link.keys import STOP, Keys, candidates
from liaison.link.models import Filed, FiledKey
from liaison.link.rarity import Rarity

COUNTED = 2 * STOP  # documents kept under one key: those of a commoner one are not counted
_AT_ONCE = 900  # values in one statement: within the limits of every database


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
    packed = [(pk, zlib.compress(one.to_json().encode(), 1)) for pk, one in sorted(facts.items())]
    insert(Filed, ("document", "facts"), packed)


def unfile(pks: Iterable[int]) -> None:
    """Take documents out. Call inside a transaction."""
    for some in _pieces(sorted(set(pks))):
        FiledKey.objects.filter(document__in=some).delete()
        Filed.objects.filter(document__in=some).delete()


def facts_of_rows(pks: Iterable[int]) -> dict[int, Facts]:
    """What is filed of documents, by row; those of an older version left out."""
    found: dict[int, Facts] = {}
    for some in _pieces(sorted(set(pks))):
        for pk, packed in Filed.objects.filter(document__in=some).values_list("document", "facts"):
            try:
                found[pk] = Facts.from_json(zlib.decompress(packed).decode())
            except ValueError:
                continue  # it is filed anew before long, and looks for its links itself
    return found


def look_up(keys: Mapping[int, Keys]) -> tuple[dict[int, list[int]], Rarity]:
    """For each document (row) its candidates, the most promising first; how rare their keys are.

    Which of equals come first depends on their identifiers, not on the order of their arrival.
    """
    every = {key for some in keys.values() for key in some.filed | some.sought}
    numbers = {key: number(key) for key in every}
    counts = _counts(numbers.values())
    sought = {pk: {numbers[key] for key in some.sought} for pk, some in keys.items()}
    wanted = set().union(*sought.values())
    followed = [key for key, count in counts.items() if count <= STOP and key in wanted]
    sharing: dict[int, list[int]] = defaultdict(list)
    for some in _pieces(sorted(followed)):
        rows = FiledKey.objects.filter(key__in=some).values_list("key", "document")
        for key, document in rows:
            sharing[key].append(document)
    named = _identifiers({pk for some in sharing.values() for pk in some})
    rows_of = {identifier: pk for pk, identifier in named.items()}
    found = {}
    for pk, under in sought.items():
        filed = {
            key: [named[one] for one in sharing[key] if one != pk and one in named]
            for key in under
            if key in sharing
        }
        found[pk] = [rows_of[identifier] for identifier in candidates(filed, counts)]
    return found, _rarity({key: counts.get(held, 0) for key, held in numbers.items()})


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
    counts: dict[int, int] = {}
    for some in _pieces(sorted(set(keys))):
        rows = FiledKey.objects.filter(key__in=some).values("key").annotate(count=Count("pk"))
        counts |= {row["key"]: row["count"] for row in rows}
    return counts


def _pieces(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
