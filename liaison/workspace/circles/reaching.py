"""Circles as those who write envelopes see them: whom one reaches, and what nobody may be told."""

from collections.abc import Sequence

from liaison.workspace.circles import queries
from liaison.workspace.circles.statement import Standing
from liaison.workspace.envelopes.groups import Group
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Level, Use


def groups(by: Who) -> list[Group]:
    """Those that we are in now, by name. Raises Refused."""
    found = []
    for circle in queries.everyone(by=by):
        if circle.standing == Standing.MEMBER:
            reach = queries.reach(circle)
            said = (circle.identifier, circle.name, reach.reached, reach.not_compared)
            found.append(Group(*said, Level(circle.level), Use(circle.use)))
    return found


def secret(organisations: Sequence[str]) -> bool:
    """Whether two of these are in one sealed circle that we keep: nobody else may know that."""
    return any(
        len({one.organisation for one in queries.members(circle)} & set(organisations)) > 1
        for circle in queries.sealed()
    )
