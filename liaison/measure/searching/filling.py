"""A home filled with documents in bulk: the catalogue's rows and the index."""

import datetime as dt
import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from liaison import index
from liaison.archive.models import Capture
from liaison.catalogue.models import Document, Edition
from liaison.index.facets import Facet
from liaison.kernel.home import Home
from liaison.measure.searching.documents import LANGUAGES, SOURCES, Invented, Made
from liaison.pipeline.declared import remember
from liaison.sources.declaration import Source

SEED = 20
_AT_ONCE = 2_000
_ADDED = 2_000  # documents that are added to the index one after another
_MB = 1_000_000
_MOMENT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


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


def fill(count: int) -> Filled:
    """Fill the home of the settings; the documents that are indexed are made beforehand."""
    home: Home = settings.HOME
    home.claim_for("rehearsal")
    remember((_source(number) for number in range(SOURCES)), home.sources)
    invented = Invented(SEED)
    began = time.perf_counter()
    _fill_catalogue(invented, count)
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


def _fill_catalogue(invented: Invented, count: int) -> None:
    captures = {source: _capture(source) for source in range(SOURCES)}
    Capture.objects.bulk_create(captures.values())
    for some in _pieces(invented.some(0, count)):
        with transaction.atomic():
            Document.objects.bulk_create(_row(made) for made in some)
            Edition.objects.bulk_create(
                _edition(made, captures[int(made.facets[Facet.SOURCE][0].rpartition("-")[2])])
                for made in some
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _row(made: Made) -> Document:
    about = made.facets
    return Document(
        pk=made.number + 1,
        identifier=made.identifier,
        address=f"https://invented.test/{made.number}",
        source_id=about[Facet.SOURCE][0],
        first_captured=_MOMENT,
        title=made.title,
        title_language=made.language,
        mechanism=about[Facet.MECHANISM][0],
        kind=about[Facet.KIND][0],
        published=made.published.isoformat(),
        published_from=made.published,
        about=about[Facet.COUNTRY],
        countries=about[Facet.COUNTRY],
        languages=[made.language],
        violations=about[Facet.VIOLATION],
        defenders=about[Facet.DEFENDER],
        perpetrators=about[Facet.PERPETRATOR],
        rights=about[Facet.RIGHT],
        themes=about[Facet.THEME],
        changed_at=made.changed,
        described_version=1,
    )


def _edition(made: Made, capture: Capture) -> Edition:
    return Edition(
        document_id=made.number + 1,
        capture=capture,
        address=f"https://invented.test/{made.number}",
        address_key=made.identifier,
        role="document",
        format="html",
        title=made.title,
        text=made.text,
        language=made.language,
    )


def _capture(source: int) -> Capture:
    return Capture(
        source_id=f"rehearsal-{source}",
        address=f"https://invented.test/source/{source}",
        address_key=f"{source:013}",
        document_address=f"https://invented.test/source/{source}",
        role="document",
        fetched_at=_MOMENT,
        status=200,
        media_type="text/html",
        sha256=f"{source:064x}",
        size=1,
        warc="none",
        offset=0,
        length=1,
    )


def _source(number: int) -> Source:
    return Source.model_validate(
        {
            "id": f"rehearsal-{number}",
            "declared_in": "invented",
            "mechanism": f"rehearsal-{number}",
            "mechanism_name": f"Invented mechanism {number}",
            "rehearsal": True,
            "name": f"Invented source {number}",
            "home": "http://invented.rehearsal.test/",
            "rhythm": "1 hours",
            "licence": {"text": "invented for rehearsal; free of rights"},
            "show": "full",
            "local": True,
            "languages": list(LANGUAGES),
            "yields": {"at_least": 1},
            "checked": {"last": "never", "note": "invented"},
            "addresses": ["http://invented.rehearsal.test/addresses.txt"],
            "reader": {"kind": "addresses"},
        }
    )


def _pieces(items: Iterator[Made]) -> Iterator[list[Made]]:
    while piece := list(itertools.islice(items, _AT_ONCE)):
        yield piece
