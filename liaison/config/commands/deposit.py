"""`liaison deposit`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.command("deposit")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--rehearsal", is_flag=True, help="What is in the folder is invented.")
def command(folder: Path, rehearsal: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Take in a FOLDER of files, with what is known of each beside it.

    Of `letter.pdf` that stands in `letter.pdf.yaml` or `.json`: title, date, language, mechanism,
    kind, address. A .csv lists visits and trials (title, starts, ends, kind, mechanism, country,
    place, status, description); an .ics holds them as events. What is deposited is shown whole:
    deposit only what may be published.
    """
    ready()
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.deposit import deposit

    refused: list[str] = []
    kind = "rehearsal" if rehearsal else "real"
    taken = deposit(folder, kind, utc_now, lambda one: refused.append(str(one)))
    for line in refused:
        click.echo(line, err=True)
    click.echo(f"{taken} taken in, {len(refused)} refused")
    if taken:
        click.echo("`liaison process` reads them")
    click.get_current_context().exit(1 if refused else 0)
