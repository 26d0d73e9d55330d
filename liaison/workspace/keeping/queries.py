"""Reading the log for whom keeps it, with the members' names where references are theirs."""

from dataclasses import dataclass

from liaison.workspace.audit import queries as audit
from liaison.workspace.audit.actions import reference
from liaison.workspace.audit.chain import Flaw, Head
from liaison.workspace.envelopes.queries import heads
from liaison.workspace.members import queries as members
from liaison.workspace.policy.members import Act, Who, check_may


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it is read. `actor` is a name, or "" for the administrator and the server."""

    number: int
    at: str
    actor: str
    action: str
    subject: str
    detail: str


def lines(*, before: int | None, action: str, actor: int | None, by: Who) -> list[Line]:
    """A page of the log, the newest first, up to an entry; of one kind and member, if said."""
    check_may(by, Act.READ_LOG)
    names = {reference("member", one.pk): one.name for one in members.everyone(by=by)}
    wanted = reference("member", actor) if actor is not None else ""
    found = audit.page(before=before, action=action, actor=wanted)
    return [
        Line(one.number, one.at, names.get(one.actor, ""), one.action, one.subject, one.detail)
        for one in found
    ]


def verified(*, by: Who) -> tuple[list[Flaw], Head]:
    """What is wrong with the log, and its last entry."""
    check_may(by, Act.READ_LOG)
    return audit.verify(heads.remembered_by_others()), audit.head()
