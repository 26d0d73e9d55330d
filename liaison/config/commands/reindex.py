"""`liaison reindex`."""

import click

from liaison.config.commands import ready


@click.command("reindex")
def command() -> None:
    """Rebuild the search index from the catalogue, beside the live one."""
    ready()
    from liaison.config.progress import bar
    from liaison.pipeline.anew import reindex

    with bar("Indexing") as report:
        count = reindex(report)
    click.echo(f"{count:,} documents indexed; the site uses the new index from now on")
