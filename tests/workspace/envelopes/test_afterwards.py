"""What happens to envelopes afterwards: recalled, erased, under other keys, in long lists."""

import datetime as dt

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes.actions import (
    answering,
    erasing,
    sending,
)
from liaison.workspace.envelopes.queries import came, sent
from liaison.workspace.envelopes.states import Answer, Place, Reason, State
from liaison.workspace.peers import queries as peers
from liaison.workspace.policy.terms import Level
from liaison.workspace.vault.errors import VaultUnusable
from tests.workspace.exchanging import NOW, Case, renewed

LATER = NOW + dt.timedelta(hours=1)


def test_a_recall_of_an_offer_ends_it(case: Case) -> None:
    identifier = case.send()
    case.carried()
    with case.one.at_work():
        sending.recall(identifier=identifier, now=NOW, by=case.one.officer)
    case.carried()
    assert case.inbox()[0].place is Place.RECALLED
    assert case.state(identifier).answer == "not-here"
    with pytest.raises(MistakenInput, match="ended"):
        case.accepted()


def test_what_is_recalled_before_it_left_never_leaves(case: Case) -> None:
    identifier = case.send()
    with case.one.at_work():
        sending.recall(identifier=identifier, now=NOW, by=case.one.officer)
    case.carried()
    assert case.inbox() == []


def test_an_erasure_reaches_what_was_sent(case: Case) -> None:
    identifier = case.send()
    waiting = case.drafted()
    case.carried()
    case.accepted()
    case.carried()
    with case.one.at_work():
        assert erasing.person_erased(case.person, NOW) == 1
        assert erasing.person_erased(case.person, NOW) == 0
    case.carried()
    assert case.state(waiting).state is State.DISCARDED
    with case.other.at_work():
        ((request, _card),) = came.requests(by=case.other.officer)
        assert request.kind == "erasure-request"
        answering.answer_request(
            request=request.reference,
            answer=Answer.KEPT,
            reason=Reason.DUTY,
            now=NOW,
            by=case.other.officer,
        )
    case.carried()
    found = case.state(identifier)
    assert (found.answer, found.reason) == ("kept", "duty")


def test_new_keys_are_told_and_what_is_on_its_way_still_opens(case: Case) -> None:
    case.send(case.wish(Level.NOTICE))
    renewed(case.other)  # before it arrives
    case.carried(NOW + dt.timedelta(days=1, hours=1))
    assert len(case.inbox()) == 1
    with case.one.at_work():
        found = peers.check_pinned(case.other.identifier)
    with case.other.at_work():
        assert bytes(found.key) == peers.known_as().card.key
    identifier = case.send(case.wish(Level.NOTICE))
    case.carried(NOW + dt.timedelta(days=1, hours=2))
    assert case.state(identifier).state is State.DELIVERED


def test_lists_go_on_where_a_page_ends(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    sent_first = [case.send(case.wish(Level.NOTICE)) for _ in range(3)]
    case.carried()
    monkeypatch.setattr(came, "PAGE", 2)
    monkeypatch.setattr(sent, "PAGE", 2)
    with case.other.at_work():
        first = came.listed(by=case.other.officer)
        rest = came.listed(by=case.other.officer, before=first[-1].reference)
    assert [len(first), len(rest)] == [2, 1]
    assert len({card.reference for card in (*first, *rest)}) == 3
    with case.one.at_work():
        shown = sent.listed(by=case.one.officer)
        others = sent.listed(by=case.one.officer, before=shown[-1].identifier)
    assert {card.identifier for card in (*shown, *others)} == set(sent_first)


def test_the_key_of_what_was_deleted_is_swept(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    case.send(case.wish(Level.SUMMARY))
    case.send(case.wish(Level.NOTICE))
    case.carried()
    with case.other.at_work():
        (one, other) = came.listed(by=case.other.officer)
        with monkeypatch.context() as patch:
            patch.setattr(answering, "forget_key", lambda _reference: None)  # killed before it
            answering.delete(identifier=one.reference, now=NOW, by=case.other.officer)
        came.key_of(one.reference)
        answering.sweep_keys()
        with pytest.raises(VaultUnusable):
            came.key_of(one.reference)
        came.key_of(other.reference)
