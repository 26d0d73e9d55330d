"""`liaison restore`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Replace the record under LIAISON_HOME by the one in FILE, after checking all of it."""
    ready(home=False)
    from django.conf import settings

    from liaison.config.progress import bar, console
    from liaison.pipeline.anew import reindex
    from liaison.pipeline.backup import restore
    from liaison.pipeline.home import set_up

    list(set_up(settings.HOME))
    with console().status("Restoring") as shown:
        carried = restore(settings.HOME, file, lambda what: shown.update(f"Restoring: {what}"))
    with bar("Indexing") as report:
        count = reindex(report)
    if carried:
        click.echo(f"decisions made since the backup was, and kept: {carried:,}")
        click.echo(
            "`liaison process` brings corrections into effect; `liaison decisions` lists all"
        )
    click.echo(f"{count:,} documents restored and indexed; restart `liaison serve` if it runs")
