"""Keeping circles, and being in those of others. All of it travels in envelopes."""

import datetime as dt
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.circles import queries
from liaison.workspace.circles.actions import telling
from liaison.workspace.circles.models import Circle, Membership
from liaison.workspace.circles.statement import LONGEST_ABOUT, LONGEST_NAME, Roster, Standing
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.kinds import Arrival
from liaison.workspace.members.actions import of
from liaison.workspace.peers import actions as peer_actions
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.policy.terms import Level, Use
from liaison.workspace.vault import opened

ANSWER = "circle-answer"
_ANSWERS = {"joined": Standing.MEMBER, "declined": Standing.DECLINED, "left": Standing.LEFT}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a circle is to be."""

    name: str
    about: str
    roster: Roster
    level: Level
    use: Use


def found(*, wish: Wish, now: dt.datetime, by: Who) -> Circle:
    """A new circle that we keep; nobody is in it but ourselves. Raises Refused, MistakenInput."""
    check_may(by, Act.KEEP_CIRCLES)
    _check(wish)
    with transaction.atomic(using=opened.current().alias):
        circle = Circle(
            identifier=secrets.token_hex(16),
            keeper=peers.known_as().card.identifier,
            ours=True,
            version=0,
            standing=Standing.MEMBER,
        )
        _describe(circle, wish)
        telling.next_version(circle, now, by.number)
        log("circle.founded", actor=of(by), subject=_subject(circle), roster=circle.roster)
    return circle


def describe(*, identifier: str, wish: Wish, now: dt.datetime, by: Who) -> None:
    """Change what it is called, is for, or usually sends. Raises Refused, NotThere.

    Who joined a sealed circle was promised that nobody learns of it: a roster is never opened.
    """
    _check(wish)
    with transaction.atomic(using=opened.current().alias):
        circle = _ours(identifier, by)
        rosters = list(Roster)
        if rosters.index(wish.roster) < rosters.index(Roster(circle.roster)):
            raise MistakenInput(
                _("A roster that was closed is never opened."),
                _("Make another circle, and ask its members."),
            )
        _describe(circle, wish)
        telling.tell_all(circle, now, by.number)
        log("circle.described", actor=of(by), subject=_subject(circle), version=circle.version)


def ask(*, identifier: str, organisations: Iterable[str], now: dt.datetime, by: Who) -> None:
    """Ask organisations to join. Raises Refused, NotThere, NotPinned."""
    with transaction.atomic(using=opened.current().alias):
        circle = _ours(identifier, by)
        for one in sorted(set(organisations)):
            peer = peers.check_pinned(one)
            row = circle.memberships.filter(organisation=one).first()
            if row is not None and row.standing in (Standing.ASKED, Standing.MEMBER):
                continue
            _set(circle, one, str(peer.names[0]), Standing.ASKED, now)
            telling.tell_one(circle, one, Standing.ASKED, now, by.number)
            log("circle.asked", actor=of(by), subject=_subject(circle), to=_peer(one))


def take_out(*, identifier: str, organisation: str, now: dt.datetime, by: Who) -> None:
    """Take a member off the list; it is told, and what it has stays with it."""
    with transaction.atomic(using=opened.current().alias):
        circle = _ours(identifier, by)
        row = circle.memberships.filter(
            organisation=organisation, standing__in=(Standing.ASKED, Standing.MEMBER)
        ).first()
        if row is None:
            raise NotThere
        _set(circle, organisation, row.name, Standing.OUT, now)
        telling.tell_all(circle, now, by.number)
        telling.tell_one(circle, organisation, Standing.OUT, now, by.number)
        log("circle.taken-out", actor=of(by), subject=_subject(circle), who=_peer(organisation))


def end(*, identifier: str, now: dt.datetime, by: Who) -> None:
    """The circle is no more; its members are told."""
    with transaction.atomic(using=opened.current().alias):
        circle = _ours(identifier, by)
        told = [*queries.members(circle), *circle.memberships.filter(standing=Standing.ASKED)]
        circle.standing = Standing.ENDED
        telling.next_version(circle, now, by.number)
        for row in told:
            telling.tell_one(circle, row.organisation, Standing.ENDED, now, by.number)
        log("circle.ended", actor=of(by), subject=_subject(circle))


def answer(*, identifier: str, said: str, now: dt.datetime, by: Who) -> None:
    """Join a circle that we were asked into, decline, or leave it. Raises Refused, NotThere."""
    check_may(by, Act.KEEP_CIRCLES)
    with transaction.atomic(using=opened.current().alias):
        circle = queries.by_identifier(identifier)
        before = Standing.MEMBER if said == "left" else Standing.ASKED
        if said not in _ANSWERS or circle is None or circle.ours or circle.standing != before:
            raise NotThere
        circle.standing, circle.changed = _ANSWERS[said], now
        circle.save(update_fields=["standing", "changed"])
        if said != "joined":
            circle.memberships.all().delete()  # who else is there concerns us no more
        telling.send(ANSWER, circle.keeper, {"circle": identifier, "answer": said}, now, by.number)
        log("circle.answered", actor=of(by), subject=_subject(circle), answer=said)


def take_card(*, identifier: str, organisation: str, now: dt.datetime, by: Who) -> None:
    """Add a member by the card that the keeper passed on; its words are still to be compared."""
    circle = queries.one(identifier, by=by)
    row = circle.memberships.filter(organisation=organisation).first()
    if row is None or not row.card:
        raise NotThere
    peer_actions.take_card(text=row.card, now=now, by=by)


def was_answered(arrival: Arrival) -> None:
    """An organisation answers to us, who keep the circle. Raises NotTaken."""
    body = arrival.contents.body
    said, circle = body.get("answer"), queries.by_identifier(str(body.get("circle", "")))
    row = (
        circle.memberships.filter(organisation=arrival.sender).first()
        if circle is not None and circle.ours and circle.standing == Standing.MEMBER
        else None
    )
    before = Standing.MEMBER if said == "left" else Standing.ASKED
    if circle is None or row is None or said not in _ANSWERS or row.standing != before:
        raise NotTaken(Code.NOT_ASKED_FOR)
    _set(circle, arrival.sender, row.name, _ANSWERS[str(said)], arrival.now)
    log(
        "circle.was-answered", subject=_subject(circle), who=_peer(arrival.sender), answer=str(said)
    )
    if said != "declined":
        telling.tell_all(circle, arrival.now, None)


def _ours(identifier: str, by: Who) -> Circle:
    check_may(by, Act.KEEP_CIRCLES)
    circle = queries.by_identifier(identifier)
    if circle is None:
        raise NotThere
    if not circle.ours:
        raise Refused("another organisation keeps this circle", "ask it")
    if circle.standing == Standing.ENDED:
        raise MistakenInput(_("This circle has ended."), _("Make another one."))
    return circle


def _check(wish: Wish) -> None:
    if not 0 < len(wish.name.strip()) <= LONGEST_NAME or len(wish.about) > LONGEST_ABOUT:
        raise MistakenInput(_("A circle has a short name."), _("Shorten it, or write one."))


def _describe(circle: Circle, wish: Wish) -> None:
    circle.name, circle.about = wish.name.strip(), wish.about.strip()
    circle.roster, circle.level, circle.use = wish.roster, wish.level, wish.use


def _set(
    circle: Circle, organisation: str, name: str, standing: Standing, now: dt.datetime
) -> None:
    Membership.objects.update_or_create(
        circle=circle,
        organisation=organisation,
        defaults={"name": name, "standing": standing, "since": now},
    )


def _subject(circle: Circle) -> str:
    return reference("circle", circle.identifier)


def _peer(identifier: str) -> str:
    return reference("peer", identifier)
