"""What taking a whole record along costs, in each form: time and memory of a process of its own.

    python -m liaison.measure.taking --documents 100000 [--home FOLDER]

Prints a line of JSON for each form; `peak_before` is the memory after a request that found nothing.
With `--home`, the record is filled there, or used if it is
filled already.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click
import django

_AT_ONCE = 5_000
_FIRST = date(1990, 1, 1)
_DAYS = 12_000
_ACTIVITY_EACH = 20  # documents: one in so many tells of an activity
_COUNTRIES = ("ISL", "URY", "MNG", "TUN", "NZL")
_FORMS = ("csv", "jsonl", "xlsx", "ics", "bib", "ris", "csl.json")


@click.command()
@click.option("--documents", default=100_000, show_default=True)
@click.option("--home", type=click.Path(path_type=Path, file_okay=False))
@click.option("--form", "forms", multiple=True, type=click.Choice(_FORMS))
@click.option("--alone", is_flag=True, help="Take along in this process; no more.")
def main(documents: int, home: Path | None, forms: tuple[str, ...], *, alone: bool) -> None:
    """Fill a record, then take it along in each form."""
    if alone:
        django.setup()
        click.echo(json.dumps(_taken(forms[0])))
        return
    with tempfile.TemporaryDirectory() as scratch:
        root = home or Path(scratch)
        os.environ |= {"LIAISON_HOME": str(root)}
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaison.config.settings.public")
        django.setup()
        if not (root / "home.json").exists():
            _fill(documents)
        for form in forms or _FORMS:
            _in_a_process_of_its_own(form)


def _in_a_process_of_its_own(form: str) -> None:
    subprocess.run(  # noqa: S603 (our own command)
        [sys.executable, "-m", "liaison.measure.taking", "--alone", "--form", form], check=True
    )


def _taken(form: str) -> dict[str, str | float]:
    from django.test import Client

    # Whatever the record: the code, its vocabulary, an open index.
    Client().get(f"/en/search.{form}?q=nosuchwordanywhere", headers={"host": "localhost"})
    before = _peak()
    began, size = time.process_time(), 0
    answer = Client().get(f"/en/search.{form}", headers={"host": "localhost"})
    if answer.status_code != 200:  # noqa: PLR2004 (an HTTP status)
        raise RuntimeError(f".{form} was answered with {answer.status_code}")
    for piece in answer:
        size += len(piece)
    return {
        "form": form,
        "megabytes": round(size / 1e6, 1),
        "processor_seconds": round(time.process_time() - began, 1),
        "peak_megabytes": _peak(),
        "peak_before": before,
    }


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3, 1)


def _fill(documents: int) -> None:
    from django.conf import settings
    from django.db import transaction

    from liaison.catalogue.models import Activity, Document, Telling
    from liaison.index import open_writer
    from liaison.index.protocol import Entry, Facet
    from liaison.pipeline.home import set_up

    list(set_up(settings.HOME))
    settings.HOME.claim_for("rehearsal")
    writer = open_writer(settings.HOME.index)
    for numbers in _pieces(documents):
        rows = [Document(**_document(number)) for number in numbers]
        told = [number for number in numbers if number % _ACTIVITY_EACH == 0]
        with transaction.atomic():
            Document.objects.bulk_create(rows)
            Activity.objects.bulk_create([Activity(**_activity(number)) for number in told])
            Telling.objects.bulk_create([Telling(**_telling(number)) for number in told])
        writer.add(
            Entry(
                identifier=row.identifier,
                titles={"en": row.title},
                bodies={"en": f"Invented text {row.pk}"},
                published=row.published_from,
                changed=row.changed_at,
                facets={Facet.COUNTRY: row.about, Facet.MECHANISM: [row.mechanism]},
            )
            for row in rows
        )
        writer.commit()
    writer.close()


def _document(number: int) -> dict[str, object]:
    day = _FIRST + timedelta(days=number * 7919 % _DAYS)
    moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
    return {
        "pk": number,
        "identifier": f"d{number:012}",
        "address": f"https://harbour.rehearsal.test/statements/{number}",
        "source_id": "harbour-statements",
        "first_captured": moment,
        "described_version": 1,
        "title": f"Invented statement {number}: arrest of a lawyer who defends fishing communities",
        "title_language": "en",
        "mechanism": "harbour-commission",
        "kind": "press_release",
        "symbol": f"HC/S/{number}/{day.year}",
        "published": day.isoformat(),
        "published_from": day,
        "about": [_COUNTRIES[number % len(_COUNTRIES)]],
        "countries": list(_COUNTRIES[: number % 4]),
        "languages": ["en", "fr"],
        "violations": ["arbitrary_detention"],
        "defenders": ["lawyers"],
        "themes": ["environment"],
        "changed_at": moment,
    }


def _activity(number: int) -> dict[str, object]:
    day = _FIRST + timedelta(days=number % _DAYS)
    return {
        "pk": number,
        "identifier": f"a{number:012}",
        "kind": "hearing",
        "mechanism": "harbour-commission",
        "mechanisms": ["harbour-commission"],
        "countries": ["ISL"],
        "starts": day.isoformat(),
        "first_day": day,
        "last_day": day,
        "status": "planned",
        "title": f"Invented hearing {number}",
        "title_language": "en",
    }


def _telling(number: int) -> dict[str, object]:
    activity = _activity(number)
    return {
        "activity_id": number,
        "document_id": number,
        "identifier": activity["identifier"],
        "kind": "hearing",
        "near_day": activity["first_day"],
        "status": "planned",
        "told_on": activity["first_day"],
        "seen_at": datetime(2024, 1, 1, tzinfo=UTC),
    }


def _pieces(documents: int) -> Iterator[range]:
    for start in range(1, documents + 1, _AT_ONCE):
        yield range(start, min(start + _AT_ONCE, documents + 1))


if __name__ == "__main__":
    main()
