"""Reading erasures: those that wait for a second member, and the proof of those that are done."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from liaison.workspace.members import queries as members
from liaison.workspace.people.codes import Reason
from liaison.workspace.people.models import Erasure, Person
from liaison.workspace.people.queries.persons import readers_of
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, may, sees
from liaison.workspace.vault import making, opened


@dataclass(frozen=True, slots=True)
class Waiting:
    """A request. `pseudonym`: for who may know of the person; `mine`: of whoever reads it."""

    reference: str
    pseudonym: str
    reason: Reason
    asked_at: dt.datetime
    asked_by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """That somebody was erased. Members by name; "" for what the keys alone told after a restore.

    `keyless`: the store of keys has none for this person, as it is now.
    """

    reference: str
    reason: Reason
    asked_at: dt.datetime
    asked_by: str
    approved_at: dt.datetime | None
    approved_by: str
    done_at: dt.datetime | None
    removed: Mapping[str, int]
    keyless: bool


def waiting(*, by: Who) -> list[Waiting]:
    """Requests that `by` made, or may approve, the oldest first. Raises Refused."""
    check_may(by, Act.APPROVE_ERASURE)
    rows = Erasure.objects.filter(approved_at=None).order_by("asked_at", "pk")
    mine = [row for row in rows if row.asked_by_id == by.number or approvable(row, by)]
    people = Person.objects.in_bulk([row.reference for row in mine], field_name="reference")
    names = members.names({row.asked_by_id for row in mine if row.asked_by_id is not None})
    known = may(by, Act.READ_PEOPLE)
    return [
        Waiting(
            row.reference,
            people[row.reference].pseudonym if known else "",
            Reason(row.reason),
            row.asked_at,
            names.get(row.asked_by_id or 0, ""),
            row.asked_by_id == by.number,
        )
        for row in mine
    ]


def is_asked(identifier: str) -> bool:
    """Whether somebody asked for this person to be erased, and nobody has agreed yet."""
    return Erasure.objects.filter(reference=identifier, approved_at=None).exists()


def erasure(identifier: str, *, by: Who) -> Proof:
    """When a person was erased, by which two, how much went. Raises NotThere."""
    allowed = may(by, Act.READ_PEOPLE) or may(by, Act.APPROVE_ERASURE)
    row = Erasure.objects.filter(reference=identifier).exclude(approved_at=None).first()
    if row is None or not allowed:
        raise NotThere
    names = members.names({one for one in (row.asked_by_id, row.approved_by_id) if one})
    return Proof(
        row.reference,
        Reason(row.reason),
        row.asked_at,
        names.get(row.asked_by_id or 0, ""),
        row.approved_at,
        names.get(row.approved_by_id or 0, ""),
        row.done_at,
        row.removed,
        keyless=identifier not in making.keys_of(opened.current()).keys_of([identifier]),
    )


def approvable(row: Erasure, by: Who) -> bool:
    """Whether `by` may agree: they know of the person, or their role knows of nobody at all."""
    if not may(by, Act.APPROVE_ERASURE):
        return False
    person = Person.objects.filter(reference=row.reference).first()
    if person is None:
        return False
    return not may(by, Act.READ_PEOPLE) or sees(by, readers_of(person))
