"""`liaison reread`."""

import click

from liaison.config.commands import ready
from liaison.config.options import workers_option


@click.command("reread")
@click.option("--step", metavar="S", help="extract (the default), understand, describe or index.")
@workers_option
def command(step: str | None, workers: int) -> None:
    """Redo a step, and what follows from it, from the archive and without the network."""
    ready()
    from liaison.config.progress import bar
    from liaison.pipeline.anew import reread

    with bar("Reading again") as report:
        done = reread(step or "extract", workers, report)
    click.echo(f"{done:,} rows done again")
