"""The parts of a benchmark that look into a home: a process of their own for each home.

    python -m liaison.measure.inside take-pages FOLDER
    python -m liaison.measure.inside time-library WORKERS
    python -m liaison.measure.inside time-links LOADED ADDED
    python -m liaison.measure.inside time-knowing

Each prints one line of JSON.
"""

import dataclasses
import io
import json
import tarfile
from collections.abc import Iterator
from pathlib import Path

import click
import django

_MOST = 3_000  # pages that the library is timed on: more change nothing but the wait


@click.group()
def main() -> None:
    """Look into the home of LIAISON_HOME."""
    django.setup()


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
def take_pages(folder: Path) -> None:
    """Capture the saved web pages that lie in `html.tar.xz` files under a folder."""
    from django.conf import settings

    from liaison.archive.actions import Catch, keep
    from liaison.archive.warc import Answer, WarcWriter
    from liaison.kernel.clock import utc_now
    from liaison.kernel.item import Role

    settings.HOME.claim_for("real")
    catches = [
        Catch(
            answer=Answer(address, 200, "OK", (("Content-Type", "text/html"),), page, page),
            address=address,
            source_id="saved",
            role=Role.DOCUMENT,
            document_address=address,
            media_type="text/html",
            fetched_at=utc_now(),
        )
        for address, page in _saved_pages(folder)
    ]
    with WarcWriter(settings.HOME.archive, utc_now) as writer:
        kept = keep(writer, catches)
    click.echo(json.dumps({"pages": len(kept)}))


@main.command()
@click.argument("workers", type=int)
def time_library(workers: int) -> None:
    """Leave HTML alone pending, and time the extraction library on it, in pages a second."""
    from liaison import extract
    from liaison.archive.models import Capture
    from liaison.measure import library

    others = Capture.objects.exclude(media_type__startswith="text/html")
    others.update(reading_version=extract.VERSION)
    captures = Capture.objects.filter(reading_version=0, current=True)
    places = library.html_places(_MOST)
    alone = {
        name: library.pages_a_second(way, places, workers) for name, way in library.WAYS.items()
    }
    size = sum(captures.values_list("size", flat=True))
    click.echo(json.dumps({"pages": captures.count(), "bytes": size, "alone": alone}))


@main.command()
@click.argument("loaded", type=int)
@click.argument("added", type=int)
def time_links(loaded: int, added: int) -> None:
    """Load ready-made facts in bulk, then time what the next documents cost."""
    from liaison.measure.filling import cost

    click.echo(json.dumps(dataclasses.asdict(cost(loaded, added))))


@main.command()
def time_knowing() -> None:
    """Time understanding and linking beside reading, in a record that was processed."""
    from liaison.measure.knowing import knowing

    click.echo(json.dumps(dataclasses.asdict(knowing())))


def _saved_pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    for archive in sorted(folder.glob("*/html.tar.xz")):
        with tarfile.open(fileobj=io.BytesIO(archive.read_bytes()), mode="r:xz") as tar:
            for number, member in enumerate(tar.getmembers()):
                file = tar.extractfile(member)
                if file is not None:
                    yield f"https://saved.test/{archive.parent.name}/{number}", file.read()


if __name__ == "__main__":
    main()
