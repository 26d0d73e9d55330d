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
    from liaison.measure.quality.retrieval import Found
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
    from liaison.measure.quality.retrieval import retrieval
    from liaison.measure.quality.scoring import measure, silent
    from liaison.measure.quality.searches import read_searches

    if format_help:
        click.echo(FORMAT_HELP, nl=False)
        return
    if folder is None:
        raise click.UsageError(
            "name a folder of labelled sets; --format-help says how to write one"
        )
    found = retrieval(*read_searches(folder), workers)
    rows = measure(read_cases(folder), workers)
    if rows:
        _print(rows)
    if found:
        _print_found(found)
    if file is not None:
        file.write_text(
            json.dumps(_as_json(rows, found), indent=1, ensure_ascii=False), encoding="utf-8"
        )
    if page_file is not None:
        said = read_beside(beside_file) if beside_file is not None else {}
        page_file.write_text(page(rows, _moment(), _machine(), said, found), encoding="utf-8")
    failures = [
        f"{row.question} of {row.set} ({row.language or 'all'}): no answer at all"
        for row in silent(rows)
    ]
    if floors_file is not None:
        failures += below(rows, read_floors(floors_file), found)
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


def _print_found(found: "list[Found]") -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table()
    for name in ("searching", "set", "languages"):
        table.add_column(name, no_wrap=True)
    for name in ("questions", "nDCG@10", "recall@10", "no dictionaries", "as typed"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in found:
        figures = (row.ndcg, row.recall, row.without, row.typed)
        table.add_row(
            row.question,
            row.set,
            row.languages or "all",
            f"{row.searches:,}",
            *(f"{figure:.3f}" for figure in figures),
        )
    Console(width=128).print(table)


def _as_json(rows: "list[Row]", found: "list[Found]") -> dict[str, object]:
    return {
        "searching": [
            {
                "question": row.question,
                "set": row.set,
                "languages": row.languages,
                "questions": row.searches,
                "ndcg_10": round(row.ndcg, 4),
                "recall_10": round(row.recall, 4),
                "ndcg_10_without_dictionaries": round(row.without, 4),
                "ndcg_10_as_typed": round(row.typed, 4),
            }
            for row in found
        ],
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
