"""`liaison link decide`."""

import click

from liaison.config.commands import ready, tell_effect
from liaison.config.options import by_option, undo_option, why_option
from liaison.kernel.relation import Relation


@click.group("link")
def command() -> None:
    """How documents stand to each other."""


@command.command("decide")
@click.argument("first", required=False)
@click.argument("second", required=False)
@click.option("--yes/--no", "linked", default=None, help="Whether they stand so to each other.")
@click.option(
    "--as",
    "relation",
    type=click.Choice([one.value for one in Relation]),
    default=Relation.SAME_MATTER.value,
    show_default=True,
    help="How FIRST stands to SECOND.",
)
@why_option
@by_option
@undo_option
def decide_command(
    *,
    first: str | None,
    second: str | None,
    linked: bool | None,
    relation: str,
    why: str | None,
    by: str,
    undo: int | None,
) -> None:
    """Say whether two documents belong together: once, for good, whatever the scores say.

    FIRST and SECOND are identifiers or addresses.
    """
    if undo is None:
        if first is None or second is None:
            raise click.UsageError("name two documents, or --undo NUMBER")
        if linked is None:
            raise click.UsageError("say --yes or --no")
        if why is None:
            raise click.UsageError("give the reason: --why TEXT")
    elif first is not None or linked is not None or why is not None:
        raise click.UsageError("--undo stands alone, with --by at most")
    ready()
    from liaison.kernel.clock import utc_now
    from liaison.pipeline import deciding

    if undo is not None:
        row, waiting = deciding.undo_link_decision(undo, by=by, clock=utc_now)
        click.echo(f"link decision {row.pk} is undone: {row}")
    else:
        row, waiting = deciding.decide_link(
            (first or "", second or ""),
            relation=Relation(relation),
            linked=bool(linked),
            why=why or "",
            by=by,
            clock=utc_now,
        )
        click.echo(f"link decision {row.pk} stands: {row}")
    tell_effect(waiting)
