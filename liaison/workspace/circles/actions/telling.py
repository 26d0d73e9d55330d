"""What a keeper tells of a circle, and what is made of it where it arrives.

The writing side of versions; `actions` says when. Only who is a member learns of members, and who
is told of a sealed circle learns of its keeper alone.
"""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any

from liaison.workspace.audit.actions import log, reference
from liaison.workspace.circles import queries, statement
from liaison.workspace.circles.models import Circle, Membership, Version
from liaison.workspace.circles.statement import Listed, Roster, Standing, Statement
from liaison.workspace.envelopes.actions.sealing import Said, say
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.kinds import Arrival
from liaison.workspace.peers import card
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.terms import Level, Use

KIND = "circle"
_GONE = (Standing.OUT, Standing.ENDED)


def next_version(circle: Circle, now: dt.datetime, by: int | None) -> None:
    """What the circle is now is a version of its own."""
    said = {
        "name": circle.name,
        "about": circle.about,
        "roster": str(circle.roster),
        "level": str(circle.level),
        "use": str(circle.use),
        "standing": str(circle.standing),
    }
    before, salt = circle.digest, secrets.token_bytes(16)
    circle.version += 1
    circle.changed = now
    if circle.pk is None:
        circle.save()
    members = [circle.keeper, *(one.organisation for one in queries.members(circle))]
    circle.digest = statement.digest_of(said, members, salt, before)
    circle.save()
    Version.objects.create(
        circle=circle,
        number=circle.version,
        said=said,
        members=members,
        salt=salt,
        before=before,
        digest=circle.digest,
        made=now,
        by=by,
    )


def tell_all(circle: Circle, now: dt.datetime, by: int | None) -> None:
    """A new version, told to each member."""
    next_version(circle, now, by)
    for row in queries.members(circle):
        tell_one(circle, row.organisation, Standing.MEMBER, now, by)


def tell_one(
    circle: Circle, organisation: str, yours: Standing, now: dt.datetime, by: int | None
) -> None:
    """Tell one organisation what it may know; nothing while its keys are not those compared."""
    peer = peers.by_identifier(organisation)
    if peer is None or peer.standing != peers.PINNED:
        log("circle.not-told", subject=reference("circle", circle.identifier))
        return
    last = Version.objects.get(circle=circle, number=circle.version)
    told = Statement(
        circle=circle.identifier,
        name=circle.name,
        about=circle.about,
        version=circle.version,
        before=last.before,
        digest=circle.digest,
        roster=Roster(circle.roster),
        level=Level(circle.level),
        use=Use(circle.use),
        yours=yours,
        members=_listed(circle, organisation, yours),
    )
    send(KIND, organisation, statement.written(told), now, by)


def send(
    kind: str, recipient: str, body: Mapping[str, Any], now: dt.datetime, by: int | None
) -> None:
    """Seal and queue what is said of a circle. Raises NotPinned."""
    say(Said(kind, recipient, body=body, author=by), now)


def was_told(arrival: Arrival) -> None:
    """A keeper tells us of a circle. Raises NotTaken."""
    try:
        told = statement.read(arrival.contents.body)
    except (ValueError, TypeError) as error:
        raise NotTaken(Code.UNREADABLE) from error
    circle = queries.by_identifier(told.circle)
    if circle is None:
        if told.yours != Standing.ASKED:
            raise NotTaken(Code.NOT_ASKED_FOR)
        circle = Circle(identifier=told.circle, keeper=arrival.sender, ours=False, version=0)
    if circle.keeper != arrival.sender or circle.ours:
        raise NotTaken(Code.NOT_ASKED_FOR)
    if told.version < circle.version and told.yours not in _GONE:
        return  # a later one came first
    _take(circle, told, arrival.now)


def _take(circle: Circle, told: Statement, now: dt.datetime) -> None:
    same, next_one = told.version == circle.version, told.version == circle.version + 1
    forked = (same and told.digest != circle.digest) or (
        next_one and bool(circle.digest) and told.before != circle.digest
    )
    circle.forked = circle.forked or forked
    circle.name, circle.about, circle.roster = told.name, told.about, told.roster
    circle.level, circle.use, circle.changed = told.level, told.use, now
    circle.version, circle.digest = told.version, told.digest
    circle.standing = _ours_now(circle.standing, told.yours)
    circle.save()
    circle.memberships.all().delete()
    if circle.standing in (Standing.ASKED, Standing.MEMBER):
        us = peers.known_as().card.identifier
        Membership.objects.bulk_create(
            Membership(
                circle=circle,
                organisation=one.identifier,
                name=one.name,
                standing=Standing.MEMBER,
                since=now,
                card=one.card,
            )
            for one in told.members
            if one.identifier != us
        )
    subject = reference("circle", circle.identifier)
    log("circle.told", subject=subject, version=told.version, forked=int(forked))


def _ours_now(before: str, told: Standing) -> Standing:
    """What a keeper says counts, but nobody is made a member who did not join."""
    if told == Standing.MEMBER and before != Standing.MEMBER:
        return Standing(before) if before else Standing.ASKED
    if told == Standing.ASKED and before == Standing.MEMBER:
        return Standing.MEMBER  # it was asked before it joined, and that came late
    return told


def _listed(circle: Circle, organisation: str, yours: Standing) -> tuple[Listed, ...]:
    us = peers.known_as()
    ours = Listed(us.card.identifier, us.card.names[0], card.write(us.card, us.signer))
    if yours in _GONE:
        return ()
    shown = circle.roster == Roster.OPEN or (
        circle.roster == Roster.MEMBERS and yours == Standing.MEMBER
    )
    if not shown:
        return (ours,)
    others = [one for one in queries.members(circle) if one.organisation != organisation]
    return (ours, *(Listed(one.organisation, one.name, _card_of(one)) for one in others))


def _card_of(row: Membership) -> str:
    peer = peers.by_identifier(row.organisation)
    return peer.card if peer is not None else ""
