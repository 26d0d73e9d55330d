"""`liaison decisions`."""

import dataclasses
import json
from typing import TYPE_CHECKING

import click

from liaison.config.commands import ready, told

if TYPE_CHECKING:
    from liaison.catalogue.decided import Decided

_KINDS = ("correction", "withdrawal", "link", "name")


@click.command("decisions")
@click.option("--document", metavar="DOCUMENT", help="Only on this one: identifier or address.")
@click.option("--kind", type=click.Choice(_KINDS), help="Only of this kind.")
@click.option("--undone", is_flag=True, help="Only those that were undone.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(*, document: str | None, kind: str | None, undone: bool, as_json: bool) -> None:
    """List what people decided: number, when, who, what, why, and whether it stands."""
    ready()
    from liaison.catalogue.decided import DecisionKind, decided
    from liaison.catalogue.naming import document_named
    from liaison.config.table import print_table

    identifier = document_named(document) if document is not None else ""
    rows = decided(
        document=identifier, kind=DecisionKind(kind) if kind is not None else None, undone=undone
    )
    rows = [
        dataclasses.replace(
            row,
            what=told(row.what),
            why=told(row.why),
            by=told(row.by),
            undone_by=told(row.undone_by),
        )
        for row in rows
    ]
    if as_json:
        plain = [dataclasses.asdict(row) for row in rows]
        click.echo(json.dumps(plain, indent=1, ensure_ascii=False, default=str))
        return
    if not rows:
        click.echo("nothing was decided")
        return
    columns = ("decision", "when", "who", "document", "what", "why", "state")
    print_table(columns, [_cells(row) for row in rows])


def _cells(row: "Decided") -> tuple[str, ...]:
    undone = f"undone {row.undone_at:%Y-%m-%d %H:%M} by {row.undone_by}" if row.undone_at else ""
    return (
        f"{row.kind} {row.number}",
        f"{row.made_at:%Y-%m-%d %H:%M}",
        row.by,
        " ".join(row.documents),
        row.what,
        " ".join(row.why.split()),
        undone or "stands",
    )
