"""Taking deposits in by the same way as a harvest: captured first, then processed."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.utils import DatabaseError, InterfaceError

from liaison import vocabulary
from liaison.archive.actions import Catch, keep, mend_archive
from liaison.archive.warc import Answer, WarcWriter
from liaison.catalogue.intake import Deposit, Refused, read_folder
from liaison.kernel.clock import Clock
from liaison.kernel.item import Role
from liaison.pipeline.declared import DEPOSITED
from liaison.pipeline.process import database_gone

_BATCH = 50
_HEAVIEST = 32_000_000  # bytes


def deposit(
    folder: Path,
    kind: str,
    clock: Clock,
    refuse: Callable[[Refused], None],
) -> int:
    """Capture everything in a folder; give back how many things were new or changed.

    `kind` is that of the home (`real` or `rehearsal`); what cannot be used is told to `refuse`.
    A harvest may be under way meanwhile.
    Raises HomeUnusable where the home cannot be used; what was taken until then stays.
    """
    return take(read_folder(folder, vocabulary.load()), kind, clock, refuse)


def take(
    found: Iterable[Deposit | Refused],
    kind: str,
    clock: Clock,
    refuse: Callable[[Refused], None],
) -> int:
    """The same for what was read already."""
    home = settings.HOME
    home.claim_for(kind)
    taken = 0
    with home.hold("deposit"), WarcWriter(home.archive, clock) as writer:
        mend_archive(home.archive)
        for batch in _batches(found, refuse):
            try:
                with transaction.atomic():  # a harvest may be keeping captures at the same moment
                    rows = keep(writer, [_catch(one, clock) for one in batch])
            except (DatabaseError, InterfaceError) as error:
                raise database_gone(error) from error
            taken += sum(1 for row in rows if row.same_as_id is None)
    return taken


def _batches(
    found: Iterable[Deposit | Refused], refuse: Callable[[Refused], None]
) -> Iterator[list[Deposit]]:
    """What can be used, a few at once and no more than may be held in memory."""
    batch: list[Deposit] = []
    for one in found:
        if isinstance(one, Refused):
            refuse(one)
            continue
        batch.append(one)
        if len(batch) >= _BATCH or sum(len(held.content) for held in batch) >= _HEAVIEST:
            yield batch
            batch = []
    if batch:
        yield batch


def _catch(one: Deposit, clock: Clock) -> Catch:
    return Catch(
        answer=Answer(one.address, 0, "", (), one.content, one.content),
        address=one.address,
        source_id=DEPOSITED,
        role=Role.DOCUMENT,
        document_address=one.address,
        media_type=one.media_type,
        fetched_at=clock(),
        stated=one.stated,
    )
