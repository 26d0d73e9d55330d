"""Envelopes from vault to vault: what is sent is what was ticked, and what the rules let go."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.audit import queries as audit
from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import (
    answering,
    drafting,
    posting,
    receiving,
    sending,
)
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.queries import came, heads, sent
from liaison.workspace.envelopes.states import About, Answer, Place, Reason, Reviewed, State
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import NoteKind
from liaison.workspace.policy.errors import NotCovered, NotThere, Refused
from liaison.workspace.policy.terms import Facet, Level, Purpose, Use
from liaison.workspace.vault import opened
from liaison.workspace.vault.errors import VaultUnusable
from liaison.workspace.vault.places import Place as VaultPlace
from tests.workspace.exchanging import NOW, Case, consented, pin, side

LATER = NOW + dt.timedelta(hours=1)


def test_a_notice_says_that_there_is_something_and_no_more(case: Case) -> None:
    identifier = case.send(case.wish(Level.NOTICE))
    case.carried()
    assert case.state(identifier).state is State.DELIVERED
    read = case.read()
    assert (read.card.place, read.facets, read.files, read.text) == (Place.KEPT, {}, [], "")
    assert read.card.subject["country"] == "TUN"
    assert read.card.sender_name == "Harbour Watch"


def test_a_summary_needs_the_consent_to_tell_what_happened(case: Case) -> None:
    case.send(case.wish(Level.SUMMARY))
    case.carried()
    assert case.read().text == "A text for the recipient."
    identifier = case.drafted(case.wish(Level.SUMMARY, purpose=Purpose.ADVOCACY))
    with case.one.at_work(), pytest.raises(NotCovered):
        sending.submit(identifier=identifier, now=NOW, by=case.one.officer)


def test_a_full_envelope_is_an_offer_until_it_is_accepted(case: Case) -> None:
    identifier = case.send()
    case.carried()
    (card,) = case.inbox()
    assert case.state(identifier).state is State.OFFERED
    assert (card.place, card.facets) == (Place.OFFERED, ["narrative"])
    assert card.files == [{"media_type": "text/plain", "size": 32}]
    assert case.read().facets == {}
    case.accepted()
    case.accepted()  # twice is as once
    case.carried()
    assert case.state(identifier).state is State.DELIVERED
    read = case.read()
    assert read.card.place is Place.KEPT
    assert list(read.facets) == [Facet.NARRATIVE]
    assert [one.name for one in read.files] == ["letter.txt"]
    with case.other.at_work():
        file = came.file(read.card.reference, 1, by=case.other.officer)
    assert file.content == b"file-marker: an invented letter\n"
    assert len(case.inbox()) == 1


def test_what_was_ticked_is_what_comes(case: Case) -> None:
    with case.one.at_work():
        consented(case.one, case.other, case.person, *Facet)
    case.send(case.wish(wanted=case.ticked(Facet.FAMILY, Facet.NARRATIVE)))
    case.carried()
    case.accepted()
    case.carried()
    assert list(case.read().facets) == [Facet.NARRATIVE]  # of the family nothing is known


def test_the_preview_is_what_the_recipient_reads(case: Case) -> None:
    identifier = case.drafted()
    with case.one.at_work():
        shown = sent.preview(identifier, by=case.one.officer)
    case.send()
    case.carried()
    case.accepted()
    case.carried()
    assert shown.contents is not None
    assert shown.contents.facets == case.read().facets
    assert [one.name for one in shown.contents.attachments] == ["letter.txt"]


def test_declined_is_declined(case: Case) -> None:
    identifier = case.send()
    case.carried()
    with case.other.at_work():
        answering.decline(identifier=case.inbox()[0].reference, now=NOW, by=case.other.officer)
    case.carried()
    assert case.state(identifier).state is State.DECLINED
    with case.other.at_work(), pytest.raises(MistakenInput, match="ended"):
        answering.accept(identifier=case.inbox()[0].reference, now=NOW, by=case.other.officer)


def test_what_no_consent_covers_stays(case: Case) -> None:
    for wish in (
        case.wish(wanted=case.ticked(Facet.HEALTH)),
        case.wish(purpose=Purpose.LEGAL),
        case.wish(use=Use.ADVOCACY),
    ):
        identifier = case.drafted(wish)
        with case.one.at_work():
            with pytest.raises(NotCovered):
                sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
            assert sent.judged(identifier, by=case.one.officer, now=NOW).uncovered
    case.carried()
    assert case.inbox() == []


def test_a_consent_withdrawn_half_way_stops_it_and_both_are_told(case: Case) -> None:
    identifier = case.send()
    case.carried()
    case.accepted()
    with case.one.at_work():
        people.withdraw_consent(consent=case.consent, now=NOW, by=case.one.officer)
    case.carried(LATER)
    card = case.state(identifier)
    assert (card.state, card.problem) == (State.STOPPED, "not-covered")
    assert case.inbox()[0].place is Place.WITHDRAWN
    assert case.read().facets == {}


def test_close_facets_need_another_member(case: Case) -> None:
    identifier = case.drafted(case.wish(wanted=case.ticked(Facet.IDENTITY)))
    with case.one.at_work():
        submitted = sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
        assert submitted is State.WAITING
        assert sent.waiting(by=case.one.officer) == []
        with pytest.raises(Refused):
            sending.approve(identifier=identifier, now=NOW, by=case.one.officer)
        with pytest.raises(Refused):
            sending.approve(identifier=identifier, now=NOW, by=case.one.coordinator)
        assert len(sent.waiting(by=case.one.second)) == 1
        sending.approve(identifier=identifier, now=NOW, by=case.one.second)
        with pytest.raises(NotThere):
            sending.approve(identifier=identifier, now=NOW, by=case.one.second)
    case.carried()
    assert case.state(identifier).state is State.OFFERED


def test_what_has_expired_is_not_handed_to_a_second_member(case: Case) -> None:
    identifier = case.drafted(case.wish(wanted=case.ticked(Facet.IDENTITY)))
    late = NOW + dt.timedelta(30)
    with case.one.at_work(), pytest.raises(MistakenInput, match="expired"):
        sending.submit(identifier=identifier, now=late, by=case.one.officer)
    assert case.state(identifier).state is State.DRAFT


def test_a_second_member_can_send_it_back(case: Case) -> None:
    identifier = case.drafted(case.wish(wanted=case.ticked(Facet.IDENTITY)))
    with case.one.at_work():
        sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
        sending.send_back(identifier=identifier, now=NOW, by=case.one.second)
    assert case.state(identifier).state is State.DRAFT


def test_a_vital_interest_needs_a_reason_another_member_and_a_review(case: Case) -> None:
    wish = case.wish(wanted=case.ticked(Facet.HEALTH), vital="needs medicine tonight")
    identifier = case.drafted(wish)
    with case.one.at_work():
        assert sending.submit(identifier=identifier, now=NOW, by=case.one.officer) is State.WAITING
        sending.approve(identifier=identifier, now=NOW, by=case.one.second)
        (due,) = sent.reviews(by=case.one.officer)
        assert due.due == NOW + dt.timedelta(hours=72)
        sending.review(
            identifier=identifier,
            outcome=Reviewed.RIGHT,
            remark="",
            now=LATER,
            by=case.one.second,
        )
        assert sent.reviews(by=case.one.officer) == []
    case.carried()
    case.accepted()
    case.carried()
    assert list(case.read().facets) == [Facet.HEALTH]


def test_a_name_does_not_sneak_in(case: Case) -> None:
    for text in ("Amina Zarqaa-Marker", "seen: Zarqaa-Marker, Amina", "the Zarqaa case"):
        wish = case.wish(Level.NOTICE)
        with case.one.at_work(), pytest.raises(MistakenInput, match="names the person"):
            drafting.draft(
                wish=replace(wish, wanted=replace(wish.wanted, text=text)),
                now=NOW,
                by=case.one.coordinator,
            )
    wish = case.wish(Level.SUMMARY)
    named_wish = replace(wish, wanted=replace(wish.wanted, text="Amina Zarqaa-Marker"))
    identifier = case.drafted(named_wish)
    with case.one.at_work():
        assert sent.judged(identifier, by=case.one.officer, now=NOW).names_somebody


def test_who_sees_a_facet_not_cannot_send_it(case: Case) -> None:
    for by in (case.one.coordinator, case.one.security):
        with case.one.at_work(), pytest.raises((Refused, NotThere)):
            drafting.draft(wish=case.wish(), now=NOW, by=by)


@pytest.mark.parametrize("told", [True, False])
def test_several_recipients_know_of_one_another_only_if_told(
    case: Case, place_of: Callable[[str], VaultPlace], told: bool
) -> None:
    third = side(place_of("third-house"), "Third House")
    pin(case.one, third)
    wish = case.wish(
        Level.NOTICE, recipients=(case.other.identifier, third.identifier), tell_others=told
    )
    with case.one.at_work():
        batch = drafting.draft(wish=wish, now=NOW, by=case.one.officer)
        cards = sent.of_batch(batch, by=case.one.officer)
        for card in cards:
            sending.submit(identifier=card.identifier, now=NOW, by=case.one.officer)
    case.carried()
    assert len({card.identifier for card in cards}) == 2
    assert case.inbox()[0].also_to == ([third.identifier] if told else [])
    with third.at_work():
        (other,) = came.listed(by=third.officer)
        assert other.also_to == ([case.other.identifier] if told else [])
    opened.forget(third.vault)


def test_what_may_be_passed_on_goes_under_terms_that_are_no_wider(
    case: Case, place_of: Callable[[str], VaultPlace]
) -> None:
    third = side(place_of("third-house"), "Third House")
    pin(case.other, third)
    case.send(case.wish(may_forward=True))
    case.carried()
    case.accepted()
    case.carried()
    (card,) = case.inbox()
    wish = case.wish(
        recipients=(third.identifier,), wanted=Wanted(About.RECEIVED, card.reference, text="Read.")
    )
    with case.other.at_work():
        with pytest.raises(MistakenInput, match="allows less"):
            drafting.draft(wish=replace(wish, use=Use.ADVOCACY), now=NOW, by=case.other.officer)
        batch = drafting.draft(wish=wish, now=NOW, by=case.other.officer)
        (draft,) = sent.of_batch(batch, by=case.other.officer)
        sending.submit(identifier=draft.identifier, now=NOW, by=case.other.officer)
    courier.carry(case.other.vault, lambda: NOW)
    with third.at_work():
        (offer,) = came.listed(by=third.officer)
        answering.accept(identifier=offer.reference, now=NOW, by=third.officer)
    for vault in (third.vault, case.other.vault, third.vault):
        courier.carry(vault, lambda: NOW)
    with third.at_work():
        read = came.read(offer.reference, by=third.officer)
    assert list(read.facets) == [Facet.NARRATIVE]
    assert [one.name for one in read.files] == ["letter.txt"]
    assert not read.card.may_forward
    opened.forget(third.vault)


def test_a_note_needs_no_persons_consent(case: Case) -> None:
    with case.one.at_work():
        note = people.write_note(
            kind=NoteKind.LAW,
            country="TUN",
            title="A law on assembly",
            text="It forbids.",
            now=NOW,
            by=case.one.officer,
        )
    wanted = Wanted(About.NOTE, note, text="A law on assembly. It forbids.")
    identifier = case.send(case.wish(Level.SUMMARY, wanted=wanted))
    case.carried()
    assert case.state(identifier).kind == "note"
    assert case.read().text == "A law on assembly. It forbids."


def test_a_consent_withdrawn_while_it_is_on_its_way_stops_it(case: Case) -> None:
    identifier = case.send(case.wish(Level.SUMMARY))
    with case.one.at_work():
        people.withdraw_consent(consent=case.consent, now=NOW, by=case.one.officer)
    case.carried(LATER)
    card = case.state(identifier)
    assert (card.state, card.problem) == (State.STOPPED, "not-covered")
    assert case.inbox() == []


def test_a_consent_withdrawn_after_a_try_asks_to_delete_what_may_be_there(case: Case) -> None:
    identifier = case.send(case.wish(Level.SUMMARY))
    with case.one.at_work():
        (number,) = posting.due(NOW)
        parcel = posting.claim(number, NOW)
        assert parcel is not None
    with case.other.at_work():
        receiving.receive(sealed=parcel.sealed, now=NOW)  # the receipt is lost
    with case.one.at_work():
        people.withdraw_consent(consent=case.consent, now=NOW, by=case.one.officer)
    case.carried(LATER)
    assert case.state(identifier).state is State.STOPPED
    with case.other.at_work():
        ((request, _card),) = came.requests(by=case.other.officer)
        assert request.kind == "recall"


def test_who_may_not_know_of_a_person_sees_no_envelope_about_them(case: Case) -> None:
    waiting = case.drafted(case.wish(wanted=case.ticked(Facet.IDENTITY)))
    with case.one.at_work():
        sending.submit(identifier=waiting, now=NOW, by=case.one.officer)
        people.set_readers(
            identifier=case.person, readers=[case.one.officer.number], now=NOW, by=case.one.officer
        )
        assert sent.listed(by=case.one.second) == []
        assert sent.waiting(by=case.one.second) == []
        with pytest.raises(NotThere):
            sent.one(waiting, by=case.one.second)
        for act in (sending.approve, sending.send_back, sending.recall):
            with pytest.raises(NotThere):
                act(identifier=waiting, now=NOW, by=case.one.second)
        assert len(sent.listed(by=case.one.officer)) == 1


def test_an_offer_ends_at_its_end(case: Case) -> None:
    identifier = case.send()
    case.carried()
    end = NOW + dt.timedelta(30)
    assert case.inbox()[0].open_at(end - dt.timedelta(seconds=1))
    assert not case.inbox()[0].open_at(end)
    with pytest.raises(MistakenInput, match="ended"):
        case.accepted(end)
    case.carried(end + dt.timedelta(hours=2))
    assert case.state(identifier).state is State.EXPIRED
    assert case.inbox()[0].place is Place.EXPIRED


def test_an_acceptance_that_comes_too_late_is_refused(case: Case) -> None:
    identifier = case.send()
    case.carried()
    end = NOW + dt.timedelta(30)
    case.accepted(end - dt.timedelta(seconds=1))
    late = end + dt.timedelta(hours=3)
    with case.one.at_work():
        posting.expire(late)
    courier.carry(case.other.vault, lambda: late)
    assert case.state(identifier).state is State.EXPIRED
    assert case.inbox()[0].place is Place.EXPIRED


def test_a_recall_asks_and_its_answer_is_kept(case: Case) -> None:
    identifier = case.send()
    case.carried()
    case.accepted()
    case.carried()
    with case.one.at_work():
        sending.recall(identifier=identifier, now=NOW, by=case.one.officer)
    case.carried()
    with case.other.at_work():
        ((request, card),) = came.requests(by=case.other.officer)
        assert card.asked
        with pytest.raises(MistakenInput, match="reason"):
            answering.answer_request(
                request=request.reference,
                answer=Answer.KEPT,
                reason=Reason.NONE,
                now=LATER,
                by=case.other.officer,
            )
        answering.answer_request(
            request=request.reference,
            answer=Answer.DELETED,
            reason=Reason.NONE,
            now=LATER,
            by=case.other.officer,
        )
        with pytest.raises(VaultUnusable):
            came.key_of(card.reference)
    case.carried(LATER)
    found = case.state(identifier)
    assert (found.state, found.answer) == (State.RECALLED, "deleted")
    assert case.inbox()[0].place is Place.DELETED
    assert case.read().facets == {}


def test_passing_on_needs_the_senders_word(case: Case) -> None:
    case.send(case.wish(Level.SUMMARY))
    case.send(case.wish(Level.SUMMARY, may_forward=True))
    case.carried()
    with case.other.at_work():
        cards = came.listed(by=case.other.officer)
        allowed = next(card for card in cards if card.may_forward)
        refused = next(card for card in cards if not card.may_forward)
        third = case.one.identifier
        for card, error in ((refused, Refused), (allowed, MistakenInput)):
            wish = case.wish(
                Level.SUMMARY,
                recipients=(third,),
                wanted=Wanted(About.RECEIVED, card.reference, text="x"),
            )
            with pytest.raises(error):
                drafting.draft(wish=wish, now=NOW, by=case.other.officer)


def test_logs_are_whole_and_remembered(case: Case) -> None:
    case.send()
    case.carried()
    case.accepted()
    case.carried()
    for one in (case.one, case.other):
        with one.at_work():
            assert heads.remembered_by_others()
            assert audit.verify(heads.remembered_by_others()) == []
            assert heads.doubt_about(case.other.identifier) is None
            said = " ".join(str(row) for row in audit.rows())
            assert "marker" not in said.lower()
