"""The extraction library alone, on the very pages that the pipeline reads."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import trafilatura
from django.conf import settings

from liaison.archive.models import Capture
from liaison.archive.warc import Place, read_content

_CHUNK = 16

Way = Callable[[bytes], object]


def plain(page: bytes) -> object:
    """As its documentation begins: text alone."""
    return trafilatura.extract(page)


def with_metadata(page: bytes) -> object:
    """With title and date, as a record needs them."""
    return trafilatura.bare_extraction(page, with_metadata=True)


def fast(page: bytes) -> object:
    """Text alone, without its slower second opinions."""
    return trafilatura.extract(page, fast=True)


WAYS = {"text": plain, "title and date": with_metadata, "fast text": fast}


def html_places(most: int) -> list[Place]:
    """Where `most` of the current HTML captures lie, evenly chosen along the archive."""
    rows = Capture.objects.filter(current=True, media_type__startswith="text/html")
    places = rows.order_by("warc", "offset").values_list("warc", "offset", "length")
    every = max(1, places.count() // most)
    return [Place(*row) for row in list(places)[::every]]


def pages_a_second(way: Way, places: Sequence[Place], processes: int) -> float:
    """How many pages the library reads in a second on that many processes, loading included."""
    folder = settings.HOME.archive
    jobs = [(way, folder, place) for place in places]
    start = time.monotonic()
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        for _ in pool.imap_unordered(_read, jobs, chunksize=_CHUNK):
            pass
    return len(places) / (time.monotonic() - start)


def _read(job: tuple[Way, Path, Place]) -> None:
    way, folder, place = job
    way(read_content(folder, place))
