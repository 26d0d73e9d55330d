"""A module a command. `ready` is what most of them start with."""

from pathlib import Path

import click
import django

from liaison.kernel.errors import HomeUnusable


def ready(*, home: bool = True) -> None:
    """Load the settings; with `home`, see that the record under LIAISON_HOME can be used."""
    django.setup()
    if home:
        _check_home()


def told(text: str) -> str:
    """Words that decisions keep, without withdrawn names. Call it after `ready`."""
    from django.conf import settings

    from liaison.catalogue.hidden import COVERED, hidden_names

    return COVERED.sub("[name withdrawn]", hidden_names(settings.HOME.secret).cover(text))


def tell_effect(waiting: str) -> None:
    """Say on stderr what a decision still waits for; nothing where it is in effect everywhere."""
    if waiting:
        click.echo(
            f"liaison: it stands, and takes effect everywhere with the next `liaison process` "
            f"({waiting})",
            err=True,
        )


def _check_home() -> None:
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import DatabaseError

    root: Path = settings.HOME.root
    if connection.vendor == "sqlite" and not settings.HOME.database.exists():
        raise HomeUnusable(f"nothing is set up in {root}", "run `liaison init`")
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        first = str(error).strip().splitlines()[0]
        raise HomeUnusable(
            f"the database cannot be used ({first})",
            "see that it runs; a damaged one is replaced by `liaison restore FILE`",
        ) from error
    if behind:
        raise HomeUnusable(
            f"the database of {root} is older than this version of Liaison", "run `liaison init`"
        )
