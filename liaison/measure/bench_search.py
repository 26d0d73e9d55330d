"""`make bench-search`: how fast a record is searched, beside PostgreSQL full text and SQLite FTS5.

    make bench-search BENCH="--documents 100000 --documents 1000000 --selections 100000"

Every size is a home of its own with invented documents, loaded in bulk. Times are by the clock,
and where this says so of processor time: a machine that does other things shows in the first alone.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from liaison.measure import matching
from liaison.measure.machine import machine
from liaison.measure.running import run
from liaison.measure.searching.steps import Environment, exported, fresh, pages, said, serving

_HELD_AGAINST = 60  # documents
_SETTINGS = "liaison.config.settings.public"


@click.command()
@click.option("--documents", "sizes", type=int, multiple=True, default=(20_000,))
@click.option("--questions", "each", type=int, default=100, show_default=True, help="Of a kind.")
@click.option("--readers", type=int, default=8, show_default=True, help="Of pages, at once.")
@click.option("--selections", type=int, default=5_000, show_default=True, help="Saved; 0: none.")
@click.option("--alone", is_flag=True, help="Without the other engines.")
@click.option("--home", type=click.Path(path_type=Path), help="Keep the homes here, and use them.")
def main(
    sizes: tuple[int, ...],
    each: int,
    readers: int,
    selections: int,
    *,
    alone: bool,
    home: Path | None,
) -> None:
    """Print tables of figures, all from this run."""
    console = Console(width=110)
    console.print(machine())
    for size in sizes:
        console.print(f"measuring {size:,} documents…", style="dim")
        with _home(home, size) as environment:
            for table in _measure(environment, size, each, readers):
                console.print(table)
            if not alone:
                console.print(_others(size, said(environment, "compare", size, each // 2)))
    if selections:
        console.print(f"measuring {selections:,} saved selections…", style="dim")
        console.print(_saved(matching.in_a_home(selections, _HELD_AGAINST)))


@contextmanager
def _home(kept: Path | None, size: int) -> Iterator[Environment]:
    with TemporaryDirectory(prefix="liaison-bench-") as folder:
        root = Path(folder) if kept is None else kept / str(size)
        yield {"LIAISON_HOME": str(root), "DJANGO_SETTINGS_MODULE": _SETTINGS}


def _measure(environment: Environment, size: int, each: int, readers: int) -> Iterator[Table]:
    run(environment, "init")  # a home that was kept may be older than this version
    (there,) = said(environment, "indexed")
    if there not in (0, size):
        home = environment["LIAISON_HOME"]
        raise click.ClickException(f"{home} holds {there:,} documents, not {size:,}: remove it")
    if not there:
        (filled,) = said(environment, "fill", size)
        yield _filled(filled)
    asked = said(environment, "ask", size, each)
    yield _asked(size, asked[:-1])
    with serving(environment) as site:
        found = pages(site, environment, size, each // 2, readers)
        yield _pages(size, readers, found)
        yield _further(size, asked[-1], site.started, site.memory(), fresh(environment))
        yield _export(exported(site))


def _filled(found: dict[str, Any]) -> Table:
    table = Table(title=f"Filling {found['documents']:,} documents, documents a second")
    for name in ("index anew", "of processor time", "one by one", "of processor time"):
        table.add_column(name, justify="right")
    for name in ("index, MB", "catalogue, MB", "catalogue loaded in s"):
        table.add_column(name, justify="right")
    table.add_row(
        *(f"{found[name]:,}" for name in ("rebuild", "rebuild_cpu", "added", "added_cpu")),
        *(f"{found[name]:,}" for name in ("index_mb", "catalogue_mb", "catalogue_seconds")),
    )
    return table


def _asked(size: int, found: Sequence[dict[str, Any]]) -> Table:
    title = f"In process at {size:,}: 4 facets and 20 highlighted results, and the engine alone, ms"
    table = Table(title=title)
    table.add_column("question")
    for name in ("p50", "p95", "p95 of processor", "engine p50", "engine p95", "of processor"):
        table.add_column(name, justify="right")
    for one in found:
        row = [f"{one[part][name]:.1f}" for part in ("whole", "engine") for name in _TIMES]
        table.add_row(one["kind"], *row)
    return table


_TIMES = ("p50", "p95", "cpu95")


def _pages(size: int, readers: int, found: Sequence[dict[str, Any]]) -> Table:
    table = Table(title=f"Whole pages at {size:,}, {readers} readers at once, ms")
    for name in ("question", "p50", "p95"):
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(one["kind"], f"{one['p50']:.0f}", f"{one['p95']:.0f}")
    return table


def _further(
    size: int, asked: dict[str, Any], started: float, served: dict[str, float], fresh_ms: float
) -> Table:
    table = Table(title=f"Further, at {size:,}")
    table.add_column("figure")
    table.add_column("", justify="right")
    first, after = asked["first"], asked["after"]
    for name, value in (
        ("everything with facets, first time, ms", f"{asked['everything']:.1f}"),
        ("the same again, ms", f"{asked['everything again']:.2f}"),
        ("a new document seen by the slowest of two readers, ms", f"{fresh_ms:.0f}"),
        ("index open, ms", f"{asked['open_ms']:.0f}"),
        ("first question answered, from the start of opening, ms", f"{asked['first_ms']:.0f}"),
        ("memory of one process then, private and mapped, MB", _both(first)),
        ("memory after all questions, private and mapped, MB", _both(after)),
        ("`liaison serve`: first page after, s", f"{started:.1f}"),
        ("`liaison serve`: all processes, private and mapped, MB", _both(served)),
    ):
        table.add_row(name, value)
    return table


def _both(memory: dict[str, float]) -> str:
    return f"{memory['private']:.0f} / {memory['mapped']:.0f}"


def _export(found: dict[str, float] | None) -> Table:
    table = Table(title="Everything as CSV, from `liaison serve`")
    for name in ("rows", "seconds", "largest process at its highest, private MB", "it grew by, MB"):
        table.add_column(name, justify="right")
    if found is None:
        table.add_row("not there", "", "", "")
    else:
        table.add_row(*(f"{value:,.0f}" for value in found.values()))
    return table


def _saved(found: matching.Matching) -> Table:
    table = Table(title="A document against saved selections, ms of processor time")
    for name in ("selections", "p50", "p95", "at most", "hold it", "made ready once, s"):
        table.add_column(name, justify="right")
    times = (f"{one:.1f}" for one in (found.median, found.p95, found.worst, found.held_by))
    table.add_row(f"{found.selections:,}", *times, f"{found.anchoring:.0f}")
    return table


def _others(size: int, found: Sequence[dict[str, Any]]) -> Table:
    table = Table(title=f"Others at {size:,}: 4 facets and 20 highlighted results, ms")
    for name in ("engine", "documents/s", "MB", "question", "p50", "p95"):
        table.add_column(name, justify="right")
    for one in found:
        for kind, times in one["times"].items():
            row = (one["name"], f"{one['rate']:,}", f"{one['mb']:,}", kind)
            table.add_row(*row, f"{times['p50']:.1f}", f"{times['p95']:.1f}")
    return table


if __name__ == "__main__":
    main()
