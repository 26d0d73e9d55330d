"""When two documents tell of one activity, and what they say of it together."""

import datetime as dt
from dataclasses import replace

import pytest

from liaison.catalogue.same_activity import Told, same, together, window

VISIT = Told(
    document="aaa",
    kind="country_visit",
    mechanism="un-srhrd",
    country="TCD",
    starts="2024-05-03",
    ends="2024-05-14",
    status="planned",
    told_on=dt.date(2024, 3, 1),
    seen_at=dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC),
)


def another(**changes: object) -> Told:
    return replace(VISIT, document="bbb", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"starts": "2024-05-06", "ends": "2024-05-17"},  # corrected
        {"starts": "2024-05-15", "ends": "2024-05-16"},  # adjacent
        {"starts": "2024-05", "ends": "2024-05"},
        {"starts": "2024", "ends": "2024"},
        {"mechanism": "un-sr-torture"},  # together
        {"starts": "", "ends": "", "told_on": dt.date(2024, 2, 1)},  # announced without days
        {"starts": "", "ends": "", "status": "postponed", "told_on": dt.date(2024, 4, 20)},
        {"starts": "", "ends": "", "status": "done", "told_on": dt.date(2024, 5, 14)},
    ],
)
def test_it_is_one_visit(changes: dict[str, object]) -> None:
    assert same(VISIT, another(**changes))
    assert same(another(**changes), VISIT)


@pytest.mark.parametrize(
    "changes",
    [
        {"country": "NER"},
        {"kind": "session"},
        {"starts": "2024-06-03", "ends": "2024-06-14"},
        {"mechanism": "un-sr-torture", "starts": "2024-05-04"},  # days in common by chance
        {"mechanism": "un-sr-torture", "starts": "2024-05", "ends": "2024-05"},
        {"starts": "", "ends": "", "told_on": dt.date(2022, 2, 1)},
        {"starts": "", "ends": "", "status": "done", "told_on": dt.date(2024, 4, 1)},
    ],
)
def test_it_is_another_visit(changes: dict[str, object]) -> None:
    assert not same(VISIT, another(**changes))
    assert not same(another(**changes), VISIT)


def test_nobody_knows_who_tells_and_the_days_are_not_the_same() -> None:
    nameless = replace(VISIT, mechanism="")
    assert same(nameless, replace(nameless, document="bbb"))
    assert not same(nameless, replace(nameless, document="bbb", starts="2024-05-04"))


def test_sessions_on_the_same_days_are_of_different_bodies() -> None:
    session = replace(VISIT, kind="session", country="")
    assert same(session, replace(session, document="bbb"))
    assert not same(session, replace(session, document="bbb", mechanism="un-cat"))


def test_hearings_of_two_cases_on_one_day_are_two() -> None:
    hearing = replace(VISIT, kind="hearing", references=frozenset({"UA TCD 1/2024"}))
    assert not same(
        hearing, replace(hearing, document="bbb", references=frozenset({"UA TCD 2/2024"}))
    )
    assert same(hearing, replace(hearing, document="bbb"))


def test_calls_with_one_deadline_are_told_apart_by_their_titles() -> None:
    call = replace(VISIT, kind="call_for_input", country="", starts="", language="en")
    about = replace(call, words=frozenset({"call", "input", "defenders", "arctic"}))
    other = replace(
        call, document="bbb", words=frozenset({"submissions", "surveillance", "exports"})
    )
    assert not same(about, other)
    assert same(about, replace(other, words=about.words))
    assert same(about, replace(other, language="fr"))  # a translation of it


def test_one_document_tells_of_two_visits_or_of_one_put_off() -> None:
    later = replace(VISIT, starts="2024-10-07", ends="2024-10-18")
    assert not same(VISIT, later)
    assert same(replace(VISIT, status="postponed"), later)


def test_the_window_holds_whatever_can_be_the_same() -> None:
    first, last = window(VISIT)
    for changes in ({}, {"starts": "2024", "ends": "2024"}, {"starts": "", "ends": ""}):
        assert first <= another(**changes).near_day <= last


def said(*tellings: Told) -> tuple[str, str, str]:
    one = together(tellings)
    return one.starts, one.ends, one.status


def test_what_was_told_last_holds() -> None:
    corrected = another(starts="2024-05-06", ends="2024-05-17", told_on=dt.date(2024, 4, 1))
    reported = another(status="done", starts="", ends="", told_on=dt.date(2024, 5, 18))
    assert said(VISIT, corrected) == ("2024-05-06", "2024-05-17", "planned")
    assert said(corrected, reported, VISIT) == ("2024-05-06", "2024-05-17", "done")


def test_a_later_month_does_not_blur_the_days_unless_the_visit_was_put_off() -> None:
    vague = another(starts="2024-05", ends="2024-05", told_on=dt.date(2024, 4, 1))
    assert said(VISIT, vague) == ("2024-05-03", "2024-05-14", "planned")
    put_off = another(status="postponed", told_on=dt.date(2024, 4, 20))
    fresh = replace(put_off, status="planned", starts="2024-11", ends="2024-11")
    assert said(VISIT, put_off, fresh) == ("2024-11", "2024-11", "postponed")


def test_a_visit_put_off_without_new_days_keeps_those_it_had() -> None:
    put_off = another(status="postponed", starts="", ends="", told_on=dt.date(2024, 4, 20))
    assert said(VISIT, put_off) == ("2024-05-03", "2024-05-14", "postponed")


def test_nothing_told_is_no_activity() -> None:
    with pytest.raises(ValueError, match="empty"):
        together([])
