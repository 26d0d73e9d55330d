"""`liaison link decide`, `show`, `proposed`."""

from collections.abc import Iterable, Mapping
from typing import Any

import click

from liaison.config.commands import ready, tell_effect, told
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


@command.command("show")
@click.argument("document")
def show_command(*, document: str) -> None:
    """Show what a DOCUMENT (identifier or address) belongs with, how surely, and why."""
    ready()
    from liaison.catalogue.models import Document
    from liaison.catalogue.naming import shown_document_named
    from liaison.catalogue.related import PROPOSED, related
    from liaison.config.table import print_table

    row = Document.objects.get(identifier=shown_document_named(document))
    click.echo(f"{row.identifier}  {told(row.title)}")
    click.echo(f"matter: {row.matter or 'none'}")
    found = [
        (outcome, one)
        for outcome, links in (("linked", related(row)), (PROPOSED, related(row, PROPOSED)))
        for one in links
    ]
    if not found:
        click.echo("nothing is linked with it, or proposed")
        return
    print_table(
        ("outcome", "relation", "document", "title", "score", "why"),
        [
            (
                "decided" if one.decided else outcome,
                f"{one.relation} (of it)" if one.turned else one.relation.value,
                one.document.identifier,
                told(one.document.title),
                f"{one.score:.2f}",
                _why(one.reasons),
            )
            for outcome, one in found
        ],
    )


@command.command("proposed")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
def proposed_command(*, limit: int) -> None:
    """List links that the machine is not sure of, the likeliest first, for `decide`."""
    ready()
    from liaison.catalogue.related import proposed
    from liaison.config.table import print_table

    links, total = proposed(limit)
    if not links:
        click.echo("no link waits for a decision")
        return
    print_table(
        ("relation", "document", "title", "other", "title", "score", "why"),
        [
            (
                link.relation,
                one.identifier,
                told(one.title),
                other.identifier,
                told(other.title),
                f"{link.score:.2f}",
                _why(link.reasons),
            )
            for link, one, other in links
        ],
    )
    click.echo(f"{len(links):,} of {total:,} that wait: `liaison link decide`")


def _why(reasons: Iterable[Mapping[str, Any]]) -> str:
    """The codes of the reasons, with what each adds or takes; no person is named."""
    return ", ".join(f"{one['code']} {one.get('weight', 1):+.1f}" for one in reasons)
