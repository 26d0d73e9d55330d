"""`liaison init`."""

import click

from liaison.config.commands import ready


@click.command("init")
def command() -> None:
    """Create or upgrade everything under LIAISON_HOME."""
    ready(home=False)
    from django.conf import settings

    from liaison.pipeline.home import set_up

    for line in set_up(settings.HOME):
        click.echo(line)
