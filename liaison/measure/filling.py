"""A record of ready-made facts, and what the next documents cost in it."""

import itertools
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection, transaction

from liaison.catalogue.models import Document, Link
from liaison.kernel.clock import utc_now
from liaison.link.facts import VERSION, Facts
from liaison.link.files import file_facts
from liaison.link.keys import keys_of
from liaison.link.linking import link_documents
from liaison.link.models import FiledKey
from liaison.measure.invented_facts import Inventor

_SEED = 5
_AT_ONCE = 2_000  # documents of one transaction while loading
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
    links: int
    slowest_ms: float  # of a batch, by its documents


def cost(loaded: int, added: int) -> Cost:
    """Load that many documents in bulk, then file and link the next ones as a worker does."""
    inventor = Inventor(_SEED)
    began = time.perf_counter()
    for facts in _pieces(inventor.facts(1, loaded), _AT_ONCE):
        with transaction.atomic():
            _take(facts)
    loading = time.perf_counter() - began
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    links = Link.objects.count()
    filing, linking = [], []
    for facts in _pieces(inventor.facts(loaded + 1, added), _BATCH):
        began = time.perf_counter()
        with transaction.atomic():
            _take(facts)
        filed = time.perf_counter()
        pks = [int(one.identifier) for one in facts]
        link_documents(list(Document.objects.filter(pk__in=pks)), utc_now())
        filing.append((filed - began) / len(facts))
        linking.append((time.perf_counter() - filed) / len(facts))
    return Cost(
        loaded=loaded,
        seconds_to_load=round(loading, 1),
        keys=FiledKey.objects.count(),
        added=added,
        file_ms=round(1000 * sum(filing) / len(filing), 2),
        link_ms=round(1000 * sum(linking) / len(linking), 2),
        links=Link.objects.count() - links,
        slowest_ms=round(1000 * max(a + b for a, b in zip(filing, linking, strict=True)), 2),
    )


def _take(facts: Iterable[Facts]) -> None:
    rows = {int(one.identifier): one for one in facts}
    now = utc_now()
    Document.objects.bulk_create(
        Document(
            pk=pk,
            identifier=one.identifier,
            address=f"https://invented.test/{pk}",
            source_id="invented",
            first_captured=now,
            changed_at=now,
            filed_version=VERSION,
            linked_version=VERSION,
        )
        for pk, one in rows.items()
    )
    file_facts(rows, {pk: keys_of(one).filed for pk, one in rows.items()})


def _pieces(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    every = iter(items)
    while piece := list(itertools.islice(every, size)):
        yield piece
