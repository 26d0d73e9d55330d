"""What each role may do and see.

Rows and columns are the generated table of docs/reference/roles.md; what is not in them is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.terms import Facet, Level


class Role(StrEnum):
    """What a member is here for; each has one."""

    OFFICER = "officer"
    MANDATE_HOLDER = "mandate-holder"
    COORDINATOR = "coordinator"
    INTERN = "intern"
    SECURITY_OFFICER = "security-officer"


class Act(StrEnum):
    """What a member can do; what anybody may do who is signed in is no act."""

    READ_PEOPLE = "read-people"
    WRITE_PEOPLE = "write-people"
    ASK_ERASURE = "ask-erasure"
    APPROVE_ERASURE = "approve-erasure"
    EXPORT = "export"
    READ_NOTES = "read-notes"
    WRITE_NOTES = "write-notes"
    READ_EXCHANGE = "read-exchange"
    SEND_NOTICE = "send-notice"
    SEND_SUMMARY = "send-summary"
    SEND_FULL = "send-full"
    APPROVE_SENDING = "approve-sending"
    ANSWER = "answer"
    PUBLISH = "publish"
    KEEP_CIRCLES = "keep-circles"
    KEEP_PEERS = "keep-peers"
    KEEP_MEMBERS = "keep-members"
    KEEP_KEYS = "keep-keys"
    READ_LOG = "read-log"


SENDING: Mapping[Level, Act] = {
    Level.NOTICE: Act.SEND_NOTICE,
    Level.SUMMARY: Act.SEND_SUMMARY,
    Level.FULL: Act.SEND_FULL,
}

_CASEWORK = frozenset(
    {
        Act.READ_PEOPLE,
        Act.WRITE_PEOPLE,
        Act.ASK_ERASURE,
        Act.APPROVE_ERASURE,
        Act.EXPORT,
        Act.READ_NOTES,
        Act.WRITE_NOTES,
        Act.READ_EXCHANGE,
        Act.SEND_NOTICE,
        Act.SEND_SUMMARY,
        Act.SEND_FULL,
        Act.APPROVE_SENDING,
        Act.ANSWER,
        Act.PUBLISH,
    }
)
_ACTS: Mapping[Role, frozenset[Act]] = {
    Role.OFFICER: _CASEWORK,
    Role.MANDATE_HOLDER: _CASEWORK | {Act.KEEP_CIRCLES},
    Role.COORDINATOR: frozenset(
        {
            Act.READ_PEOPLE,
            Act.READ_NOTES,
            Act.WRITE_NOTES,
            Act.READ_EXCHANGE,
            Act.SEND_NOTICE,
            Act.SEND_SUMMARY,
            Act.ANSWER,
            Act.KEEP_CIRCLES,
            Act.KEEP_PEERS,
        }
    ),
    Role.INTERN: frozenset({Act.READ_PEOPLE, Act.READ_NOTES, Act.WRITE_NOTES}),
    Role.SECURITY_OFFICER: frozenset(
        {Act.KEEP_MEMBERS, Act.KEEP_KEYS, Act.KEEP_PEERS, Act.READ_LOG, Act.APPROVE_ERASURE}
    ),
}
_OPEN = frozenset({Facet.NARRATIVE, Facet.COMMUNICATIONS, Facet.REPLIES, Facet.DOCUMENTS})
_FACETS: Mapping[Role, frozenset[Facet]] = {
    Role.OFFICER: frozenset(Facet),
    Role.MANDATE_HOLDER: frozenset(Facet),
    Role.COORDINATOR: _OPEN | {Facet.STRATEGY},
    Role.INTERN: _OPEN,
    Role.SECURITY_OFFICER: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Who:
    """A member as the rules see one. `number`: that of their account, in this vault."""

    number: int
    role: Role
    active: bool = True


def may(who: Who, act: Act) -> bool:
    """Whether a member may do this."""
    return who.active and act in _ACTS[who.role]


def check_may(who: Who, act: Act) -> None:
    """Raise Refused where they may not."""
    if not may(who, act):
        raise Refused("your role does not allow this", "ask your security officer who may")


def facets(who: Who) -> frozenset[Facet]:
    """What a member may see of a person or a matter, here or as it came from others."""
    return _FACETS[who.role] if who.active else frozenset()


def sees(who: Who, readers: frozenset[int]) -> bool:
    """Whether a member may know of something that is for `readers` alone; for none: for all."""
    return who.active and (not readers or who.number in readers)


def check_sees(who: Who, act: Act, readers: frozenset[int]) -> None:
    """Raise NotThere where a member may not do this, or not with what is for others alone."""
    if not (may(who, act) and sees(who, readers)):
        raise NotThere
