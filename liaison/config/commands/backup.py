"""`liaison backup`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def command(file: Path) -> None:
    """Write the whole record to FILE, consistent, while everything goes on running."""
    ready()
    from django.conf import settings

    from liaison.config.progress import console
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.backup import backup

    with console().status("Backing up") as shown:
        backup(settings.HOME, file, utc_now(), lambda what: shown.update(f"Backing up: {what}"))
    click.echo(f"{file} holds the whole record ({file.stat().st_size:,} bytes)")
