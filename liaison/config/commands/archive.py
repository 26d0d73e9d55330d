"""`liaison archive verify` and `export`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.group("archive")
def command() -> None:
    """Check or take along what was captured."""


@command.command("verify")
def verify_command() -> None:
    """Re-hash every capture; status 1 where something is not as it was kept."""
    ready()
    from django.conf import settings

    from liaison.archive.verify import captures_to_verify, verify
    from liaison.config.progress import bar

    folder = settings.HOME.archive
    total, flaws = captures_to_verify(folder), 0
    with bar("Re-hashing") as report:
        for done, flaw in enumerate(verify(folder), start=1):
            report(done, total)
            if flaw is not None:
                flaws += 1
                click.echo(f"{flaw.warc} at byte {flaw.offset}: {flaw.what}")
    click.echo(f"{total:,} captures and files checked, {flaws} flaws")
    click.get_current_context().exit(1 if flaws else 0)


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--source", "source_id", metavar="ID", help="Only this source.")
def export_command(file: Path | None, source_id: str | None) -> None:
    """Write the captures as a WACZ, which any replay tool opens.

    Without FILE, to `liaison-YYYYMMDD.wacz` in the current folder.
    """
    ready()
    from django.conf import settings

    from liaison.kernel.clock import utc_now
    from liaison.pipeline.export import export_captures

    now = utc_now()
    target = file or Path(f"liaison-{now:%Y%m%d}.wacz")
    count = export_captures(settings.HOME.archive, target, source_id, now)
    click.echo(f"{count:,} captures in {target}")
