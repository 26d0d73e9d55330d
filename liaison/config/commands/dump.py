"""`liaison dump`."""

from pathlib import Path

import click

from liaison.config.commands import ready


@click.command("dump")
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--without-captures", is_flag=True, help="No WACZ: text and data alone.")
@click.option(
    "--verify",
    "verified",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="FOLDER",
    help="Check a dump instead; status 1 where something is not as it was made.",
)
def command(folder: Path | None, verified: Path | None, *, without_captures: bool) -> None:
    """Write the public record into a new FOLDER: JSON Lines, WACZ, checksums, terms of each source.

    Without FOLDER, into `liaison-dump-YYYYMMDD` in the current one. Nothing withdrawn is in it, no
    names found, and only as much of a text as its source allows.
    """
    if verified is not None:
        _verify(verified)
        return
    ready()
    from liaison.config.progress import console
    from liaison.kernel.clock import utc_now
    from liaison.publish.dumping.making import make_dump

    now = utc_now()
    target = folder or Path(f"liaison-dump-{now:%Y%m%d}")
    with console().status("Writing the dump"):
        made = make_dump(target, now, captures=not without_captures)
    for name, count in made.counts.items():
        click.echo(f"{count:>12,} {name}")
    click.echo(f"{made.folder} holds the public record")


def _verify(folder: Path) -> None:
    ready(home=False)
    from liaison.publish.dumping.verifying import flaws

    found = list(flaws(folder))
    for flaw in found:
        click.echo(flaw)
    click.echo(f"{folder}: {len(found)} flaws")
    click.get_current_context().exit(1 if found else 0)
