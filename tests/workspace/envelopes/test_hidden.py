"""What goes out of somebody who is for some members alone, of texts, of what is passed on."""

from dataclasses import replace
from typing import Any

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes import courier
from liaison.workspace.envelopes.actions import drafting, receiving, sending
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.queries import came, sent
from liaison.workspace.envelopes.states import About, State
from liaison.workspace.people import actions as people
from liaison.workspace.people.codes import PersonKind
from liaison.workspace.policy.errors import NotCovered, NotThere
from liaison.workspace.policy.terms import Facet, Level, Purpose, Use
from liaison.workspace.vault.errors import VaultUnusable
from tests.workspace.exchanging import NOW, Case, consented


def _narrowed(case: Case) -> str:
    """A draft of a summary, about somebody who is for its author alone."""
    identifier = case.drafted(case.wish(Level.SUMMARY))
    with case.one.at_work():
        people.set_readers(
            identifier=case.person, readers=[case.one.officer.number], now=NOW, by=case.one.officer
        )
    return identifier


def test_what_is_about_somebody_hidden_is_hidden(case: Case) -> None:
    identifier, second = _narrowed(case), case.one.second
    with case.one.at_work():
        assert sent.listed(by=second) == []
        assert sent.of_person(case.person, by=second) == []
        for ask in (sent.one, sent.preview, sent.vital_reason):
            with pytest.raises(NotThere):
                ask(identifier, by=second)
        with pytest.raises(NotThere):
            sent.judged(identifier, by=second, now=NOW)
        assert [one.identifier for one in sent.listed(by=case.one.officer)] == [identifier]


def test_who_may_not_know_of_somebody_does_nothing_with_what_is_about_them(case: Case) -> None:
    close = case.drafted(case.wish(wanted=case.ticked(Facet.IDENTITY)))
    gone, second = case.send(case.wish(Level.SUMMARY)), case.one.second
    with case.one.at_work():
        sending.submit(identifier=close, now=NOW, by=case.one.officer)
    _narrowed(case)
    with case.one.at_work():
        assert sent.waiting(by=second) == []
        for act in (sending.approve, sending.send_back):
            with pytest.raises(NotThere):
                act(identifier=close, now=NOW, by=second)
        with pytest.raises(NotThere):
            sending.recall(identifier=gone, now=NOW, by=second)


def test_an_author_who_may_not_know_of_somebody_any_more_sends_nothing(case: Case) -> None:
    identifier = case.drafted(case.wish(Level.SUMMARY))
    with case.one.at_work():
        people.set_readers(
            identifier=case.person, readers=[case.one.second.number], now=NOW, by=case.one.second
        )
        with pytest.raises(NotThere):
            sending.submit(identifier=identifier, now=NOW, by=case.one.officer)


def test_a_text_tells_what_happened_at_every_level(case: Case) -> None:
    text = Wanted(About.PERSON, case.person, text="What happened.")
    wish = case.wish(wanted=text, purpose=Purpose.LEGAL)
    identifier = case.drafted(wish)
    with case.one.at_work(), pytest.raises(NotCovered):
        sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
    covered = case.drafted(replace(wish, purpose=Purpose.PROTECTION))
    with case.one.at_work():
        done = sending.submit(identifier=covered, now=NOW, by=case.one.officer)
    assert done is State.QUEUED


def test_a_text_that_names_somebody_says_who_it_is(case: Case) -> None:
    text = Wanted(About.PERSON, case.person, text="Amina Zarqaa-Marker was stopped.")
    identifier = case.drafted(case.wish(Level.SUMMARY, wanted=text))
    with case.one.at_work():
        people.withdraw_consent(consent=case.consent, now=NOW, by=case.one.officer)
        consented(case.one, case.other, case.person, Facet.NARRATIVE)
        with pytest.raises(NotCovered):
            sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
        consented(case.one, case.other, case.person, Facet.IDENTITY)
        done = sending.submit(identifier=identifier, now=NOW, by=case.one.officer)
    assert done is State.WAITING


@pytest.mark.parametrize("changed", [{"level": Level.NOTICE}, {"purpose": Purpose.ADVOCACY}])
def test_it_is_passed_on_as_it_came(case: Case, changed: dict[str, object]) -> None:
    case.send(case.wish(may_forward=True))
    case.carried()
    case.accepted()
    case.carried()
    with case.other.at_work():
        card = came.listed(by=case.other.officer)[0]
        wish = case.wish(
            recipients=(case.one.identifier,), wanted=Wanted(About.RECEIVED, card.reference)
        )
        with pytest.raises(MistakenInput, match="what it came as"):
            drafting.draft(wish=replace(wish, **changed), now=NOW, by=case.other.officer)  # type: ignore[arg-type]


def test_what_was_emptied_is_not_offered(case: Case) -> None:
    with case.one.at_work():
        consented(case.one, case.other, case.person, Facet.HEALTH)
    wish = case.wish(wanted=case.ticked(Facet.HEALTH, Facet.NARRATIVE), use=Use.KNOW_ONLY)
    identifier = case.drafted(wish)
    with case.one.at_work():
        people.update_person(
            identifier=case.person,
            pseudonym="Heron",
            kind=PersonKind.PERSON,
            country="TUN",
            content={Facet.HEALTH: {"text": ""}},
            versions={Facet.HEALTH: 1},
            now=NOW,
            by=case.one.officer,
        )
        shown = sent.preview(identifier, by=case.one.officer)
    assert shown.offered is not None
    assert shown.offered.facets == (Facet.NARRATIVE,)


def test_a_vault_that_takes_nothing_now_holds_nothing_up(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = case.send(case.wish(Level.NOTICE)), case.send(case.wish(Level.NOTICE))
    receive, tried = receiving.receive, []

    def unusable(**given: Any) -> receiving.Taken:
        tried.append(1)
        if len(tried) == 1:
            raise VaultUnusable("its keys are not here", "bring them back")
        return receive(**given)

    monkeypatch.setattr(receiving, "receive", unusable)
    courier.carry(case.one.vault, lambda: NOW)
    assert {case.state(first).way, case.state(second).way} == {"not-taken", ""}
    assert case.state(second).state is State.DELIVERED
