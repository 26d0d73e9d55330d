"""Writing our own keys and other organisations; each with its entry in the log."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit.actions import log, reference
from liaison.workspace.members.actions import of
from liaison.workspace.peers import card, queries
from liaison.workspace.peers.card import Card
from liaison.workspace.peers.models import Organisation, OwnKeys, Peer, Standing
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.members import Act, Who, check_may
from liaison.workspace.vault import opened
from liaison.workspace.vault.pairs import Identity, Signer

HOW = ("in-person", "telephone", "video", "other")
"""The ways by which keys are compared."""

_on_rotation: list[Callable[[dt.datetime], None]] = []


@dataclass(frozen=True, slots=True)
class Details:
    """What others need to know of us beside our keys, as it was typed."""

    names: Sequence[str]
    address: str = ""
    certificate: bytes = b""

    def tidy(self) -> "Details":
        """As it is kept. Raises NoStatement."""
        return Details(
            [card.tidy_name(name) for name in self.names],
            card.tidy_address(self.address),
            self.certificate,
        )


def introduce_ourselves(*, details: Details, now: dt.datetime, by: Who | None) -> Card:
    """Say who we are; the first time, the keys are made too.

    `by`: None for the administrator, who has the vault's key. Raises Refused, MistakenInput.
    """
    if by is not None:
        check_may(by, Act.KEEP_KEYS)
    tidy = details.tidy()
    if not tidy.names:
        raise MistakenInput(_("The organisation has no name."), _("Say what others call it."))
    with transaction.atomic(using=opened.current().alias):
        row = Organisation.objects.first()
        if row is None:
            signer = _make_keys(now).public
            row = Organisation(identifier=card.identifier_of(signer))
            log("organisation.keyed", actor=of(by))
        row.names, row.address = list(tidy.names), tidy.address
        row.certificate, row.made = tidy.certificate, now
        row.save()
        log("organisation.described", actor=of(by))
    return queries.known_as().card


def rotate_keys(*, now: dt.datetime, by: Who | None) -> Card:
    """Make new keys, signed by the old ones, which still open what is on its way. Raises Refused.

    Others are told by whoever registered with `on_rotation`.
    """
    if by is not None:
        check_may(by, Act.KEEP_KEYS)
    with transaction.atomic(using=opened.current().alias):
        old = queries.known_as().signer
        new = _make_keys(now)
        signed = card.rotation(old, new.public)
        OwnKeys.objects.filter(key=old.public).update(retired=now, followed_by=signed.signature)
        Organisation.objects.update(made=now)
        log("organisation.rotated", actor=of(by))
        for tell in _on_rotation:
            tell(now)
    return queries.known_as().card


def on_rotation(tell: Callable[[dt.datetime], None]) -> None:
    """Have this called whenever our keys have changed, within that transaction."""
    _on_rotation.append(tell)


def take_card(*, text: str, now: dt.datetime, by: Who) -> Peer:
    """Add an organisation by its card, or renew what is known of it. Raises Refused, NoStatement.

    Keys that are not signed by those that were pinned count for nothing until they are compared,
    and until then nothing is sent.
    """
    check_may(by, Act.KEEP_PEERS)
    told = card.read(text)
    us = queries.ourselves()
    if us is not None and told.identifier == us.card.identifier:
        raise MistakenInput(_("This is our own card."), _("Take the one that they gave you."))
    with transaction.atomic(using=opened.current().alias):
        peer = queries.by_identifier(told.identifier)
        if peer is None:
            return _introduced(told, text, now, by)
        return _renewed(peer, told, text, of(by))


def take_renewed_card(*, text: str, sender: str) -> None:
    """A card that came in an envelope of this sender. Raises NoStatement, NotThere."""
    told = card.read(text)
    with transaction.atomic(using=opened.current().alias):
        peer = queries.by_identifier(sender)
        if peer is None or told.identifier != sender:
            raise NotThere
        _renewed(peer, told, text, "")


def compare(*, identifier: str, digits: Sequence[str], how: str, now: dt.datetime, by: Who) -> None:
    """Note that the words were the same on both sides: from now on, things go there.

    `digits`: those that were on the page. Raises Refused, NotThere, and MistakenInput where a card
    came meanwhile.
    """
    check_may(by, Act.KEEP_PEERS)
    if how not in HOW:
        raise MistakenInput(
            _("It is not said how the words were compared."), _("Choose one of the ways.")
        )
    with transaction.atomic(using=opened.current().alias):
        peer = queries.one(identifier, by=by)
        if queries.to_compare(peer, "").digits != tuple(digits):
            raise MistakenInput(
                _("The keys have changed meanwhile."), _("Compare the words once more.")
            )
        if peer.waiting:
            _copy(card.read(peer.waiting), peer.waiting, peer)
        peer.waiting, peer.standing = "", Standing.PINNED
        peer.compared, peer.compared_by, peer.compared_how = now, by.number, how
        peer.save()
        log("peer.pinned", actor=of(by), subject=reference("peer", identifier), how=how)


def block(*, identifier: str, by: Who) -> None:
    """From now on nothing goes there and nothing is taken from there. Raises Refused, NotThere."""
    _set_standing(identifier, Standing.BLOCKED, "peer.blocked", by)


def unblock(*, identifier: str, by: Who) -> None:
    """Take it back; the keys have to be compared anew. Raises Refused, NotThere."""
    _set_standing(identifier, Standing.INTRODUCED, "peer.unblocked", by)


def _set_standing(identifier: str, standing: Standing, action: str, by: Who) -> None:
    check_may(by, Act.KEEP_PEERS)
    with transaction.atomic(using=opened.current().alias):
        peer = queries.one(identifier, by=by)
        if (standing == Standing.BLOCKED) == (peer.standing == Standing.BLOCKED):
            return
        peer.standing, peer.compared = standing, None
        peer.save(update_fields=["standing", "compared"])
        log(action, actor=of(by), subject=reference("peer", identifier))


def _make_keys(now: dt.datetime) -> Signer:
    signer, identity = Signer.new(), Identity.new()
    OwnKeys.objects.create(
        key=signer.public,
        secret=signer.secret,
        recipient=identity.recipient,
        identity=identity.secret,
        made=now,
    )
    return signer


def _introduced(told: Card, text: str, now: dt.datetime, by: Who) -> Peer:
    peer = Peer(identifier=told.identifier, added=now, added_by=by.number)
    peer.standing = Standing.INTRODUCED
    _copy(told, text, peer)
    peer.save()
    log("peer.introduced", actor=of(by), subject=reference("peer", told.identifier))
    return peer


def _renewed(peer: Peer, told: Card, text: str, actor: str) -> Peer:
    """What a later card makes of what is known."""
    subject = reference("peer", peer.identifier)
    if told.made < peer.card_made:
        raise MistakenInput(
            _("A newer card of this organisation is known."), _("Ask for its latest one.")
        )
    if told.descends_from(bytes(peer.key)):
        changed = told.key != bytes(peer.key) or told.recipient != peer.recipient
        _copy(told, text, peer)
        peer.waiting = ""
        if peer.standing == Standing.CHANGED:
            peer.standing = Standing.PINNED if peer.compared else Standing.INTRODUCED
        log("peer.rotated" if changed else "peer.renewed", actor=actor, subject=subject)
    else:
        peer.waiting = text
        if peer.standing != Standing.BLOCKED:
            peer.standing = Standing.CHANGED
        log("peer.changed", actor=actor, subject=subject)
    peer.save()
    return peer


def _copy(told: Card, text: str, peer: Peer) -> None:
    peer.card = text
    peer.names, peer.address = list(told.names), told.address
    peer.certificate, peer.key = told.certificate, told.key
    peer.recipient, peer.card_made = told.recipient, told.made
