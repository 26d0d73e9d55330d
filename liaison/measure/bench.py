"""`make bench`: the whole way of a document against the extraction library alone, and its limits.

    python -m liaison.measure.bench --documents 1000 --documents 100000

Everything runs on an invented web served on this machine, so the cores are shared with it while
harvesting; processing has them alone.
"""

import os
import platform
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import django
from rich.console import Console
from rich.table import Table

from liaison.measure.running import Ran, run

_SEED = 20
_MB = 1_000_000
_SETTINGS = "liaison.config.settings.public"


@dataclass(frozen=True, slots=True)
class Size:
    """One size of world, and what was measured on it; rates are documents a second."""

    asked: int
    documents: int
    pages: int
    harvest: Ran
    process: Ran
    alone: Mapping[str, float]

    @property
    def harvesting(self) -> float:
        return self.documents / self.harvest.seconds

    @property
    def processing(self) -> float:
        return self.pages / self.process.seconds

    @property
    def milliseconds(self) -> float:
        """Cost of one document, from its address to the index."""
        return 1000 * (self.harvest.seconds / self.documents + self.process.seconds / self.pages)


@click.command()
@click.option("--documents", "sizes", type=int, multiple=True, default=(1_000, 10_000))
@click.option("--workers", type=int, default=os.cpu_count() or 1, show_default=True)
def main(sizes: tuple[int, ...], workers: int) -> None:
    """Print tables of figures, all from this run."""
    console = Console(width=110)
    moment = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    console.print(f"{moment}, {platform.machine()}, {os.cpu_count()} cores, {workers} workers")
    measured = []
    for size in sizes:
        console.print(f"measuring {size:,} documents…", style="dim")
        measured.append(_measure(size, workers))
    console.print(_against_library(measured))
    console.print(_growth(measured))
    console.print(_long_feed())


def _measure(asked: int, workers: int) -> Size:
    from liaison.rehearsal.declare import write_sources
    from liaison.rehearsal.server import running
    from liaison.rehearsal.world import World

    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        environment = {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        sources = Path(folder) / "sources"
        world = World(seed=_SEED, documents=asked)
        run(environment, "init")
        with running(world) as port:
            for path in write_sources(world, sources, port):
                if "brittle" in path.name:
                    path.unlink()  # waits for silences and would measure nothing else
            harvest = run(environment, "harvest", "--sources", str(sources))
        documents = int(re.search(r"sources: (\d+) new", harvest.said)[1])  # type: ignore[index]
        return _measure_home(environment, asked, documents, harvest, workers)


def _measure_home(
    environment: dict[str, str], asked: int, documents: int, harvest: Ran, workers: int
) -> Size:
    """In a process of its own: a process can look into one home only."""
    import json
    import subprocess
    import sys

    code = "from liaison.measure.bench import look; look()"
    env = {**os.environ, **environment, "LIAISON_BENCH_WORKERS": str(workers)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    process = run(environment, "process", "--workers", str(workers))
    return Size(asked, documents, found["pages"], harvest, process, found["alone"])


def look() -> None:
    """Leave HTML alone pending in the home, and time the library on it; print JSON."""
    import json

    django.setup()
    from liaison import extract
    from liaison.archive.models import Capture
    from liaison.measure import library

    others = Capture.objects.exclude(media_type__startswith="text/html")
    others.update(reading_version=extract.VERSION)
    places = library.html_places()
    workers = int(os.environ["LIAISON_BENCH_WORKERS"])
    ways = {"text": library.plain, "fast": library.fast, "metadata": library.with_metadata}
    alone = {name: library.pages_a_second(way, places, workers) for name, way in ways.items()}
    print(json.dumps({"pages": len(places), "alone": alone}))  # noqa: T201 (for the parent)


def _against_library(measured: list[Size]) -> Table:
    table = Table(title="HTML pages a second: everything after capture, against the library alone")
    for name in (
        "pages", "pipeline", "library: text", "ratio", "library: with title and date", "ratio",
        "library: fast text", "ratio",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for size in measured:
        row = [f"{size.pages:,}", f"{size.processing:.0f}"]
        for way in ("text", "metadata", "fast"):
            row += [f"{size.alone[way]:.0f}", f"{size.processing / size.alone[way]:.2f}"]
        table.add_row(*row)
    return table


def _growth(measured: list[Size]) -> Table:
    table = Table(title="Cost by size of the record")
    for name in (
        "asked", "captured", "harvest/s", "process/s", "ms a document", "against the smallest",
        "worker MB", "coordinator MB", "harvest MB",
    ):  # fmt: skip
        table.add_column(name, justify="right")
    for size in measured:
        table.add_row(
            f"{size.asked:,}",
            f"{size.documents:,}",
            f"{size.harvesting:.0f}",
            f"{size.processing:.0f}",
            f"{size.milliseconds:.1f}",
            f"{size.milliseconds / measured[0].milliseconds:.2f}",
            f"{size.process.worker / _MB:.0f}",
            f"{size.process.alone / _MB:.0f}",
            f"{size.harvest.alone / _MB:.0f}",
        )
    return table


def _long_feed() -> Table:
    from liaison.rehearsal.declare import write_sources
    from liaison.rehearsal.server import running
    from liaison.rehearsal.troubles import MANY
    from liaison.rehearsal.world import World

    with tempfile.TemporaryDirectory(prefix="liaison-bench-") as folder:
        environment = {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        sources = Path(folder) / "sources"
        world = World(seed=_SEED, documents=50)
        run(environment, "init")
        with running(world) as port:
            write_sources(world, sources, port, hostile=True)
            harvest = run(
                environment,
                *("harvest", "--sources", str(sources), "--source", "rehearsal-abyss-feed"),
            )
        process = run(environment, "process")
    table = Table(title=f"One feed of {MANY:,} items")
    for name in ("step", "seconds", "items/s", "MB"):
        table.add_column(name, justify="right")
    for name, ran in (("harvest", harvest), ("process", process)):
        memory = max(ran.alone, ran.worker) / _MB
        table.add_row(name, f"{ran.seconds:.0f}", f"{MANY / ran.seconds:.0f}", f"{memory:.0f}")
    return table


if __name__ == "__main__":
    main()
