"""What both command lines share: commands imported when they are called, errors in one line."""

import importlib
import sys
from collections.abc import Mapping
from typing import Any

import click

from liaison.kernel.errors import LiaisonError

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class LazyCommands(click.Group):
    """Loads a command only when it is called: `--help` stays quick.

    `modules`: the module of each command in `package`, in the order in which a newcomer meets them;
    each has its `command`.
    """

    def __init__(self, *, package: str, modules: Mapping[str, str], **rest: Any) -> None:  # noqa: ANN401 (click's)
        super().__init__(**rest)
        self._package = package
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of `modules`."""
        del ctx
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        del ctx
        if cmd_name not in self._modules:
            return None
        module = importlib.import_module(f"{self._package}.{self._modules[cmd_name]}")
        command: click.Command = module.command
        return command


def run(command: click.Command, name: str) -> None:
    """Run a command line; what goes wrong is one line on stderr and a status of 1."""
    try:
        sys.exit(command(standalone_mode=False) or 0)
    except LiaisonError as error:
        for line in str(error).splitlines():
            click.echo(f"{name}: {line}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"{name}: stopped; what was done stays done", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has seen enough
        sys.exit(0)
    except OSError as error:
        click.echo(f"{name}: {error}: see that it can be read and written, with room", err=True)
        sys.exit(1)
