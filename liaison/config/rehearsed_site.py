"""`make run`: a site over the invented web, from nothing, in one go.

The home keeps what was harvested; a later run asks the invented web, which has moved on by as many
days as have passed, for what is new.
"""

import os
import sys
from datetime import UTC, datetime

import click
import django

from liaison.kernel.errors import LiaisonError

DOCUMENTS = 400
SEED = 1
_LAST_DAY = 365  # the invented web moves on for a year


def main() -> None:
    """Set up, harvest, process and serve; what goes wrong is one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
    port = int(os.environ.get("PORT", "8000"))
    try:
        _fill()
        _serve(port)
    except LiaisonError as error:
        click.echo(f"liaison: {error}", err=True)
        sys.exit(1)


def _fill() -> None:
    django.setup()
    from django.conf import settings

    from liaison.pipeline.home import set_up
    from liaison.rehearsal.server import running
    from liaison.rehearsal.world import World

    for line in set_up(settings.HOME):
        click.echo(line)
    settings.HOME.claim_for("rehearsal")
    stamped = datetime.fromtimestamp(settings.HOME.stamp.stat().st_mtime, UTC)
    day = min((datetime.now(UTC) - stamped).days, _LAST_DAY)
    world = World(seed=SEED, documents=DOCUMENTS, day=day)
    with running(world) as web:
        _harvest(world, web)
    _process()


def _harvest(world: "World", web: int) -> None:  # type: ignore[name-defined]  # noqa: F821 (imported when called)
    from django.conf import settings

    from liaison.config.progress import bars
    from liaison.kernel.clock import utc_now
    from liaison.pipeline.declared import load
    from liaison.pipeline.harvest import harvest_sources
    from liaison.rehearsal.declare import write_sources

    folder = settings.HOME.root / "rehearsal" / "sources"
    write_sources(world, folder, web)
    with bars() as report:
        rounds = harvest_sources(list(load(folder).sources.values()), utc_now, report)
    new, failed = sum(row.new for row in rounds), sum(row.failed for row in rounds)
    click.echo(f"harvest   {new} new captures from {len(rounds)} invented sources, {failed} failed")


def _process() -> None:
    from liaison.catalogue.models import Document
    from liaison.config.progress import bar
    from liaison.pipeline.process import process

    with bar("Reading and understanding") as report:
        process(os.cpu_count() or 1, report)
    click.echo(f"record    {Document.objects.count()} invented documents")


def _serve(port: int) -> None:
    from django.db import connections

    from liaison.config.server import serve

    connections.close_all()
    click.echo(f"\nThe site is on http://localhost:{port}/ (stop with Ctrl-C)")
    serve("127.0.0.1", port, os.cpu_count() or 1)


if __name__ == "__main__":
    main()
