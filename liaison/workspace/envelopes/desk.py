"""What of envelopes waits for a member."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.design.environment import number
from liaison.workspace.envelopes.queries import came, heads, sent
from liaison.workspace.envelopes.states import State
from liaison.workspace.frame.desk import Item
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.members import Act, Who, may

_SOON = dt.timedelta(hours=24)


def tell(who: Who, now: dt.datetime) -> Iterator[Item]:
    """Offers, requests, what waits for a second member or a review, what was stopped."""
    if may(who, Act.READ_EXCHANGE):
        yield from _came(who, now)
        yield from _stopped(who)
    if may(who, Act.APPROVE_SENDING):
        yield from _approving(who, now)
    if may(who, Act.KEEP_PEERS):
        yield from _doubts(who)


def _came(who: Who, now: dt.datetime) -> Iterator[Item]:
    offers, asked = came.open_offers(by=who, now=now), len(came.requests(by=who))
    if offers:
        said = ngettext(
            "%(number)s offer waits for an answer", "%(number)s offers wait for an answer", offers
        )
        yield Item(said % {"number": number(offers)}, reverse("received"))
    if asked:
        said = ngettext(
            "%(number)s sender asks to delete something that is here",
            "%(number)s senders ask to delete something that is here",
            asked,
        )
        yield Item(said % {"number": number(asked)}, reverse("received"), grave=True)


def _stopped(who: Who) -> Iterator[Item]:
    for card in sent.listed(by=who, state=State.STOPPED):
        if card.mine:
            said = _("An envelope to %(name)s was stopped") % {"name": card.recipient_name}
            yield Item(said, reverse("envelope", args=[card.identifier]))
    for card in sent.listed(by=who, state=State.DRAFT):
        if card.mine and card.problem:
            said = _("An envelope to %(name)s came back to you") % {"name": card.recipient_name}
            yield Item(said, reverse("draft", args=[card.batch]))


def _approving(who: Who, now: dt.datetime) -> Iterator[Item]:
    waiting = len(sent.waiting(by=who))
    if waiting:
        said = ngettext(
            "%(number)s envelope waits for a second member",
            "%(number)s envelopes wait for a second member",
            waiting,
        )
        yield Item(said % {"number": number(waiting)}, reverse("to-approve"))
    due = sent.reviews(by=who)
    if due:
        said = ngettext(
            "%(number)s envelope went without consent and has to be looked at again",
            "%(number)s envelopes went without consent and have to be looked at again",
            len(due),
        )
        grave = due[0].due - now < _SOON
        yield Item(said % {"number": number(len(due))}, reverse("to-approve"), grave=grave)


def _doubts(who: Who) -> Iterator[Item]:
    for peer in peers.everyone(by=who):
        if heads.doubt_about(peer.identifier) is not None:
            said = _("The log of %(name)s is not what it was: ask them whether they restored it")
            address = reverse("peer", args=[peer.identifier])
            yield Item(said % {"name": peer.names[0]}, address, grave=True)
