"""`liaison quality`."""

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from liaison.config.options import workers_option

if TYPE_CHECKING:
    from liaison.measure.quality.scoring import Row


@click.command("quality")
@click.argument(
    "folder", required=False, type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@click.option(
    "--json",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the table here too.",
)
@click.option(
    "--floors",
    "floors_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Fail where a figure lies below the one in this file.",
)
@click.option(
    "--page",
    "page_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the table here as a page, with what the misses look like.",
)
@click.option(
    "--beside",
    "beside_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help='Say on that page what others reach: JSON, {"language of udhr": "…"}.',
)
@click.option("--format-help", is_flag=True, help="Say how labelled sets are written, and end.")
@workers_option
def command(
    folder: Path | None,
    file: Path | None,
    floors_file: Path | None,
    page_file: Path | None,
    beside_file: Path | None,
    format_help: bool,  # noqa: FBT001 - a flag of the command line
    workers: int,
) -> None:
    """Measure the answers on the labelled sets of a FOLDER: a table per question, set, language."""
    from liaison.measure.quality.cases import FORMAT_HELP, read_cases
    from liaison.measure.quality.floors import below, read_floors
    from liaison.measure.quality.page import page, read_beside
    from liaison.measure.quality.scoring import measure, silent

    if format_help:
        click.echo(FORMAT_HELP, nl=False)
        return
    if folder is None:
        raise click.UsageError(
            "name a folder of labelled sets; --format-help says how to write one"
        )
    rows = measure(read_cases(folder), workers)
    _print(rows)
    if file is not None:
        file.write_text(json.dumps(_as_json(rows), indent=1, ensure_ascii=False), encoding="utf-8")
    if page_file is not None:
        said = read_beside(beside_file) if beside_file is not None else {}
        page_file.write_text(page(rows, _moment(), _machine(), said), encoding="utf-8")
    failures = [
        f"{row.question} of {row.set} ({row.language or 'all'}): no answer at all"
        for row in silent(rows)
    ]
    if floors_file is not None:
        failures += below(rows, read_floors(floors_file))
    for line in failures:
        click.echo(line, err=True)
    click.get_current_context().exit(1 if failures else 0)


def _print(rows: "list[Row]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for name in ("question", "set", "language"):
        table.add_column(name, no_wrap=True)
    for name in ("cases", "precision", "recall", "F1", "whole", "empty", "library"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        counts = row.counts
        table.add_row(
            row.question,
            row.set,
            row.language or "all",
            f"{counts.cases:,}",
            f"{counts.precision:.3f}",
            f"{counts.recall:.3f}",
            f"{counts.f1:.3f}",
            f"{counts.whole / counts.cases:.3f}",
            f"{counts.empty:,}",
            "" if row.alone is None else f"{row.alone.f1:.3f}",
        )
    Console(width=128).print(table)


def _as_json(rows: "list[Row]") -> dict[str, object]:
    return {
        "measured": _moment(),
        "machine": _machine(),
        "rows": [
            {
                "question": row.question,
                "set": row.set,
                "language": row.language,
                "cases": row.counts.cases,
                "right": row.counts.right,
                "wrong": row.counts.wrong,
                "missed": row.counts.missed,
                "whole": row.counts.whole,
                "empty": row.counts.empty,
                "causes": dict(row.counts.causes.most_common()),
                "precision": round(row.counts.precision, 4),
                "recall": round(row.counts.recall, 4),
                "f1": round(row.counts.f1, 4),
                "library_alone_f1": None if row.alone is None else round(row.alone.f1, 4),
            }
            for row in rows
        ],
    }


def _moment() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"


def _machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores"
