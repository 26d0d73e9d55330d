"""Taking deposits in by the same way as a harvest: captured first, then processed."""

from collections.abc import Callable
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db.utils import DatabaseError, InterfaceError

from liaison.archive.actions import Catch, keep, mend_archive
from liaison.archive.warc import Answer, WarcWriter
from liaison.catalogue.intake import Deposit, Refused, read_folder
from liaison.kernel.clock import Clock
from liaison.kernel.item import Role
from liaison.pipeline.declared import mechanism_codes
from liaison.pipeline.process import database_gone

SOURCE = "deposit"
_BATCH = 50


def deposit(
    folder: Path,
    kind: str,
    clock: Clock,
    refuse: Callable[[Refused], None],
    waiting: Callable[[str], None],
) -> int:
    """Capture everything in a folder; give back how many things were new or changed.

    `kind` is that of the home (`real` or `rehearsal`); what cannot be used is told to `refuse`,
    and to `waiting` that a harvest has to end its round first.
    Raises HomeUnusable where the home cannot be used; what was taken until then stays.
    """
    home = settings.HOME
    home.claim_for(kind)
    taken = 0
    found = read_folder(folder, mechanism_codes())
    with home.hold("harvest", waiting), WarcWriter(home.archive, clock) as writer:
        mend_archive(home.archive)
        while batch := list(islice(found, _BATCH)):
            for one in batch:
                if isinstance(one, Refused):
                    refuse(one)
            catches = [_catch(one, clock) for one in batch if isinstance(one, Deposit)]
            try:
                taken += sum(1 for row in keep(writer, catches) if row.same_as_id is None)
            except (DatabaseError, InterfaceError) as error:
                raise database_gone(error) from error
    return taken


def _catch(one: Deposit, clock: Clock) -> Catch:
    return Catch(
        answer=Answer(one.address, 0, "", (), one.content, one.content),
        address=one.address,
        source_id=SOURCE,
        role=Role.DOCUMENT,
        document_address=one.address,
        media_type=one.media_type,
        fetched_at=clock(),
        stated=one.stated,
    )
