"""Organisations come to know one another: cards, words, other keys."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries as audit
from liaison.workspace.peers import actions, card, queries
from liaison.workspace.peers.errors import NoStatement, NotPinned
from liaison.workspace.peers.models import OwnKeys, Standing
from liaison.workspace.policy.errors import NotThere, Refused
from liaison.workspace.vault import opened
from liaison.workspace.vault.pairs import Signer
from liaison.workspace.vault.places import Place
from tests.workspace.exchanging import NOW, Side, compare, pin, renewed, side

Sides = tuple[Side, Side]


def standing(of: Side, at: Side) -> str:
    with at.at_work():
        return queries.one(of.identifier, by=at.coordinator).standing


def logged(at: Side) -> list[str]:
    with at.at_work():
        return [row[3] for row in audit.rows()]


def take(at: Side, text: str) -> None:
    with at.at_work():
        actions.take_card(text=text, now=NOW, by=at.coordinator)


def test_both_read_the_same_words(sides: Sides) -> None:
    one, other = sides
    read = []
    for here, there in ((one, other), (other, one)):
        take(here, there.card())
        with here.at_work():
            peer = queries.one(there.identifier, by=here.officer)
            read.append(
                [queries.to_compare(peer, language) for language in ("en", "ru", "fr", "es", "ar")]
            )
    assert read[0] == read[1]
    assert [len(found.words) for found in read[0]] == [12, 12, 12, 12, 0]
    assert len({found.digits for found in read[0]}) == 1
    assert len(set(read[0][1].words) & set(read[0][0].words)) == 0


def test_nothing_is_sent_before_the_words_were_compared(sides: Sides) -> None:
    one, other = sides
    take(one, other.card())
    with one.at_work():
        with pytest.raises(NotPinned):
            queries.check_pinned(other.identifier)
        compare(one, other.identifier)
        assert queries.check_pinned(other.identifier).names == ["Mountain House"]
        actions.block(identifier=other.identifier, by=one.coordinator)
        with pytest.raises(NotPinned):
            queries.check_pinned(other.identifier)
        actions.unblock(identifier=other.identifier, by=one.coordinator)
    assert standing(other, one) == Standing.INTRODUCED
    assert logged(one)[-4:] == ["peer.introduced", "peer.pinned", "peer.blocked", "peer.unblocked"]


def test_another_key_for_somebody_known_stops_what_is_sent(
    sides: Sides, place_of: Callable[[str], Place]
) -> None:
    one, other = sides
    pin(one, other)
    with other.at_work():  # who took its first key makes others, beside those that count
        us = queries.known_as()
        false = Signer.new()
        forged = replace(us.card, key=false.public, rotations=(), made=NOW + dt.timedelta(1))
        with pytest.raises(NoStatement):
            card.read(card.write(forged, false))
        stolen = us.signer
    take(one, renewed(other))
    chain = (card.rotation(stolen, false.public),)
    forged = replace(forged, rotations=chain, made=NOW + dt.timedelta(2))
    take(one, card.write(forged, false))
    assert standing(other, one) == Standing.CHANGED
    with one.at_work():
        with pytest.raises(NotPinned):
            queries.check_pinned(other.identifier)
        assert bytes(queries.one(other.identifier, by=one.officer).key) != false.public
    assert logged(one)[-2:] == ["peer.rotated", "peer.changed"]


def test_keys_that_the_old_ones_signed_are_taken_and_logged(sides: Sides) -> None:
    one, other = sides
    pin(one, other)
    text = renewed(other)
    take(one, text)
    assert standing(other, one) == Standing.PINNED
    assert card.read(text).identifier == other.identifier
    with other.at_work():
        us = queries.known_as()
        assert len(us.identities) == OwnKeys.objects.count() == 2
        assert us.identities[0].recipient == us.card.recipient
    with pytest.raises(MistakenInput, match="newer card"):
        take(one, _older(other))


def _older(side_: Side) -> str:
    with side_.at_work():
        us = queries.known_as()
        return card.write(replace(us.card, made=NOW), us.signer)


def test_after_another_card_the_words_are_others(sides: Sides) -> None:
    one, other = sides
    pin(one, other)
    with one.at_work():
        before = queries.to_compare(queries.one(other.identifier, by=one.officer), "en").digits
    take(one, renewed(other))
    with one.at_work(), pytest.raises(MistakenInput, match="meanwhile"):
        actions.compare(
            identifier=other.identifier,
            digits=before,
            how="telephone",
            now=NOW,
            by=one.coordinator,
        )


def test_a_namesake_is_told(sides: Sides, place_of: Callable[[str], Place]) -> None:
    one, other = sides
    pin(one, other)
    third = side(place_of("false-house"), "MOUNTAIN HOUSE")
    take(one, third.card())
    with one.at_work():
        assert queries.namesake(queries.one(third.identifier, by=one.officer))
    opened.forget(third.vault)


def test_who_may_not_keep_peers_does_not(sides: Sides) -> None:
    one, other = sides
    text = other.card()
    with one.at_work():
        with pytest.raises(Refused):
            actions.take_card(text=text, now=NOW, by=one.officer)
        with pytest.raises(Refused):
            actions.rotate_keys(now=NOW, by=one.coordinator)
        with pytest.raises(NotThere):
            queries.one(other.identifier, by=one.officer)
        with pytest.raises(MistakenInput, match="our own"):
            actions.take_card(text=one.card(), now=NOW, by=one.coordinator)


def test_secrets_show_nothing_of_themselves(sides: Sides) -> None:
    with sides[0].at_work():
        us = queries.known_as()
    assert us.signer.secret.hex() not in repr(us)
    assert us.identities[0].secret not in repr(us)
