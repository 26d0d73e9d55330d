"""`liaison status`."""

import json
from collections.abc import Mapping

import click

from liaison.config.commands import ready


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Show counts by step and source, failures by class, what is pending."""
    ready()
    from django.conf import settings

    from liaison.config.table import print_table
    from liaison.pipeline.status import status

    found = status(settings.HOME.kind())
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=1, ensure_ascii=False))
        return
    click.echo(
        f"{found.documents:,} documents, {found.editions:,} editions, {found.captures:,} captures, "
        f"{found.findings:,} findings, {found.activities:,} activities"
    )
    steps = ", ".join(f"{name} {count:,}" for name, count in found.pending_by_step.items() if count)
    click.echo(f"pending: {steps or 'nothing'}")
    failures = ", ".join(f"{name} {count:,}" for name, count in found.failures.items())
    click.echo(f"failures: {failures or 'none'}")
    harvested = [source for source in found.sources if source.last_checked or source.documents]
    rows = [
        (
            source.id,
            f"{source.documents:,}",
            _minute(source.last_checked),
            _minute(source.last_new),
            _failures(source.failure, source.failures),
        )
        for source in harvested
    ]
    print_table(("source", "documents", "last checked", "last new", "failures"), rows)
    never = len(found.sources) - len(harvested)
    if never:
        click.echo(f"{never} more sources are declared and were never harvested")
    for source in harvested:
        if source.failure:
            click.echo(f"{source.id}: {source.failure_detail}")


def _failures(last_round: str, addresses: Mapping[str, int]) -> str:
    inner = ", ".join(f"{name} {count:,}" for name, count in addresses.items())
    return "; ".join(part for part in (last_round, inner) if part)


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else "never"
