"""`liaison sources list | show | try | new`."""

from pathlib import Path

import click

from liaison.config.commands import ready
from liaison.config.options import sources_option
from liaison.kernel.errors import MistakenInput, SourceFailure
from liaison.sources.declaration import Source
from liaison.sources.reader_options import READER_KINDS


@click.group("sources")
def command() -> None:
    """The places where mechanisms publish."""


@command.command("list")
@sources_option
def list_command(directory: Path | None) -> None:
    """List every declared source."""
    from liaison.config.table import print_table
    from liaison.pipeline.declared import load

    ready(home=False)
    loaded = load(directory)
    rows = [
        (
            source.id,
            source.mechanism,
            source.reader.kind,
            source.checked.last.isoformat() if source.checked.last is not None else "never",
            " ".join(source.languages),
        )
        for source in loaded.sources.values()
    ]
    print_table(("id", "mechanism", "reader", "last tried", "languages"), rows)
    click.echo(f"{len(loaded.sources)} sources")
    for problem in loaded.problems:
        click.echo(problem, err=True)
    click.get_current_context().exit(1 if loaded.problems else 0)


@command.command("show")
@click.argument("name", metavar="ID")
@sources_option
def show_command(name: str, directory: Path | None) -> None:
    """Show what is declared of a source."""
    ready(home=False)
    from liaison.sources.describing import describe

    click.echo(describe(_find(name, directory)))


@command.command("try")
@click.argument("name", metavar="ID-or-FILE")
@sources_option
def try_command(name: str, directory: Path | None) -> None:
    """Take one polite look at a source; keep the sample under LIAISON_HOME."""
    ready(home=False)
    from django.conf import settings

    from liaison.kernel.clock import utc_now
    from liaison.pipeline.trial import look

    try:
        for line in look(_find(name, directory), settings.HOME.samples, utc_now()):
            click.echo(line)
    except SourceFailure as failure:
        click.echo(f"{failure.failure}: {failure}")
        click.get_current_context().exit(1)


@command.command("new")
@click.option("--reader", type=click.Choice(READER_KINDS), default="feed", show_default=True)
def new_command(reader: str) -> None:
    """Print a source file to start from."""
    from liaison.sources.template import template

    click.echo(template(reader), nl=False)


def _find(name: str, directory: Path | None) -> Source:
    from liaison.pipeline.declared import load, mechanism_codes
    from liaison.sources.loading import load_source

    if name.endswith((".yaml", ".yml")) or "/" in name:
        return load_source(Path(name), mechanism_codes())
    loaded = load(directory)
    if name in loaded.sources:
        return loaded.sources[name]
    raise MistakenInput(f"no source {name!r}", "see `liaison sources list`, or name a .yaml file")
