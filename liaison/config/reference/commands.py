"""docs/reference/commands.md: what `--help` says of every command."""

from collections.abc import Iterator

import click

from liaison.config.command import liaison
from liaison.config.reference import markdown
from liaison.config.vault_command import liaison_vault

_WIDTH = 80
_ENDINGS = """\
A command ends with 0 when it did what was asked, 1 when something went wrong (one line on stderr
says what happened and what to do), 2 when it was typed in a way that it does not know, and 130 when
it was stopped. Whatever was done until then stays done.
"""


def write() -> str:
    """The page."""
    both = (("liaison", liaison), ("liaison-vault", liaison_vault))
    return markdown.page("Commands", _ENDINGS, *(section for one in both for section in _all(*one)))


def _all(name: str, command: click.Command) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, terminal_width=_WIDTH, **command.context_settings
    )
    return _sections(context, command)


def _sections(context: click.Context, command: click.Command) -> Iterator[str]:
    level = "#" * (context.command_path.count(" ") + 2)
    yield f"{level} {context.command_path}\n\n{markdown.block(command.get_help(context))}"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            if child is None:
                raise LookupError(f"{context.command_path} lists {name} and does not have it")
            inner = click.Context(child, parent=context, info_name=name, terminal_width=_WIDTH)
            yield from _sections(inner, child)
