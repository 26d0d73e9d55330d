"""`liaison correct`."""

import click

from liaison.config.commands import ready, tell_effect, told
from liaison.config.options import by_option, undo_option, why_option


@click.command("correct")
@click.argument("document", required=False)
@click.argument("kind", required=False)
@click.option("--add", "added", metavar="VALUE", help="The document says this too.")
@click.option("--remove", "removed", metavar="VALUE", help="The document does not say this.")
@click.option("--replace", "replaced", metavar="VALUE", help="The document says this alone.")
@why_option
@by_option
@undo_option
def command(
    *,
    document: str | None,
    kind: str | None,
    added: str | None,
    removed: str | None,
    replaced: str | None,
    why: str | None,
    by: str,
    undo: int | None,
) -> None:
    """Say what a document really says: a person's word wins, now and after every re-run.

    DOCUMENT is its identifier or an address; KIND is what is wrong: title, published, country,
    about, document_kind, mechanism, symbol, reference, language, violation …
    """
    given = {"add": added, "remove": removed, "replace": replaced}
    chosen = [(action, value) for action, value in given.items() if value is not None]
    if undo is None:
        if document is None or kind is None:
            raise click.UsageError("name the document and what is wrong, or --undo NUMBER")
        if len(chosen) != 1:
            raise click.UsageError("give one of --add, --remove and --replace")
        if why is None:
            raise click.UsageError("give the reason: --why TEXT")
    elif document is not None or chosen or why is not None:
        raise click.UsageError("--undo stands alone, with --by at most")
    ready()
    from liaison.kernel.clock import utc_now
    from liaison.pipeline import deciding

    if undo is not None:
        row, waiting = deciding.undo_correction(undo, by=by, clock=utc_now)
        click.echo(told(f"correction {row.pk} is undone: {row.identifier}, {row}"))
    else:
        [(action, value)] = chosen
        row, waiting = deciding.correct(
            document or "",
            kind=kind or "",
            action=action,
            value=value or "",
            why=why or "",
            by=by,
            clock=utc_now,
        )
        click.echo(told(f"correction {row.pk} stands: {row.identifier}, {row}"))
    tell_effect(waiting)
