"""Consents: recorded, withdrawn, given anew; and what they cover, by the rules."""

import datetime as dt
from typing import Any

import pytest

from liaison.kernel.errors import MistakenInput
from liaison.workspace.people import actions, queries
from liaison.workspace.people.codes import GivenBy, How
from liaison.workspace.policy.errors import NotThere
from liaison.workspace.policy.leaving import Consent, Sending, uncovered
from liaison.workspace.policy.members import Who
from liaison.workspace.policy.terms import Facet, Purpose, Use
from tests.workspace.people.conftest import NOW, Made

TERMS: dict[str, Any] = {
    "facets": frozenset({Facet.IDENTITY, Facet.NARRATIVE}),
    "recipients": frozenset({"river-office"}),
    "purposes": frozenset({Purpose.PROTECTION}),
    "use": Use.INTERNAL,
    "since": NOW,
    "until": NOW + dt.timedelta(days=90),
}
SENDING = Sending(frozenset({Facet.IDENTITY}), "river-office", Purpose.PROTECTION, Use.INTERNAL)
BY_HERSELF = actions.Record(GivenBy.SELF, How.WRITTEN)


def _give(identifier: str, by: Who, record: actions.Record = BY_HERSELF, **terms: Any) -> str:
    given = Consent(**{**TERMS, **terms})
    return actions.give_consent(identifier=identifier, terms=given, record=record, now=NOW, by=by)


def test_a_consent_covers_until_it_is_withdrawn(person: Made, officer: Who) -> None:
    identifier = person()
    consent = _give(identifier, officer)
    later = NOW + dt.timedelta(days=1)
    assert uncovered(SENDING, queries.covering(identifier), later) == frozenset()
    assert actions.withdraw_consent(consent=consent, now=later, by=officer) == identifier
    assert uncovered(SENDING, queries.covering(identifier), later) == {Facet.IDENTITY}
    actions.withdraw_consent(consent=consent, now=later + dt.timedelta(days=1), by=officer)
    assert [one.terms.withdrawn for one in queries.consents_of(identifier, by=officer)] == [later]


def test_who_spoke_for_somebody_is_read_by_those_who_see_who_it_is(
    person: Made, officer: Who, coordinator: Who
) -> None:
    identifier = person()
    _give(identifier, officer, actions.Record(GivenBy.LAWYER, How.ORAL, "Lindiwe Okonjo-Maas"))
    (read,) = queries.consents_of(identifier, by=officer)
    assert (read.proxy, read.terms.use) == ("Lindiwe Okonjo-Maas", Use.INTERNAL)
    (read,) = queries.consents_of(identifier, by=coordinator)
    assert read.proxy == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {"facets": frozenset()},
        {"recipients": frozenset()},
        {"purposes": frozenset()},
        {"since": NOW + dt.timedelta(days=1)},
        {"until": NOW},
        {"until": NOW + dt.timedelta(days=1_200)},
        {"record": actions.Record(GivenBy.FAMILY, How.ORAL)},
        {"record": actions.Record(GivenBy.SELF, How.ORAL, "Lindiwe Okonjo-Maas")},
    ],
)
def test_a_consent_that_covers_nothing_or_cannot_be_is_refused(
    person: Made, officer: Who, wrong: dict[str, Any]
) -> None:
    identifier = person()
    with pytest.raises(MistakenInput):
        _give(identifier, officer, **wrong)
    assert queries.covering(identifier) == []


def test_consents_of_who_is_not_for_somebody_are_not_there(
    person: Made, officer: Who, second_officer: Who, coordinator: Who
) -> None:
    identifier = person(readers=(officer.number,))
    consent = _give(identifier, officer)
    for who in (second_officer, coordinator):
        with pytest.raises(NotThere):
            queries.consents_of(identifier, by=who)
        with pytest.raises(NotThere):
            _give(identifier, who)
        with pytest.raises(NotThere):
            actions.withdraw_consent(consent=consent, now=NOW, by=who)
