"""Woven documents into the catalogue, in bulk: what a harvest and the steps after it leave.

Rows are numbered from 1 in every table: a record is loaded into an empty database.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from django.db import transaction

from liaison.archive.models import Capture
from liaison.archive.warc import Answer, WarcWriter
from liaison.catalogue.following import note_followed
from liaison.catalogue.inserting import insert
from liaison.catalogue.models import (
    Activity,
    Document,
    Edition,
    Finding,
    Link,
    Matter,
    Telling,
    Withdrawal,
)
from liaison.fetch.models import Address, Round
from liaison.kernel.clock import Clock
from liaison.measure.searching import rows
from liaison.measure.searching.documents import Made
from liaison.measure.searching.woven import Happening, Tied, Woven

_AT_ONCE = 2_000
_ROUNDS = 400  # of each source
_FAILING = 9  # one source in so many failed last


@dataclass(slots=True)
class Loader:
    """Where the next rows go. Documents numbered from `new_from` on arrived `now`."""

    now: dt.datetime
    new_from: int
    _captures: Iterator[int] = field(default_factory=lambda: count(1))
    _editions: Iterator[int] = field(default_factory=lambda: count(1))
    _activities: Iterator[int] = field(default_factory=lambda: count(1))

    def load(self, woven: Woven) -> None:
        """Add a block of documents with all that was found in them and ties them together."""
        with transaction.atomic():
            documents = [rows.document(one, self._arrived(one)) for one in woven.tied]
            insert(Document, rows.DOCUMENT, documents)
            self._load_editions(woven.tied)
            insert(Link, rows.LINK, list(map(rows.link, woven.ties)))
            note_followed(rows.followed(woven))
            Matter.objects.bulk_create(
                Matter(identifier=name, founder=one.made.identifier, made_at=self._arrived(one))
                for name, one in woven.matters.items()
            )
            self._load_activities(woven.happenings)
            Withdrawal.objects.bulk_create(
                Withdrawal(
                    identifier=one.made.identifier, by="bench", why="invented", made_at=self.now
                )
                for one in woven.tied
                if rows.withdrawn(one.made)
            )

    def _arrived(self, one: Tied) -> dt.datetime:
        return self.now if one.made.number >= self.new_from else rows.MOMENT

    def _load_editions(self, tied: Iterable[Tied]) -> None:
        captures: list[rows.Row] = []
        addresses: list[rows.Row] = []
        editions: list[rows.Row] = []
        findings: list[rows.Row] = []
        for one in tied:
            for at, place in enumerate(rows.places(one.made)):
                captures += rows.captures(place, self._captures)
                addresses.append(rows.listed(place))
                number = next(self._editions)
                editions.append(rows.edition(place, number, captures[-1][0]))
                findings += rows.findings(one, number) if not at else ()
        insert(Capture, rows.CAPTURE, captures)
        insert(Address, rows.ADDRESS, addresses)
        insert(Edition, rows.EDITION, editions)
        insert(Finding, rows.FINDING, findings)

    def _load_activities(self, happenings: Iterable[Happening]) -> None:
        made = [rows.activity(some, next(self._activities), self.now.date()) for some in happenings]
        Activity.objects.bulk_create((row for row, _told in made), _AT_ONCE)
        Telling.objects.bulk_create((one for _row, told in made for one in told), _AT_ONCE)


def archive(folder: Path, documents: Iterable[Made], clock: Clock) -> None:
    """What some documents said at two further moments, as bytes in the archive."""
    with WarcWriter(folder, clock) as writer:
        for made in documents:
            place = rows.places(made)[0]
            for time, change in enumerate(("", "changed "), 7):
                page = f"<html><title>{made.title}</title><p>{change}{made.text}</p></html>"
                data = page.encode()
                headers = (("Content-Type", "text/html; charset=utf-8"),)
                answer = Answer(made.address, 200, "OK", headers, data, data)
                lies = writer.response(answer, {})
                Capture.objects.create(
                    source_id=place.source,
                    address=place.address,
                    address_key=place.key,
                    document_address=place.address,
                    role=place.role,
                    fetched_at=rows.MOMENT + dt.timedelta(days=30 * time),
                    status=200,
                    media_type="text/html",
                    sha256=answer.sha256,
                    size=len(data),
                    warc=lies.warc,
                    offset=lies.offset,
                    length=lies.length,
                    current=False,
                    reading_version=1,
                )


def load_rounds(sources: Iterable[str], now: dt.datetime) -> None:
    """What looking at each source found, once in six hours up to `now`; some are silent or fail."""
    Round.objects.bulk_create(
        Round(
            source_id=source,
            started_at=now - dt.timedelta(hours=6 * ago + 1),
            finished_at=now - dt.timedelta(hours=6 * ago),
            listed=100,
            new=1 if (number + ago) % 3 else 0,
            failure="" if ago or number % _FAILING else "unreachable",
        )
        for ago in range(_ROUNDS - 1, -1, -1)
        for number, source in enumerate(sources)
    )
