"""Options that several commands share."""

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
