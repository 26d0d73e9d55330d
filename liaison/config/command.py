"""The command `liaison`: it translates what a person types and calls what does the work."""

import os

import click

from liaison.config.lazy_commands import CONTEXT, LazyCommands, run

# Each command lives in a module of its own and is imported when it is called.
_COMMANDS = {
    "init": "init",
    "sources": "sources",
    "vocabulary": "vocabulary",
    "harvest": "harvest",
    "deposit": "deposit",
    "process": "process",
    "work": "work",
    "serve": "serve",
    "rehearse": "rehearse",
    "status": "status",
    "correct": "correct",
    "withdraw": "withdraw",
    "link": "link",
    "decisions": "decisions",
    "mail": "mail",
    "quality": "quality",
    "archive": "archive",
    "dump": "dump",
    "reread": "reread",
    "reindex": "reindex",
    "backup": "backup",
    "restore": "restore",
}


@click.command(
    cls=LazyCommands,
    package="liaison.config.commands",
    modules=_COMMANDS,
    context_settings=CONTEXT,
)
@click.version_option(package_name="liaison")
def liaison() -> None:
    """Gather, archive, read and show what the mechanisms that protect defenders publish.

    LIAISON_HOME (default ./var) holds all data; DATABASE_URL chooses PostgreSQL instead of
    SQLite; LIAISON_HOSTS names the hosts that the site answers to.
    """


def main() -> None:
    """Run the command line of the record."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
    run(liaison, "liaison")


if __name__ == "__main__":
    main()
