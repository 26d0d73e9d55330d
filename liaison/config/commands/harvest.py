"""`liaison harvest`."""

from pathlib import Path

import click

from liaison.config.commands import ready
from liaison.config.options import sources_option
from liaison.kernel.errors import MistakenInput


@click.command("harvest")
@click.option(
    "--source", "names", multiple=True, metavar="ID", help="Only this source; repeatable."
)
@sources_option
def command(names: tuple[str, ...], directory: Path | None) -> None:
    """Discover, fetch and capture: one round of each source."""
    ready()
    from liaison.config.progress import bars
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.declared import load
    from liaison.pipeline.harvest import harvest_sources

    loaded = load(directory)
    for problem in loaded.problems:
        click.echo(f"liaison: {problem}", err=True)
    missing = [name for name in names if name not in loaded.sources]
    if missing:
        raise MistakenInput(
            f"no source {', '.join(missing)}", "see `liaison sources list` for those there are"
        )
    chosen = [loaded.sources[name] for name in names] or list(loaded.sources.values())
    with bars() as report:
        rounds = harvest_sources(chosen, utc_now, report)
    for row in rounds:
        click.echo(_line(row))
    failed = sum(1 for row in rounds if row.failure)
    click.echo(
        f"{len(rounds)} sources: {sum(row.new for row in rounds)} new, "
        f"{sum(row.changed for row in rounds)} changed, "
        f"{sum(row.unchanged for row in rounds)} unchanged, "
        f"{sum(row.failed for row in rounds)} addresses failed; {failed} sources failed"
    )
    if failed == len(rounds) or loaded.problems:
        click.get_current_context().exit(1)


def _line(row: "Round") -> str:  # type: ignore[name-defined]  # noqa: F821 - imported when called
    counts = f"{row.new} new, {row.changed} changed, {row.failed} failed"
    trouble = f" — {row.failure}: {row.failure_detail}" if row.failure else ""
    return f"{row.source_id}: listed {row.listed}; {counts}{trouble}"
