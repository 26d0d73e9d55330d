"""`liaison withdraw`."""

import sys
import unicodedata

import click

from liaison.config.commands import ready, tell_effect, told
from liaison.config.options import by_option, undo_option, why_option

_NAME = "name"
_LONGEST = 200  # characters of a name
# Controls, half characters, what is no character: a name piped in as UTF-16 would cover nothing.
_NO_TEXT = ("Cc", "Cs", "Cn", "Co")


@click.command("withdraw", options_metavar="[OPTIONS]")
@click.argument("document", required=False, metavar="[DOCUMENT | name]")
@click.argument("more", nargs=-1, metavar="")
@why_option
@by_option
@undo_option
def command(
    *, document: str | None, more: tuple[str, ...], why: str | None, by: str, undo: int | None
) -> None:
    """Take a document, or a person's name, out of reach everywhere, at once and for good.

    DOCUMENT is its identifier or an address. Its page, data, captures, feeds, exports and search
    results are gone at once; its page says since when and why, in the words of --why, so name
    nobody there. Its bytes stay sealed in the archive.

    `liaison withdraw name` asks for a name and does not show it, or reads it from standard input;
    it is never given as an argument, where histories and lists of processes would keep it. It is
    covered in texts, titles and search results, in every spelling and script that it is known by,
    also in what comes later. `liaison withdraw name --undo NUMBER` shows it again.
    """
    if more:
        raise click.UsageError(
            "a name is never given as an argument: leave it out, and type it when asked"
            if document == _NAME
            else "name one document"
        )
    if undo is None:
        if document is None:
            raise click.UsageError("name the document, or --undo NUMBER")
        if why is None:
            raise click.UsageError("give the reason, which readers will see: --why TEXT")
    elif document not in (None, _NAME) or why is not None:
        raise click.UsageError("--undo stands alone, with --by at most")
    if document == _NAME:
        _name(why or "", by, undo)
    else:
        _document(document or "", why or "", by, undo)


def _document(document: str, why: str, by: str, undo: int | None) -> None:
    ready()
    from liaison.kernel.clock import utc_now
    from liaison.pipeline import deciding

    if undo is not None:
        row, waiting = deciding.undo_withdrawal(undo, by=by, clock=utc_now)
        click.echo(f"withdrawal {row.pk} is undone: {row.identifier}")
    else:
        row, waiting = deciding.withdraw(document, why=why, by=by, clock=utc_now)
        click.echo(f"withdrawal {row.pk} stands: {row.identifier} is out of reach")
        others = deciding.also_held_in(row.identifier)
        if others:
            click.echo(f"the same bytes or addresses are shown in: {', '.join(others)}")
    tell_effect(waiting)


def _name(why: str, by: str, undo: int | None) -> None:
    name = _asked_for() if undo is None else ""
    ready()
    from liaison.config.progress import bar
    from liaison.kernel.clock import utc_now
    from liaison.pipeline import deciding

    with bar("Looking through all texts") as report:
        if undo is not None:
            row, documents, waiting = deciding.undo_withdrawn_name(
                undo, by=by, clock=utc_now, report=report
            )
        else:
            row, documents, waiting = deciding.withdraw_name(
                name, why=why, by=by, clock=utc_now, report=report
            )
    state = "is undone" if undo is not None else "stands"
    click.echo(told(f"{row} {state}; documents that hold it: {documents:,}"))
    tell_effect(waiting)


def _asked_for() -> str:
    """The name, typed unseen or piped in. Raises click.UsageError, without it, for none or many."""
    if sys.stdin.isatty():
        name = click.prompt("Name", hide_input=True, confirmation_prompt="The same again", err=True)
    else:
        name = sys.stdin.read()
    lines = [line for line in str(name).removeprefix("\ufeff").splitlines() if line.strip()]
    if len(lines) != 1 or len(lines[0]) > _LONGEST:
        raise click.UsageError("give one name, in one line, on standard input")
    if any(unicodedata.category(sign) in _NO_TEXT for sign in lines[0].strip()):
        raise click.UsageError("this is no text: pipe the name in as UTF-8")
    return lines[0].strip()
