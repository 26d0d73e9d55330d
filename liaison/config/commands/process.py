"""`liaison process`."""

import click

from liaison.config.commands import ready
from liaison.config.options import workers_option
from liaison.pipeline.pool import warm


@click.command("process")
@workers_option
@click.option(
    "--patience",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="How long one document may take before it is given up.",
)
def command(workers: int, patience: float | None) -> None:
    """Run every step after capture, for whatever is missing or out of date."""
    warm()
    ready()
    from liaison.config.progress import bar
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.process import PATIENCE, process
    from liaison.pipeline.publications import take_in

    published = take_in(utc_now, lambda one: click.echo(f"not published: {one}", err=True))
    if published:
        click.echo(f"{published} publications taken in")
    with bar("Reading and understanding") as report:
        done = process(workers, report, patience or PATIENCE)
    click.echo(f"{done} rows processed" if done else "nothing is pending")
