"""Options that several commands share."""

import getpass
import os
from pathlib import Path

import click

workers_option = click.option(
    "--workers",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    show_default="one a core",
    help="Processes that share the work.",
)

sources_option = click.option(
    "--sources",
    "directory",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Read source files from here instead of those that come with Liaison.",
)

undo_option = click.option(
    "--undo",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Take one back, by its number in `liaison decisions`.",
)

why_option = click.option("--why", metavar="TEXT", help="The reason; kept with the decision.")


def _login_name() -> str:
    """Who is logged in; "" where the system does not know."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


by_option = click.option(
    "--by",
    metavar="NAME",
    envvar="LIAISON_EDITOR",
    show_envvar=True,
    default=_login_name,
    show_default="login name",
    help="Who decides; kept with the decision.",
)
