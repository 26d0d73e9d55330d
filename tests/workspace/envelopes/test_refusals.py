"""What is not taken: each with its code, noted, and with nothing half-visible."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from liaison.workspace.audit import queries as audit
from liaison.workspace.envelopes import courier, kinds
from liaison.workspace.envelopes import format as form
from liaison.workspace.envelopes import receipt as receipts
from liaison.workspace.envelopes.actions import posting, receiving
from liaison.workspace.envelopes.errors import Code, NotTaken
from liaison.workspace.envelopes.format import EMPTY, Attachment, Contents
from liaison.workspace.envelopes.manifest import (
    Manifest,
    Recipient,
    Sender,
    Subject,
    Terms,
    Told,
)
from liaison.workspace.envelopes.queries import came, heads
from liaison.workspace.envelopes.states import Place
from liaison.workspace.peers import actions as peer_actions
from liaison.workspace.peers import queries as peers
from liaison.workspace.peers.errors import NoStatement
from liaison.workspace.policy.terms import Facet, Level, Purpose, Use
from liaison.workspace.vault import opened
from liaison.workspace.vault.pairs import Signer
from liaison.workspace.vault.places import Place as VaultPlace
from tests.workspace.exchanging import NOW, Case, Side, side

HOUR = dt.timedelta(hours=1)


def sealed(
    by: Side, to: Side, contents: Contents = EMPTY, signer: Signer | None = None, **changed: Any
) -> bytes:
    """An envelope as `by` could write it, whatever the rules say."""
    with by.at_work():
        us = peers.known_as()
    with to.at_work():
        them = peers.known_as().card
    sender = Sender(us.card.identifier, us.card.key, us.card.rotations)
    terms = Terms(Use.INTERNAL, Purpose.PROTECTION, may_forward=False, expires=NOW + 24 * HOUR)
    manifest = Manifest(
        "0" * 32,
        "message",
        Level.SUMMARY,
        sender,
        Recipient(them.identifier, them.recipient),
        terms,
        NOW,
        "",
        Subject(),
        None,
        (),
        Told(0, bytes(32)),
        None,
    )
    manifest = replace(manifest, **changed)
    return form.seal(form.pack(manifest, contents, signer or us.signer), them.recipient)


def taken(at: Side, content: bytes, now: dt.datetime = NOW) -> Code | None:
    """The code with which it was refused, and noted; None where it was kept."""
    with at.at_work():
        before = len(came.refusals(by=at.officer))
        try:
            code = receiving.receive(sealed=content, now=now).refused
        except NotTaken as error:
            code = error.code
            assert "marker" not in str(error).lower()
        noted = came.refusals(by=at.officer)
        assert len(noted) == before + (code is not None)
        if code is not None:
            assert noted[0][0].code == code
            assert [row[3] for row in audit.rows()][-1] == "envelope.refused"
    return code


TEXT = Contents({"text": "marker"}, {})


def test_a_stranger_and_who_was_not_compared_get_no_receipt(
    pinned: tuple[Side, Side], place_of: Callable[[str], VaultPlace]
) -> None:
    one, other = pinned
    third = side(place_of("stranger"), "Stranger")
    assert taken(other, sealed(third, other, TEXT)) is Code.UNKNOWN_SENDER
    text = third.card()
    with other.at_work():
        peer_actions.take_card(text=text, now=NOW, by=other.coordinator)
    assert taken(other, sealed(third, other, TEXT)) is Code.NOT_PINNED
    with other.at_work():
        peer_actions.block(identifier=one.identifier, by=other.coordinator)
        assert came.listed(by=other.officer) == []
    assert taken(other, sealed(one, other, TEXT)) is Code.NOT_PINNED
    opened.forget(third.vault)


def test_another_key_than_the_senders_is_refused(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    with one.at_work():
        old = peers.known_as()
    false = Signer.new()
    forged = Sender(one.identifier, false.public)
    with pytest.raises(NotTaken):  # another first key has another identifier
        form.unpack(form.pack(_manifest(one, other, forged), TEXT, false))
    with one.at_work():
        peer_actions.rotate_keys(now=NOW, by=one.security)
    courier.carry(one.vault, lambda: NOW)
    stolen = sealed(
        one, other, TEXT, sender=Sender(one.identifier, old.card.key), signer=old.signer
    )
    assert taken(other, stolen) is Code.CHANGED_KEY


def _manifest(by: Side, to: Side, sender: Sender) -> Manifest:
    with to.at_work():
        us = peers.known_as()
    manifest, _contents = form.unpack(form.unseal(sealed(by, to, TEXT), us.identities))
    return replace(manifest, sender=sender, files=())


def test_what_is_for_another_is_not_taken(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    with one.at_work():
        ours = peers.known_as().card
    wrong = Recipient(one.identifier, ours.recipient)
    assert taken(other, sealed(one, other, TEXT, recipient=wrong)) is Code.OTHER_RECIPIENT
    assert taken(one, sealed(one, other, TEXT)) is Code.NOT_FOR_US


def test_the_same_twice_is_taken_once_and_other_bytes_never(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    content = sealed(one, other, TEXT)
    assert taken(other, content) is None
    assert taken(other, content, NOW + 48 * HOUR) is None  # its receipt was lost: it gets another
    assert taken(other, sealed(one, other, TEXT)) is Code.REPLAY
    with other.at_work():
        assert len(came.listed(by=other.officer)) == 1


def test_a_clock_an_hour_wrong_does_no_harm(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    assert taken(other, sealed(one, other, TEXT, made=NOW + 3 * HOUR)) is Code.CLOCK
    late = NOW + 24 * HOUR + 3 * HOUR
    assert taken(other, sealed(one, other, TEXT), late) is Code.EXPIRED
    assert taken(other, sealed(one, other, TEXT, made=NOW + HOUR)) is None
    content = sealed(one, other, TEXT, identifier="1" * 32)
    assert taken(other, content, NOW + 25 * HOUR) is None


def test_contents_that_nobody_asked_for_are_refused(case: Case) -> None:
    facets = {Facet.HEALTH: {"text": "marker"}}
    one, other = case.one, case.other
    full = Contents({}, facets)
    assert taken(other, sealed(one, other, full, level=Level.FULL)) is Code.NOT_ASKED_FOR
    identifier = case.send()
    case.carried()
    content = sealed(one, other, full, level=Level.FULL, in_reply_to=identifier)
    assert taken(other, content) is Code.NOT_ASKED_FOR
    case.accepted()
    assert taken(other, content) is Code.NOT_ASKED_FOR  # of health the offer said nothing
    assert case.inbox()[0].place is Place.ACCEPTED
    assert taken(other, sealed(one, other, full, level=Level.SUMMARY)) is Code.UNREADABLE


@pytest.mark.parametrize(
    "attachment",
    [
        Attachment("letter.txt", "text/plain", b"MZ\x90\x00 marker"),
        Attachment("letter.txt", "text/plain", b"#!/bin/sh\nmarker\n"),
        Attachment("page.txt", "text/plain", b"<html><script>marker</script>"),
        Attachment("letter.pdf", "application/pdf", b"plain words, marker"),
        Attachment("a.docx", "application/zip", b"PK\x03\x04marker"),
    ],
)
def test_a_program_in_an_envelope_is_refused(case: Case, attachment: Attachment) -> None:
    identifier = case.send()
    case.carried()
    case.accepted()
    content = sealed(
        case.one,
        case.other,
        Contents({}, {}, (attachment,)),
        level=Level.FULL,
        in_reply_to=identifier,
    )
    assert taken(case.other, content) is Code.ATTACHMENT
    assert case.read().files == ()


def test_a_kind_of_a_newer_version_is_said_so(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    assert taken(other, sealed(one, other, TEXT, kind="telepathy")) is Code.UNKNOWN_KIND
    assert kinds.title("telepathy") == "telepathy"


def test_a_truncated_one_changes_nothing(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    content = sealed(one, other, TEXT)
    for part in (content[:-1], content[: len(content) // 2], b"", b"x" * 100):
        assert taken(other, part) is Code.NOT_FOR_US
    with other.at_work():
        assert came.listed(by=other.officer) == []


def test_answers_to_nothing_are_refused(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    for number, kind in enumerate(("accept", "decline", "recall-answer")):
        content = sealed(
            one,
            other,
            kind=kind,
            level=Level.NOTICE,
            identifier=f"{number:032x}",
            in_reply_to="5" * 32,
        )
        assert taken(other, content) is Code.NOT_ASKED_FOR


def test_nobody_answers_for_another(case: Case, place_of: Callable[[str], VaultPlace]) -> None:
    """Another organisation that is pinned too cannot accept, recall or read what is not its own."""
    third = side(place_of("third"), "Third House")
    for here, there in (
        (case.one, third),
        (third, case.one),
        (case.other, third),
        (third, case.other),
    ):
        text = there.card()
        with here.at_work():
            peer_actions.take_card(text=text, now=NOW, by=here.coordinator)
            found = peers.to_compare(peers.one(there.identifier, by=here.coordinator), "en")
            peer_actions.compare(
                identifier=there.identifier,
                digits=found.digits,
                how="in-person",
                now=NOW,
                by=here.coordinator,
            )
    identifier = case.send()
    case.carried()
    false = sealed(third, case.one, kind="accept", level=Level.NOTICE, in_reply_to=identifier)
    assert taken(case.one, false) is Code.NOT_ASKED_FOR
    recall = sealed(third, case.other, kind="recall", level=Level.NOTICE, in_reply_to=identifier)
    assert taken(case.other, recall) is None
    assert case.inbox()[0].place is Place.OFFERED  # what is another's stays
    opened.forget(third.vault)


def test_a_receipt_counts_when_its_recipient_signed_it(case: Case) -> None:
    case.send()
    with case.one.at_work():
        (number,) = posting.due(NOW)
        parcel = posting.claim(number, NOW)
        assert parcel is not None
        assert posting.claim(number, NOW) is None  # another courier has it
    with case.other.at_work():
        good = receiving.receive(sealed=parcel.sealed, now=NOW).receipt
    told, _key = receipts.read(good)
    with case.one.at_work():
        with pytest.raises(NoStatement):
            posting.acknowledged(receipts.write(told, Signer.new()), NOW)
        assert not posting.acknowledged(
            receipts.write(replace(told, sealed=bytes(32)), Signer.new()), NOW
        )
        assert posting.acknowledged(good, NOW)
        assert posting.acknowledged(good, NOW)
        assert posting.due(NOW + 24 * HOUR) == []


def test_nothing_goes_to_who_was_blocked_meanwhile(case: Case) -> None:
    case.send()
    with case.one.at_work():
        peer_actions.block(identifier=case.other.identifier, by=case.one.coordinator)
    case.carried()
    assert case.inbox() == []


def test_a_log_that_was_rewritten_shows(pinned: tuple[Side, Side]) -> None:
    one, other = pinned
    assert taken(other, sealed(one, other, TEXT, head=Told(9, b"a" * 32))) is None
    content = sealed(one, other, TEXT, head=Told(9, b"b" * 32), identifier="2" * 32)
    assert taken(other, content) is None
    with other.at_work():
        doubt = heads.doubt_about(one.identifier)
        assert doubt is not None
        assert doubt.rewritten
        assert "peer.log-rewritten" in [row[3] for row in audit.rows()]
