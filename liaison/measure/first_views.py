"""What a reader with nothing kept has to fetch for the first page of each type, and nothing else.

    python -m liaison.measure.first_views
    python -m liaison.measure.first_views --documents 20000 --each 40

The record and the types of pages are those of `make bench-pages`; files and data for programs are
left out. The heaviest of each type counts. Bytes are those of the bodies, compressed.
"""

from collections.abc import Iterable, Mapping, Sequence
from tempfile import TemporaryDirectory
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from liaison.measure.reading import AIM, MOST, Weight, weight
from liaison.measure.running import run
from liaison.measure.searching.steps import said, serving

_SETTINGS = "liaison.config.settings.public"
_COLUMNS = ("page, KB", "styles", "fonts", "together", "requests")


@click.command()
@click.option("--documents", type=int, default=2_000, show_default=True)
@click.option("--each", type=int, default=10, show_default=True, help="Addresses of a type.")
def main(documents: int, each: int) -> None:
    """Print one table, the heaviest first, and how many types are above what is allowed."""
    with TemporaryDirectory(prefix="liaison-views-") as folder:
        environment = {"LIAISON_HOME": folder, "DJANGO_SETTINGS_MODULE": _SETTINGS}
        run(environment, "init")
        said(environment, "fill", documents)
        addresses: Mapping[str, Sequence[str]] = said(environment, "pages", documents, each)[0]
        with serving(environment) as site:
            found = {
                page: max(((weight(site.port, one), one) for one in some), key=_size)
                for page, some in addresses.items()
                if some and is_page(some[0])
            }
    console = Console(width=140)
    console.print(_table(documents, found))
    console.print(_summary([one for one, _address in found.values()]))


def is_page(address: str) -> bool:
    """Whether a person reads what is there: neither a file nor an answer to programs."""
    path = address.partition("?")[0]
    return "." not in path.rpartition("/")[2] and not path.startswith(("/api/", "/captures/"))


def _size(row: tuple[Weight, str]) -> int:
    return row[0].size


def _table(documents: int, found: Mapping[str, tuple[Weight, str]]) -> Table:
    table = Table(title=f"First views at {documents:,} documents, compressed")
    table.add_column("page")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    table.add_column("")
    table.add_column("the heaviest", overflow="ellipsis", no_wrap=True)
    for page, (one, address) in sorted(found.items(), key=lambda row: -_size(row[1])):
        sizes: Iterable[Any] = (one.page, one.styles, one.fonts, one.size)
        cells = (*(f"{size / 1000:.1f}" for size in sizes), str(one.requests))
        table.add_row(page, *cells, one.verdict, address)
    return table


def _summary(found: Sequence[Weight]) -> str:
    above = sum(one.verdict != "" for one in found)
    heavy = sum(one.size > MOST[0] or one.requests > MOST[1] for one in found)
    return (
        f"{len(found)} types; {above} above what is aimed at ({AIM[0] // 1000} KB, {AIM[1]} "
        f"requests), {heavy} above what is allowed ({MOST[0] // 1000} KB, {MOST[1]} requests)"
    )


if __name__ == "__main__":
    main()
