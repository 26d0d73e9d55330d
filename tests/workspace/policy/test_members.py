"""Who may do what, row by row. The table here is written apart from the rules."""

import pytest

from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import (
    SENDING,
    Act,
    Role,
    Who,
    check_may,
    check_sees,
    facets,
    may,
    sees,
)
from liaison.workspace.policy.terms import CLOSE, Facet, Level

ROLES = ["officer", "mandate-holder", "coordinator", "intern", "security-officer"]
ALLOWED = """
    read-people       x x x x .
    write-people      x x . . .
    ask-erasure       x x . . .
    approve-erasure   x x . . x
    export            x x . . .
    read-notes        x x x x .
    write-notes       x x x x .
    read-exchange     x x x . .
    send-notice       x x x . .
    send-summary      x x x . .
    send-full         x x . . .
    approve-sending   x x . . .
    answer            x x x . .
    publish           x x . . .
    keep-circles      . x x . .
    keep-peers        . . x . x
    keep-members      . . . . x
    keep-keys         . . . . x
    read-log          . . . . x
"""
SEEN = """
    identity          x x . . .
    contact           x x . . .
    family            x x . . .
    health            x x . . .
    narrative         x x x x .
    source            x x . . .
    strategy          x x x . .
    communications    x x x x .
    replies           x x x x .
    documents         x x x x .
"""


def _rows(table: str) -> list[tuple[str, str, bool]]:
    lines = [line.split() for line in table.strip().splitlines()]
    return [
        (code, role, mark == "x")
        for code, *marks in lines
        for role, mark in zip(ROLES, marks, strict=True)
    ]


@pytest.mark.parametrize(("act", "role", "allowed"), _rows(ALLOWED))
def test_what_each_role_may_do(act: str, role: str, allowed: bool) -> None:
    who = Who(1, Role(role))
    assert may(who, Act(act)) is allowed
    if not allowed:
        with pytest.raises(Refused):
            check_may(who, Act(act))


@pytest.mark.parametrize(("facet", "role", "seen"), _rows(SEEN))
def test_what_each_role_sees(facet: str, role: str, seen: bool) -> None:
    assert (Facet(facet) in facets(Who(1, Role(role)))) is seen


def test_no_act_facet_or_role_is_forgotten() -> None:
    assert {act for act, _role, _allowed in _rows(ALLOWED)} == set(Act)
    assert {facet for facet, _role, _seen in _rows(SEEN)} == set(Facet)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("role", Role)
def test_a_disabled_member_may_do_and_see_nothing(role: Role) -> None:
    who = Who(1, role, active=False)
    assert not any(may(who, act) for act in Act)
    assert facets(who) == frozenset()
    assert not sees(who, frozenset())
    assert not sees(who, frozenset({1}))


@pytest.mark.parametrize("role", Role)
def test_what_is_for_named_members_is_for_them_alone(role: Role) -> None:
    assert sees(Who(1, role), frozenset({1, 2}))
    assert not sees(Who(3, role), frozenset({1, 2}))
    assert sees(Who(3, role), frozenset())


@pytest.mark.parametrize("role", Role)
def test_missing_and_forbidden_are_one(role: Role) -> None:
    with pytest.raises(NotThere) as hidden:
        check_sees(Who(3, role), Act.READ_PEOPLE, frozenset({1}))
    assert str(hidden.value) == str(NotThere())


def test_who_sees_a_close_facet_may_send_it_and_nobody_else() -> None:
    for role in Role:
        who = Who(1, role)
        if may(who, Act.SEND_FULL):
            assert facets(who) >= CLOSE
    assert set(SENDING) == set(Level)
