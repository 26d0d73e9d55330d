"""A record of ready-made facts, and what the next documents cost in it."""

import itertools
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction

from liaison.catalogue.inserting import insert
from liaison.catalogue.models import Document, Link
from liaison.kernel.clock import utc_now
from liaison.link.facts import VERSION, Facts
from liaison.link.files import COUNTED, file_facts, number, packed
from liaison.link.keys import keys_of
from liaison.link.linking import link_documents
from liaison.link.models import Filed, FiledKey
from liaison.measure.invented_facts import Inventor

_SEED = 5
_AT_ONCE = 2_000  # documents of one transaction while loading
_MOST_HELD = 2_000_000  # keys counted while loading: of more, those seen once are forgotten
_BATCH = 32  # documents that a worker takes at once
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds a document of `added` ones, with `loaded` there already, and what was found."""

    loaded: int
    seconds_to_load: float
    keys: int
    added: int
    file_ms: float
    link_ms: float
    processor_ms: float  # of both together, where other work on the machine slows the two down
    links: int
    slowest_ms: float  # of a batch, by its documents


def cost(loaded: int, added: int) -> Cost:
    """Load that many documents in bulk, then file and link the next ones as a worker does."""
    inventor = Inventor(_SEED)
    began = time.perf_counter()
    load_in_bulk(inventor.facts(1, loaded))
    loading = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    links = Link.objects.count()
    filing, linking = [], []
    busy = time.process_time()
    for facts in _pieces(inventor.facts(loaded + 1, added), _BATCH):
        began = time.perf_counter()
        with transaction.atomic():
            _take(facts)
        filed = time.perf_counter()
        pks = [int(one.identifier) for one in facts]
        link_documents(list(Document.objects.filter(pk__in=pks)), utc_now())
        filing.append((filed - began) / len(facts))
        linking.append((time.perf_counter() - filed) / len(facts))
    busy = time.process_time() - busy
    return Cost(
        loaded=loaded,
        seconds_to_load=round(loading, 1),
        keys=FiledKey.objects.count(),
        added=added,
        file_ms=round(1000 * sum(filing) / len(filing), 2),
        link_ms=round(1000 * sum(linking) / len(linking), 2),
        processor_ms=round(1000 * busy / added, 2),
        links=Link.objects.count() - links,
        slowest_ms=round(1000 * max(a + b for a, b in zip(filing, linking, strict=True)), 2),
    )


def load_in_bulk(facts: Iterable[Facts]) -> None:
    """File documents as `file_facts` would, one after another, in a record that has none yet.

    The table of keys has its indexes made last, over all: kept up to date row by row they take
    most of the time of a large record. So no key is looked up while loading. Of those that very
    many share, as far as they are known, no more is added; what is too much goes in the end.
    """
    held: Counter[int] = Counter()
    with _without_indexes():
        for some in _pieces(facts, _AT_ONCE):
            rows = {int(one.identifier): one for one in some}
            with transaction.atomic():
                _insert_documents(rows.values())
                insert(Filed, ("document", "facts"), packed(rows))
                insert(FiledKey, ("key", "document"), list(_wanted(rows, held)))
            if len(held) > _MOST_HELD:
                held = Counter({key: count for key, count in held.items() if count > 1})
    _cut_common_keys()


def _wanted(rows: Mapping[int, Facts], held: Counter[int]) -> Iterator[tuple[int, int]]:
    for pk, facts in rows.items():
        for key in map(number, keys_of(facts).filed):
            held[key] += 1
            if held[key] <= COUNTED:
                yield key, pk


def _cut_common_keys() -> None:
    """Leave of each key the first documents alone, as many as filing leaves."""
    table = connection.ops.quote_name(FiledKey._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT key FROM {table} GROUP BY key HAVING COUNT(*) > {COUNTED}")  # noqa: S608 (names of our own)
        for (key,) in cursor.fetchall():
            last = FiledKey.objects.filter(key=key).order_by("document")[COUNTED - 1].document
            FiledKey.objects.filter(key=key, document__gt=last).delete()


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Without the indexes of keys, and on SQLite without waiting for the disk."""
    quick = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if quick:
            cursor.execute("PRAGMA synchronous=OFF")
    with connection.schema_editor() as editor:
        for index in FiledKey._meta.indexes:
            editor.remove_index(FiledKey, index)
    yield
    with connection.schema_editor() as editor:
        for index in FiledKey._meta.indexes:
            editor.add_index(FiledKey, index)
    with connection.cursor() as cursor:
        if quick:
            cursor.execute("PRAGMA synchronous=NORMAL")


def _take(facts: Iterable[Facts]) -> None:
    rows = {int(one.identifier): one for one in facts}
    _insert_documents(rows.values())
    file_facts(rows, {pk: keys_of(one).filed for pk, one in rows.items()})


def _insert_documents(facts: Iterable[Facts]) -> None:
    now = utc_now()
    Document.objects.bulk_create(
        Document(
            pk=int(one.identifier),
            identifier=one.identifier,
            address=f"https://invented.test/{one.identifier}",
            source_id="invented",
            first_captured=now,
            changed_at=now,
            filed_version=VERSION,
            linked_version=VERSION,
        )
        for one in facts
    )


def _pieces(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    every = iter(items)
    while piece := list(itertools.islice(every, size)):
        yield piece
