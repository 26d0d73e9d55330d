"""`liaison serve`."""

import click

from liaison.config.commands import ready
from liaison.config.options import workers_option


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@workers_option
def command(host: str, port: int, workers: int) -> None:
    """Serve the public site."""
    ready()
    from django.conf import settings

    from liaison.config.server import require_free, serve
    from liaison.kernel.errors import HomeUnusable
    from liaison.pipeline.compendia import keep

    require_free(host, port)
    try:
        keep(settings.HOME)
    except HomeUnusable as error:  # a full disk, say: what is there can be read all the same
        click.echo(f"liaison: {error}", err=True)
    if settings.DEBUG:
        click.echo("liaison: LIAISON_DEBUG shows code to readers: never on a server", err=True)
    click.echo(f"The site is on http://{host}:{port}/ (stop with Ctrl-C)")
    serve(host, port, workers)
