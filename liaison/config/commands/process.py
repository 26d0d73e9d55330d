"""`liaison process`."""

import click

from liaison.config.commands import ready
from liaison.config.options import workers_option


@click.command("process")
@workers_option
def command(workers: int) -> None:
    """Run every step after capture, for whatever is missing or out of date."""
    ready()
    from liaison.config.progress import bar
    from liaison.pipeline.process import process

    with bar("Reading and understanding") as report:
        done = process(workers, report)
    click.echo(f"{done} rows processed" if done else "nothing is pending")
