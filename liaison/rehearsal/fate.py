"""What becomes of a document: it stays, changes, moves, or is gone."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from liaison.rehearsal.chance import Draw
from liaison.rehearsal.plan import Role, slot_sites
from liaison.rehearsal.sites import BY_KEY, Means

_CYCLE = 5  # a document whose turn it is changes every five days


class Gone(StrEnum):
    """How a website says that a page is no more."""

    NOT_FOUND = "404"
    GONE = "410"
    SOFT = "soft"  # 200, and a page that says so


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of a document by a given day."""

    revision: int = 0  # how often its text has changed
    changed_on: int = 0  # the day of its last change; 0 where it never changed
    moved: bool = False  # its old address redirects to its new one
    listed_old: bool = False  # and the lists still name the old one
    gone: Gone | None = None
    listed: bool = True


STAYS = Fate()


@lru_cache(maxsize=4096)
def _turns(seed: int, block: int) -> tuple[int, int, int, int, int, int]:
    """Slots that change, go, move; slots dead or moved from the start; the day of the turn."""
    draw = Draw(seed, "fate", block)
    able = [slot for slot, means in enumerate(_means()) if means is not Means.ATOM_ITEMS]
    changes, goes, moves, dead, moved = draw.several(able[:9] if block == 0 else able, 5)
    day = 1 + block % _CYCLE
    return (
        changes,
        goes,
        moves,
        dead if block % 3 == 0 else -1,
        moved if block % 2 == 0 else -1,
        day,
    )


def _means() -> tuple[Means, ...]:
    return tuple(BY_KEY[key].means for key, _ in slot_sites())


def of(seed: int, block: int, role: Role, appears: int, day: int) -> Fate:
    """The fate of a document that appeared on day `appears`, as of `day`."""
    changes, goes, moves, dead, moved, turn = _turns(seed, block)
    since = appears + turn
    if role.slot == changes and day >= since:
        revision = 1 + (day - since) // _CYCLE
        return Fate(revision=revision, changed_on=since + (revision - 1) * _CYCLE)
    if role.slot == goes and day >= since:
        how = tuple(Gone)[block % 3]
        return Fate(gone=how, listed=block % 2 == 0)
    if role.slot == moves and day >= since:
        return Fate(moved=True)
    if role.slot == dead:
        return Fate(gone=tuple(Gone)[block // 3 % 3])
    if role.slot == moved:
        return Fate(moved=True, listed_old=True)
    return STAYS
