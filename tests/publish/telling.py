"""What an invented record tells, what an editor takes back, and how its index is spoilt."""

import contextlib

from django.db import transaction

from liaison.catalogue.activities import join_activities
from liaison.catalogue.models import Correction, Document, Finding
from liaison.index import open_writer
from liaison.kernel.clock import utc_now
from liaison.kernel.finding import FindingKind
from liaison.kernel.home import Home
from liaison.pipeline.indexing import drain
from tests.publish.invented import Said


def tell(one: Said, value: str) -> None:
    """Let a document tell of an activity: "kind;country;from/until;status"."""
    row = Document.objects.get(identifier=one.identifier)
    edition = row.editions.order_by("pk").first()
    assert edition is not None
    Finding.objects.create(
        edition=edition,
        kind=FindingKind.ACTIVITY,
        value=value,
        part="text",
        start=0,
        end=1,
        method="test",
        version=1,
        confidence=1.0,
    )
    with transaction.atomic():
        join_activities([row.pk])


def take_back(one: Said, kind: FindingKind, value: str) -> None:
    """Let an editor say that a document does not tell this."""
    Correction.objects.create(
        identifier=one.identifier,
        kind=kind,
        action="remove",
        value=value,
        by="an editor",
        why="of something else",
        made_at=utc_now(),
    )


def tell_index(record: Home) -> None:
    """Bring the index up to date."""
    with contextlib.closing(open_writer(record.index)) as writer:
        drain(writer)


def damage(record: Home) -> None:
    """Spoil every file of the index."""
    for path in record.index.rglob("*"):
        if path.is_file():
            path.write_bytes(b"\0" * 64)
