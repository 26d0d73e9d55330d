"""Standards: instruments, their provisions and the rights that these protect, side by side.

Pure: values in, values out. `compendium` puts the vocabulary's instruments in order, `snapshot`
freezes them so that they can be cited, `cited` finds where a text cites one of them.
"""

from liaison.standards.citing import Citation, cited, instrument_of, provisions_at
from liaison.standards.compendium import Compendium, Entry, Row, compendium, rank
from liaison.standards.places import Place, Unit
from liaison.standards.snapshots import (
    Snapshot,
    SnapshotUnreadable,
    is_identifier,
    read,
    snapshot,
    verify,
)

__all__ = [
    "Citation",
    "Compendium",
    "Entry",
    "Place",
    "Row",
    "Snapshot",
    "SnapshotUnreadable",
    "Unit",
    "cited",
    "compendium",
    "instrument_of",
    "is_identifier",
    "provisions_at",
    "rank",
    "read",
    "snapshot",
    "verify",
]
