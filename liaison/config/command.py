"""The command `liaison`: it translates what a person types and calls what does the work."""

import importlib
import os
import sys

import click

from liaison.kernel.errors import LiaisonError

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


_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class _Commands(click.Group):
    """Loads a command only when it is called: `liaison --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which a newcomer meets them."""
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"liaison.config.commands.{_COMMANDS[cmd_name]}")
        command: click.Command = module.command
        return command


@click.command(cls=_Commands, context_settings=_CONTEXT)
@click.version_option(package_name="liaison")
def liaison() -> None:
    """Gather, archive, read and show what the mechanisms that protect defenders publish.

    LIAISON_HOME (default ./var) holds all data; DATABASE_URL chooses PostgreSQL instead of
    SQLite; LIAISON_HOSTS names the hosts that the site answers to.
    """


def main() -> None:
    """Run the command line; what goes wrong is one line on stderr and a status of 1."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
    try:
        sys.exit(liaison(standalone_mode=False) or 0)
    except LiaisonError as error:
        for line in str(error).splitlines():
            click.echo(f"liaison: {line}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("liaison: stopped; what was done stays done", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has seen enough
        sys.exit(0)


if __name__ == "__main__":
    main()
