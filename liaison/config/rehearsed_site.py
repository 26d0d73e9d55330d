"""`make run`: a site over the invented web, from nothing, in one go.

The home keeps what was harvested; a later run asks the invented web, which has moved on by as many
days as have passed, for what is new.
"""

import os
import sys
from datetime import UTC, datetime

import click
import django

from liaison.kernel.errors import HomeUnusable, LiaisonError, MistakenInput
from liaison.kernel.home import Home

DOCUMENTS = 400
SEED = 1
_HOST = "127.0.0.1"
_LAST_PORT = 65_535
_LAST_DAY = 365  # the invented web moves on for a year


def main() -> None:
    """Set up, harvest, process and serve; what goes wrong is one line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
    try:
        port = _port()
        _fill(port)
        _serve(port)
    except LiaisonError as error:
        click.echo(f"liaison: {error}", err=True)
        sys.exit(1)


def _port() -> int:
    said = os.environ.get("PORT", "8000")
    if said.isascii() and said.isdigit() and 0 < int(said) <= _LAST_PORT:
        return int(said)
    raise MistakenInput(f"PORT is {said!r}", f"give a number from 1 to {_LAST_PORT}")


def _fill(port: int) -> None:
    django.setup()
    from django.conf import settings

    from liaison.config.server import require_free
    from liaison.rehearsal.server import running
    from liaison.rehearsal.world import World

    require_free(_HOST, port)
    try:
        _set_up(settings.HOME)
    except HomeUnusable:
        if not settings.HOME.index.exists():
            raise
        _renew_index()
        _set_up(settings.HOME)
    settings.HOME.claim_for("rehearsal")
    stamped = datetime.fromtimestamp(settings.HOME.stamp.stat().st_mtime, UTC)
    day = min((datetime.now(UTC) - stamped).days, _LAST_DAY)
    world = World(seed=SEED, documents=DOCUMENTS, day=day)
    with running(world) as web:
        _harvest(world, web)
    _process()


def _set_up(home: Home) -> None:
    from liaison.pipeline.home import set_up

    for line in set_up(home):
        click.echo(line)


def _renew_index() -> None:
    """An index of an earlier version is made anew: there is nothing in it that could be lost."""
    from liaison.config.progress import bar
    from liaison.pipeline.anew import reindex

    with bar("Indexing") as report:
        reindex(report)


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
    click.echo(f"harvest   {new} new captures from {len(rounds)} invented sources")
    if failed:
        click.echo(f"          {failed} addresses gave nothing, as they are made to")


def _process() -> None:
    from liaison.catalogue.models import Document
    from liaison.config.progress import bar
    from liaison.pipeline.process import process

    with bar("Reading and understanding") as report:
        process(os.cpu_count() or 1, report)
    click.echo(f"record    {Document.objects.count()} invented documents")


def _serve(port: int) -> None:
    from django.db import connections

    from liaison.config.server import require_free, serve

    connections.close_all()
    require_free(_HOST, port)
    click.echo(f"\nThe site is on http://localhost:{port}/ (stop with Ctrl-C)")
    serve(_HOST, port, os.cpu_count() or 1)


if __name__ == "__main__":
    main()
