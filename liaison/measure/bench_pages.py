"""`make bench-pages`: what each type of page takes a running site, and what it weighs.

    make bench-pages BENCH="--documents 100000 --home FOLDER"

The record is that of `make bench-search`: invented documents that belong together as those of a
real record do, loaded in bulk. Every address is asked for once, so that nothing is answered out of
what was kept for another reader, and then once more. Processor time is that of the site's
processes; a machine that does other things shows in the times by the clock. Questions to the
database are counted apart, in one process.
"""

import os
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from liaison.measure.machine import machine
from liaison.measure.reading import ToldToComeBack, fetched, weight
from liaison.measure.running import run
from liaison.measure.searching.steps import Site, said, serving

_SETTINGS = "liaison.config.settings.public"
_TRIVIAL = "/robots.txt"
_ALIKE = 400  # addresses by which requests a second are counted
_COUNTED = 40  # addresses of a type in which questions to the database are counted
_IN_TURN = 2  # files that a worker sends at once, see `liaison.publish.turns`
_COLUMNS = (
    *("addresses", "p50, ms", "p95, ms", "again p95", "processor, ms"),
    *("queries", "first view, KB", "requests"),
)


@click.command()
@click.option("--documents", type=int, default=20_000, show_default=True)
@click.option("--each", type=int, default=200, show_default=True, help="Addresses of a type.")
@click.option("--readers", type=int, default=8, show_default=True, help="At once.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the home here, and use it.")
def main(documents: int, each: int, readers: int, home: Path | None) -> None:
    """Print tables of figures, all from this run."""
    console = Console(width=150)
    console.print(f"{machine()}, load {_load()}")
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        root = Path(folder) if home is None else home / str(documents)
        environment = {"LIAISON_HOME": str(root), "DJANGO_SETTINGS_MODULE": _SETTINGS}
        run(environment, "init")
        if not said(environment, "indexed")[0]:
            said(environment, "fill", documents)
        addresses = said(environment, "pages", documents, each)[0]
        counted = said(environment, "costs", documents, min(each, _COUNTED))
        with serving(environment) as site:
            queries = {one["page"]: one["queries"] for one in counted}
            console.print(_times(site, documents, addresses, readers, queries))
            console.print(_rates(site.port, addresses["document"], readers))
    console.print(f"load {_load()}")


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _times(
    site: Site,
    documents: int,
    addresses: Mapping[str, Sequence[str]],
    readers: int,
    queries: Mapping[str, int],
) -> Table:
    table = Table(title=f"Pages at {documents:,} documents, {readers} readers at once")
    table.add_column("page")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    table.add_column("")
    for page, some in addresses.items():
        if not some:
            table.add_row(page, "none")
            continue
        cells = _cells(site, some, readers)
        cells.insert(_COLUMNS.index("queries"), str(queries.get(page, "")))
        table.add_row(page, *cells)
    return table


def _cells(site: Site, some: Sequence[str], readers: int) -> list[str]:
    try:
        return _row(site, some, readers)
    except ToldToComeBack:
        *cells, verdict = _row(site, some, _IN_TURN)
        return [*cells, f"{_IN_TURN} readers {verdict}".strip()]


def _row(site: Site, some: Sequence[str], readers: int) -> list[str]:
    at_once = min(readers, len(some))
    before = site.busy()
    seconds, _rate = fetched(site.port, some, at_once)
    spent = (site.busy() - before) / len(some)
    again, _rate = fetched(site.port, some, at_once)
    heaviest = max((weight(site.port, one) for one in some[:10]), key=lambda found: found.size)
    times: list[Any] = [statistics.median(seconds), _late(seconds), _late(again)]
    return [
        str(len(some)),
        *(f"{1000 * one:.0f}" for one in times),
        f"{1000 * spent:.1f}",
        f"{heaviest.size / 1000:.1f}",
        str(heaviest.requests),
        heaviest.verdict,
    ]


def _rates(port: int, documents: Sequence[str], readers: int) -> Table:
    table = Table(title="Requests a second")
    for name in ("the trivial page", "documents, each once", "ratio", "one of them again", "ratio"):
        table.add_column(name, justify="right")
    trivial, once, again = (
        fetched(port, some, readers)[1]
        for some in ([_TRIVIAL] * _ALIKE, documents, [documents[0]] * _ALIKE)
    )
    table.add_row(
        f"{trivial:.0f}",
        f"{once:.0f}",
        f"{once / trivial:.2f}",
        f"{again:.0f}",
        f"{again / trivial:.2f}",
    )
    return table


def _late(seconds: Sequence[float]) -> float:
    row = sorted(seconds)
    return row[min(int(0.95 * len(row)), len(row) - 1)]


if __name__ == "__main__":
    main()
