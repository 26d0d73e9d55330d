"""`liaison withdraw`."""

import click

from liaison.config.commands import ready, tell_effect
from liaison.config.options import by_option, undo_option, why_option


@click.command("withdraw")
@click.argument("document", required=False)
@why_option
@by_option
@undo_option
def command(*, document: str | None, why: str | None, by: str, undo: int | None) -> None:
    """Take a document out of reach everywhere, at once and for good, and say why.

    DOCUMENT is its identifier or an address. Its page, data, captures, feeds, exports and search
    results are gone at once; its page says since when and why, in the words of --why, so name
    nobody there. Its bytes stay sealed in the archive.
    """
    if undo is None:
        if document is None:
            raise click.UsageError("name the document, or --undo NUMBER")
        if why is None:
            raise click.UsageError("give the reason, which readers will see: --why TEXT")
    elif document is not None or why is not None:
        raise click.UsageError("--undo stands alone, with --by at most")
    ready()
    from liaison.kernel.clock import utc_now
    from liaison.pipeline import deciding

    if undo is not None:
        row, waiting = deciding.undo_withdrawal(undo, by=by, clock=utc_now)
        click.echo(f"withdrawal {row.pk} is undone: {row.identifier}")
    else:
        row, waiting = deciding.withdraw(document or "", why=why or "", by=by, clock=utc_now)
        click.echo(f"withdrawal {row.pk} stands: {row.identifier} is out of reach")
        others = deciding.also_held_in(row.identifier)
        if others:
            click.echo(f"the same bytes or addresses are shown in: {', '.join(others)}")
    tell_effect(waiting)
