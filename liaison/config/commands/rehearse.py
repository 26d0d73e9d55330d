"""`liaison rehearse`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.command("rehearse")
@click.option("--documents", type=click.IntRange(50, 1_000_000), default=500, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same web.")
@click.option(
    "--day",
    type=click.IntRange(0, 365),
    default=0,
    show_default=True,
    help="On later days pages have changed, moved, gone and come.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8800, show_default=True)
def command(documents: int, seed: int, day: int, port: int) -> None:
    """Build and serve the invented web, and write the source files that harvest it."""
    ready(home=False)
    from django.conf import settings

    from liaison.rehearsal.declare import write_sources, write_truth
    from liaison.rehearsal.server import serve
    from liaison.rehearsal.world import World

    world = World(seed=seed, documents=documents, day=day)
    folder: Path = settings.HOME.root / "rehearsal"

    folder.mkdir(parents=True, exist_ok=True)
    write_truth(world, folder / "truth.jsonl")

    def tell(actual: int) -> None:
        sources = folder / "sources"
        write_sources(world, sources, actual)
        click.echo(f"{documents:,} invented documents on 127.0.0.1:{actual} (stop with Ctrl-C)")
        click.echo(f"what is true of them: {folder / 'truth.jsonl'}")
        click.echo(f"harvest them with: liaison harvest --sources {sources}")

    serve(world, port=port, ready=tell)
