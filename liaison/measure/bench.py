"""`make bench`: the whole way of a document against the extraction library alone, and its limits.

    make bench BENCH="--documents 1000 --documents 100000 --saved FOLDER"

Everything runs on an invented web served on this machine, so the cores are shared with it while
harvesting; processing has them alone. `--saved` adds real pages, which are larger.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from liaison.measure.machine import machine
from liaison.measure.running import Ran, run
from liaison.rehearsal.declare import write_sources
from liaison.rehearsal.server import running
from liaison.rehearsal.troubles import MANY
from liaison.rehearsal.world import World

_SEED = 20
_MB = 1_000_000
_ADDED = 1_000  # documents that are timed in a record of ready-made facts
_SETTINGS = "liaison.config.settings.public"
_LONG_FEED = "rehearsal-abyss-feed"

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pages:
    """HTML pages that went through every step after capture; rates are pages a second."""

    name: str
    count: int
    bytes: int
    process: Ran
    alone: Mapping[str, float]
    knowing: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Pages processed a second, the start of the processes included."""
        return self.count / self.process.seconds


@dataclass(frozen=True, slots=True)
class Size:
    """One size of world, harvested and processed."""

    asked: int
    captured: int
    harvest: Ran
    pages: Pages

    @property
    def milliseconds(self) -> float:
        """Cost of one document, from its address to the index."""
        return 1000 * (self.harvest.seconds / self.captured + 1 / self.pages.rate)


@click.command()
@click.option("--documents", "sizes", type=int, multiple=True, default=(1_000, 10_000))
@click.option("--saved", type=click.Path(path_type=Path, exists=True), help="Real pages too.")
@click.option("--links", type=int, multiple=True, help="Time linking in records of these sizes.")
@click.option("--workers", type=int, default=os.cpu_count() or 1, show_default=True)
def main(sizes: tuple[int, ...], saved: Path | None, links: tuple[int, ...], workers: int) -> None:
    """Print tables of figures, all from this run."""
    console = Console(width=110)
    console.print(f"{machine()}, {workers} workers")
    if links:
        console.print(_linking(links))
        return
    measured = []
    for size in sizes:
        console.print(f"measuring {size:,} documents…", style="dim")
        measured.append(_measure(size, workers))
    pages = [size.pages for size in measured]
    if saved is not None:
        pages.append(_measure_saved(saved, workers))
    console.print(_against_library(pages))
    console.print(_knowing(pages))
    console.print(_growth(measured))
    console.print(_long_feed())


@contextmanager
def _home() -> Iterator[Environment]:
    """A new home, gone with the block."""
    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        environment = {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        run(environment, "init")
        yield environment


def _measure(asked: int, workers: int) -> Size:
    with _home() as home:
        sources = Path(home["LIAISON_HOME"]) / "sources"
        world = World(seed=_SEED, documents=asked)
        with running(world) as port:
            for path in write_sources(world, sources, port):
                if "brittle" in path.name:
                    path.unlink()  # waits for silences and would measure nothing else
            harvest = run(home, "harvest", "--sources", str(sources))
        found = re.search(r"sources: (\d+) new", harvest.said)
        captured = int(found[1]) if found else 0
        return Size(asked, captured, harvest, _process(f"{asked:,} invented", home, workers))


def _measure_saved(folder: Path, workers: int) -> Pages:
    with _home() as home:
        _inside(home, "take-pages", str(folder))
        return _process("saved from the web", home, workers)


def _process(name: str, home: Environment, workers: int) -> Pages:
    found = _inside(home, "time-library", str(workers))
    process = run(home, "process", "--workers", str(workers))
    knowing = _inside(home, "time-knowing")
    return Pages(name, found["pages"], found["bytes"], process, found["alone"], knowing)


def _inside(home: Environment, *arguments: str) -> Any:  # noqa: ANN401 (JSON)
    done = subprocess.run(  # noqa: S603 (our own code)
        [sys.executable, "-m", "liaison.measure.inside", *arguments],
        env={**os.environ, **home},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _against_library(measured: Sequence[Pages]) -> Table:
    table = Table(title="HTML pages a second: every step after capture, against the library alone")
    for name in (
        "pages",
        "count",
        "KB a page",
        "pipeline",
        "text",
        "",
        "title, date",
        "",
        "fast",
        "",
    ):
        table.add_column(name, justify="right")
    for pages in measured:
        row = [
            pages.name,
            f"{pages.count:,}",
            f"{pages.bytes / pages.count / 1000:.0f}",
            f"{pages.rate:.0f}",
        ]
        for alone in pages.alone.values():
            row += [f"{alone:.0f}", f"{pages.rate / alone:.2f}"]
        table.add_row(*row)
    return table


def _knowing(measured: Sequence[Pages]) -> Table:
    table = Table(title="One document of about 500 words, ms of one core")
    for name in ("pages", "documents", "words", "extract", "understand", "file", "link", "sum"):
        table.add_column(name, justify="right")
    for pages in measured:
        found = pages.knowing
        steps = [found[f"{step}_ms"] for step in ("extract", "understand", "file", "link")]
        table.add_row(
            pages.name,
            f"{found['documents']:,}",
            f"{found['words']:.0f}",
            *(f"{each:.1f}" for each in steps),
            f"{sum(steps[1:]):.1f} of 25",
        )
    return table


def _growth(measured: Sequence[Size]) -> Table:
    table = Table(title="Cost by size of the record")
    for name in (
        "asked", "captured", "harvest/s", "process/s", "ms each", "growth", "worker MB",
        "coordinator MB", "harvest MB",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for size in measured:
        table.add_row(
            f"{size.asked:,}",
            f"{size.captured:,}",
            f"{size.captured / size.harvest.seconds:.0f}",
            f"{size.pages.rate:.0f}",
            f"{size.milliseconds:.1f}",
            f"{size.milliseconds / measured[0].milliseconds:.2f}",
            f"{size.pages.process.worker / _MB:.0f}",
            f"{size.pages.process.alone / _MB:.0f}",
            f"{size.harvest.alone / _MB:.0f}",
        )
    return table


def _linking(sizes: Sequence[int]) -> Table:
    table = Table(title=f"Linking: the next {_ADDED:,} documents, ms each")
    for name in (
        "documents", "keys", "loaded in s", "file", "link", "processor", "worst batch", "growth",
        "links",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    first = 0.0
    for size in sizes:
        with _home() as home:
            cost = _inside(home, "time-links", str(size), str(_ADDED))
        each = cost["file_ms"] + cost["link_ms"]
        first = first or each
        table.add_row(
            f"{size:,}",
            f"{cost['keys']:,}",
            f"{cost['seconds_to_load']:.0f}",
            f"{cost['file_ms']:.1f}",
            f"{cost['link_ms']:.1f}",
            f"{cost['processor_ms']:.1f}",
            f"{cost['slowest_ms']:.1f}",
            f"{each / first:.2f}",
            f"{cost['links']:,}",
        )
    return table


def _long_feed() -> Table:
    with _home() as home:
        sources = Path(home["LIAISON_HOME"]) / "sources"
        world = World(seed=_SEED, documents=50)
        with running(world) as port:
            write_sources(world, sources, port, hostile=True)
            harvest = run(home, "harvest", "--sources", str(sources), "--source", _LONG_FEED)
        process = run(home, "process")
    table = Table(title=f"One feed of {MANY:,} items")
    for name in ("step", "seconds", "items/s", "MB"):
        table.add_column(name, justify="right")
    for name, ran in (("harvest", harvest), ("process", process)):
        memory = max(ran.alone, ran.worker) / _MB
        table.add_row(name, f"{ran.seconds:.0f}", f"{MANY / ran.seconds:.0f}", f"{memory:.0f}")
    return table


if __name__ == "__main__":
    main()
