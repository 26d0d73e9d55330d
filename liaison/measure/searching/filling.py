"""A home filled with documents in bulk: the catalogue's rows and the index."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection

from liaison import index
from liaison.kernel.clock import utc_now
from liaison.kernel.home import Home
from liaison.measure.searching.documents import LANGUAGES, SOURCES, Invented, Made
from liaison.measure.searching.loading import Loader, archive, load_rounds
from liaison.measure.searching.woven import weave
from liaison.pipeline.declared import remember
from liaison.sources.declaration import Source

SEED = 20
_AT_ONCE = 2_000
_WOVEN = 10_000  # documents that may have to do with each other
_NEW = 300  # documents that arrived today, of a record large enough
_ARCHIVED = 200  # documents of which bytes lie in the archive
_ADDED = 2_000  # documents that are added to the index one after another
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling took; rates are documents a second, `cpu` of processor time."""

    documents: int
    catalogue_seconds: float
    rebuild: float
    rebuild_cpu: float
    added: float
    added_cpu: float
    index_mb: float
    catalogue_mb: float


def fill(count: int, *, as_if_real: bool = False) -> Filled:
    """Fill the home of the settings; the documents that are indexed are made beforehand.

    A rehearsal is closed to search engines: `as_if_real` makes a home that is open to them, for
    what is measured on this machine alone.
    """
    home: Home = settings.HOME
    declare(home, as_if_real=as_if_real)
    invented = Invented(SEED)
    began = time.perf_counter()
    load(invented, count)
    loaded = time.perf_counter() - began
    making, making_cpu = _time_of_making(invented)
    wall, cpu = time.perf_counter(), time.process_time()
    index.rebuild(home.index, (made.entry() for made in invented.some(0, count)))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    added, added_cpu = _add(home.index, invented)
    return Filled(
        count,
        round(loaded, 1),
        round(count / max(wall - count * making, 1e-9)),
        round(count / max(cpu - count * making_cpu, 1e-9)),
        round(added),
        round(added_cpu),
        round(sum(file.stat().st_size for file in home.index.rglob("*") if file.is_file()) / _MB),
        round(home.database.stat().st_size / _MB) if home.database.exists() else 0,
    )


def declare(home: Home, *, as_if_real: bool = False) -> None:
    """Say that its record is invented, or as if it were not, and which sources it has."""
    home.claim_for("real" if as_if_real else "rehearsal")
    sources = (_source(number, rehearsal=not as_if_real) for number in range(SOURCES))
    remember(sources, home.sources)


def _time_of_making(invented: Invented) -> tuple[float, float]:
    """Seconds that the making of one document takes: no part of indexing it."""
    wall, cpu = time.perf_counter(), time.process_time()
    for made in invented.some(0, _AT_ONCE):
        made.entry()
    return (time.perf_counter() - wall) / _AT_ONCE, (time.process_time() - cpu) / _AT_ONCE


def _add(folder: Path, invented: Invented) -> tuple[float, float]:
    """Documents indexed anew a second, in the way of every day: each takes the old one's place."""
    entries = [made.entry() for made in invented.some(0, _ADDED)]
    writer = index.open_writer(folder)
    try:
        wall, cpu = time.perf_counter(), time.process_time()
        writer.add(entries)
        writer.commit()
        return _ADDED / (time.perf_counter() - wall), _ADDED / (time.process_time() - cpu)
    finally:
        writer.close()


def load(invented: Invented, count: int) -> None:
    """Fill the catalogue, and a few documents' place in the archive."""
    now = utc_now()
    loader = Loader(now, count - min(_NEW, count // 100))
    for some in _pieces(invented.some(0, count)):
        loader.load(weave(some, now.date()))
    _count_on()
    archive(settings.HOME.archive, invented.some(0, min(count, _ARCHIVED)), utc_now)
    load_rounds([_name(number) for number in range(SOURCES)], now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _count_on() -> None:
    """Let the next rows of the tables follow those that came with their numbers (PostgreSQL)."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _name(source: int) -> str:
    return f"rehearsal-{source}"


def _source(number: int, *, rehearsal: bool) -> Source:
    site = "http://invented.rehearsal.test/" if rehearsal else "http://invented.example/"
    named = {"mechanism_name": f"Invented mechanism {number}", "rehearsal": True}
    return Source.model_validate(
        {
            "id": _name(number),
            "declared_in": "invented",
            "mechanism": f"rehearsal-{number}",
            **(named if rehearsal else {}),
            "name": f"Invented source {number}",
            "home": site,
            "rhythm": "1 hours",
            "licence": {"text": "invented for rehearsal; free of rights"},
            "show": "full",
            "local": True,
            "languages": list(LANGUAGES),
            "yields": {"at_least": 1},
            "checked": {"last": "never", "note": "invented"},
            "addresses": [f"{site}addresses.txt"],
            "reader": {"kind": "addresses"},
        }
    )


def _pieces(items: Iterator[Made]) -> Iterator[list[Made]]:
    while piece := list(itertools.islice(items, _WOVEN)):
        yield piece
