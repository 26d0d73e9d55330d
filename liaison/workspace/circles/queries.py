"""Reading circles of the vault at hand."""

from dataclasses import dataclass

from liaison.workspace.circles.models import Circle, Membership
from liaison.workspace.circles.statement import Roster, Standing
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may, may


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom something sent to a circle reaches now. The others are named, and get nothing."""

    reached: tuple[str, ...]
    not_compared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A circle with what its page says. `members`: each with whether its keys are pinned here.

    `askable`: identifiers and names of those who could be asked into it.
    """

    circle: Circle
    keeper: str
    members: list[tuple[Membership, bool]]
    askable: list[tuple[str, str]]


def everyone(*, by: Who) -> list[Circle]:
    """All circles by name. Raises Refused."""
    _check_reads(by)
    return list(Circle.objects.order_by("name", "pk"))


def one(identifier: str, *, by: Who) -> Circle:
    """Raises NotThere, Refused."""
    _check_reads(by)
    found = by_identifier(identifier)
    if found is None:
        raise NotThere
    return found


def by_identifier(identifier: str) -> Circle | None:
    """For this part's own actions."""
    return Circle.objects.filter(identifier=identifier).first()


def memberships(circle: Circle, *, by: Who) -> list[Membership]:
    """Who is in it as far as it is known here, those who were asked first. Raises Refused."""
    _check_reads(by)
    return list(circle.memberships.order_by("standing", "name", "pk"))


def seen(identifier: str, *, by: Who) -> Seen:
    """Raises NotThere, Refused."""
    circle = one(identifier, by=by)
    rows, known = memberships(circle, by=by), peers.pinned()
    pinned = {peer.identifier for peer in known}
    inside = {row.organisation for row in rows if row.standing in _INSIDE}
    return Seen(
        circle,
        peers.names({circle.keeper}).get(circle.keeper, ""),
        [(row, row.organisation in pinned) for row in rows],
        [(peer.identifier, str(peer.names[0])) for peer in known if peer.identifier not in inside],
    )


def members(circle: Circle) -> list[Membership]:
    """Those that are in it now, without ourselves."""
    return list(circle.memberships.filter(standing=Standing.MEMBER).order_by("name", "pk"))


def reach(circle: Circle) -> Reach:
    """Whom we can send to. Of a circle that is not ours any more, nobody."""
    if circle.standing != Standing.MEMBER or circle.forked:
        return Reach((), ())
    pinned = {peer.identifier for peer in peers.pinned()}
    found = members(circle)
    return Reach(
        tuple(one.organisation for one in found if one.organisation in pinned),
        tuple(one.name for one in found if one.organisation not in pinned),
    )


def sealed() -> list[Circle]:
    """Those that we keep and whose members nobody else knows."""
    return list(Circle.objects.filter(ours=True, roster=Roster.SEALED))


_INSIDE = (Standing.ASKED, Standing.MEMBER)


def _check_reads(by: Who) -> None:
    if not may(by, Act.READ_EXCHANGE):
        check_may(by, Act.KEEP_CIRCLES)
