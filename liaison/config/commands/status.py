"""`liaison status`."""

import json

import click

from liaison.config.commands import ready


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def command(as_json: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Show counts by step and source, failures by class, what is pending."""
    ready()
    from django.conf import settings
    from rich.console import Console
    from rich.table import Table

    from liaison.pipeline.status import status

    found = status(settings.HOME.kind())
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=1, ensure_ascii=False))
        return
    console = Console()
    console.print(
        f"{found.documents:,} documents, {found.editions:,} editions, {found.captures:,} captures, "
        f"{found.findings:,} findings"
    )
    steps = ", ".join(f"{name} {count:,}" for name, count in found.pending_by_step.items() if count)
    console.print(f"pending: {steps or 'nothing'}")
    failures = ", ".join(f"{name} {count:,}" for name, count in found.failures.items())
    console.print(f"failures: {failures or 'none'}")
    table = Table()
    for name in ("source", "documents", "last checked", "last new"):
        table.add_column(name, no_wrap=True)
    table.add_column("failures")
    harvested = [source for source in found.sources if source.last_checked or source.documents]
    for source in harvested:
        inner = ", ".join(f"{name} {count}" for name, count in source.failures.items())
        table.add_row(
            source.id,
            f"{source.documents:,}",
            _minute(source.last_checked),
            _minute(source.last_new),
            "; ".join(part for part in (source.failure, inner) if part),
        )
    console.print(table)
    never = len(found.sources) - len(harvested)
    if never:
        console.print(f"{never} more sources are declared and were never harvested")
    for source in harvested:
        if source.failure:
            console.print(f"{source.id}: {source.failure_detail}", soft_wrap=True)


def _minute(moment: str | None) -> str:
    return moment[:16].replace("T", " ") if moment else "never"
