"""What may leave: examples, and a second reading of the rule that is written apart from it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.workspace.policy.errors import NotCovered
from liaison.workspace.policy.leaving import (
    Consent,
    Sending,
    check_covered,
    needs_second,
    uncovered,
)
from liaison.workspace.policy.terms import Facet, Purpose, Use, strictest, within

NOON = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
GIVEN = Consent(
    facets=frozenset({Facet.NARRATIVE, Facet.IDENTITY}),
    recipients=frozenset({"lighthouse"}),
    purposes=frozenset({Purpose.ACTION}),
    use=Use.UNATTRIBUTED,
    since=NOON,
    until=NOON + 24 * HOUR,
)
SENT = Sending(frozenset({Facet.NARRATIVE}), "lighthouse", Purpose.ACTION, Use.INTERNAL)


@pytest.mark.parametrize(
    ("changed", "covered"),
    [
        ({}, True),
        ({"facets": frozenset({Facet.HEALTH})}, False),
        ({"facets": frozenset({Facet.NARRATIVE, Facet.HEALTH})}, False),
        ({"recipient": "another"}, False),
        ({"purpose": Purpose.ADVOCACY}, False),
        ({"use": Use.KNOW_ONLY}, True),
        ({"use": Use.UNATTRIBUTED}, True),
        ({"use": Use.QUOTE}, False),
        ({"use": Use.ADVOCACY}, False),
        ({"facets": frozenset()}, True),
    ],
)
def test_a_consent_covers_what_it_names(changed: dict[str, object], covered: bool) -> None:
    sent = {"facets": SENT.facets, "recipient": SENT.recipient, "purpose": SENT.purpose}
    sending = Sending(**{**sent, "use": SENT.use, **changed})  # type: ignore[arg-type]
    assert (not uncovered(sending, [GIVEN], NOON)) is covered


@pytest.mark.parametrize(
    ("moment", "covered"),
    [
        (NOON - dt.timedelta(microseconds=1), False),
        (NOON, True),
        (NOON + 24 * HOUR - dt.timedelta(microseconds=1), True),
        (NOON + 24 * HOUR, False),
    ],
)
def test_it_covers_from_its_first_moment_and_at_its_end_no_more(
    moment: dt.datetime, covered: bool
) -> None:
    assert (not uncovered(SENT, [GIVEN], moment)) is covered


def test_what_is_withdrawn_covers_nothing_from_that_moment_on() -> None:
    withdrawn = Consent(
        **{name: getattr(GIVEN, name) for name in ("facets", "recipients", "purposes", "use")},
        since=GIVEN.since,
        until=GIVEN.until,
        withdrawn=NOON + HOUR,
    )
    assert not uncovered(SENT, [withdrawn], NOON + HOUR - dt.timedelta(microseconds=1))
    assert uncovered(SENT, [withdrawn], NOON + HOUR) == SENT.facets
    with pytest.raises(NotCovered, match="narrative"):
        check_covered(SENT, [withdrawn], NOON + HOUR)


def test_without_any_consent_nothing_is_covered() -> None:
    assert uncovered(SENT, [], NOON) == SENT.facets


ORGANISATIONS = ("lighthouse", "river-house")
moments = st.integers(0, 6).map(lambda hours: NOON + hours * HOUR)
consents = st.builds(
    Consent,
    facets=st.frozensets(st.sampled_from(list(Facet)), max_size=4),
    recipients=st.frozensets(st.sampled_from(ORGANISATIONS)),
    purposes=st.frozensets(st.sampled_from(list(Purpose)), max_size=3),
    use=st.sampled_from(list(Use)),
    since=moments,
    until=moments,
    withdrawn=st.none() | moments,
)
sendings = st.builds(
    Sending,
    facets=st.frozensets(st.sampled_from(list(Facet)), max_size=4),
    recipient=st.sampled_from(ORGANISATIONS),
    purpose=st.sampled_from(list(Purpose)),
    use=st.sampled_from(list(Use)),
)
# The uses from the strictest to the freest, as people read them in the design.
FREEDOM = {"know-only": 0, "internal": 1, "unattributed": 2, "quote": 3, "advocacy": 4}


def _reads_so(facet: str, sending: Sending, consent: Consent, now: dt.datetime) -> bool:
    """The same rule once more, as a lawyer would read it to us."""
    alive = now >= consent.since and now < consent.until
    if consent.withdrawn is not None and now >= consent.withdrawn:
        alive = False
    return all(
        (
            alive,
            facet in {one.value for one in consent.facets},
            sending.recipient in set(consent.recipients),
            sending.purpose.value in {one.value for one in consent.purposes},
            FREEDOM[sending.use.value] <= FREEDOM[consent.use.value],
        )
    )


@given(sending=sendings, given_=st.lists(consents, max_size=4), now=moments)
def test_the_rule_reads_the_same_twice(
    sending: Sending, given_: list[Consent], now: dt.datetime
) -> None:
    expected = {
        facet
        for facet in sending.facets
        if not any(_reads_so(facet.value, sending, one, now) for one in given_)
    }
    assert uncovered(sending, given_, now) == expected


@pytest.mark.parametrize("facet", Facet)
def test_the_close_facets_need_another_member(facet: Facet) -> None:
    close = {"identity", "source", "contact", "health"}
    assert needs_second(frozenset({facet}), vital=False) is (facet.value in close)
    assert needs_second(frozenset({facet}), vital=True)


def test_a_mixture_takes_the_strictest_use() -> None:
    assert strictest([Use.ADVOCACY, Use.INTERNAL, Use.QUOTE]) is Use.INTERNAL
    assert all(within(use, Use.ADVOCACY) and within(Use.KNOW_ONLY, use) for use in Use)
    assert not within(Use.QUOTE, Use.UNATTRIBUTED)
