"""Heads of logs: what we remember of others', what others remember of ours."""

from dataclasses import dataclass

from liaison.workspace.audit import queries as audit
from liaison.workspace.audit.chain import Head as End
from liaison.workspace.envelopes.manifest import Told
from liaison.workspace.envelopes.models import Head


@dataclass(frozen=True, slots=True)
class Doubt:
    """Another's log that is shorter than it was, or another one."""

    number: int
    rewritten: bool


def ours_now() -> Told:
    """The last entry of our log."""
    found = audit.head()
    return Told(found.number, found.digest)


def last_of(peer: str) -> Told | None:
    """The highest entry of this organisation's log that it told us."""
    row = Head.objects.filter(peer=peer, ours=False).order_by("-number", "-pk").first()
    return Told(row.number, bytes(row.digest)) if row is not None else None


def remembered_by_others() -> list[End]:
    """Entries of our log that others remember: for `audit.queries.verify`."""
    rows = Head.objects.filter(ours=True).values_list("number", "digest")
    return [End(number, bytes(digest)) for number, digest in rows]


def doubt_about(peer: str) -> Doubt | None:
    """What is wrong with the log of this organisation, by what it told us in the order it wrote."""
    rows = Head.objects.filter(peer=peer, ours=False).order_by("at", "number", "pk")
    told: dict[int, bytes] = {}
    highest = 0
    for row in rows:
        if told.setdefault(row.number, bytes(row.digest)) != bytes(row.digest):
            return Doubt(row.number, rewritten=True)
        if row.number < highest:
            return Doubt(row.number, rewritten=False)
        highest = row.number
    return None
