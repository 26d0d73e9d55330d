"""What knowing costs: understanding and linking a document, beside reading it, on one core."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.db import transaction

from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.kernel.clock import utc_now
from liaison.link.linking import file_documents, link_documents
from liaison.pipeline.steps import find, read_capture

_FEWEST, _MOST = 350, 650  # words: about 500
_DOCUMENTS = 1_000
_BATCH = 32
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Knowing:
    """Milliseconds of one core for each of `documents` documents, of `words` words on average."""

    documents: int
    words: float
    extract_ms: float
    understand_ms: float
    file_ms: float
    link_ms: float


def knowing() -> Knowing:
    """Time each step again on documents of about 500 words, in a record that was processed."""
    editions = list(_of_about_500_words())
    if not editions:
        return Knowing(0, 0, 0, 0, 0, 0)
    documents = list(
        Document.objects.filter(pk__in={row.document_id for row in editions}).order_by("pk")
    )
    captures = list(Capture.objects.filter(pk__in=[row.capture_id for row in editions]))
    secret = settings.HOME.secret()

    def link_them(some: Sequence[Document]) -> None:
        with transaction.atomic():
            link_documents(some, utc_now())

    return Knowing(
        documents=len(documents),
        words=sum(len(row.text.split()) for row in editions) / len(editions),
        extract_ms=_each(captures, read_capture),
        understand_ms=_each(editions, find),
        file_ms=_batched(documents, lambda some: file_documents(some, secret)),
        link_ms=_batched(documents, link_them),
    )


def _of_about_500_words() -> Iterator[Edition]:
    rows = Edition.objects.select_related("capture", "document").order_by("pk")
    taken = 0
    for row in rows.iterator(chunk_size=_BATCH):
        if _FEWEST <= len(row.text.split()) <= _MOST:
            yield row
            taken += 1
        if taken == _DOCUMENTS:
            return


def _each(rows: Sequence[_Row], work: Callable[[_Row], object]) -> float:
    work(rows[0])  # what the first call of a process loads is no cost of a document
    began = time.process_time()
    for row in rows:
        work(row)
    return 1000 * (time.process_time() - began) / len(rows)


def _batched(rows: Sequence[_Row], work: Callable[[Sequence[_Row]], object]) -> float:
    began = time.process_time()
    for start in range(0, len(rows), _BATCH):
        work(rows[start : start + _BATCH])
    return 1000 * (time.process_time() - began) / len(rows)
