"""Months by the calendar, and which limit holds for which ruling."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.competence import Condition, Ground, Reason, Remedies
from liaison.competence.months import months_later
from liaison.vocabulary.terms.admissibility import TimeLimit
from tests.competence.asking import ask, with_rule


def limit(rule: str, ruling: str | None, asked_on: str) -> Ground:
    """The ground that the time limit gives."""
    answer = ask(
        rule,
        "FRA" if rule.startswith("ecthr") else "PER",
        asked_on=dt.date.fromisoformat(asked_on),
        remedies=Remedies.EXHAUSTED,
        final_ruling=ruling,
    )
    codes = {
        Condition.WITHIN_TIME_LIMIT,
        Condition.WITHIN_REASONABLE_TIME,
        Reason.TIME_LIMIT_PASSED,
    }
    (found,) = [ground for ground in answer.grounds if ground.code in codes]
    return found


@pytest.mark.parametrize(
    ("ruling", "asked_on", "outcome", "months", "last_day"),
    [
        # European Convention, art. 35(1) as amended: four months
        ("2026-09-14", "2026-11-27", "met", 4, "2027-01-14"),
        ("2026-07-27", "2026-11-27", "met", 4, "2026-11-27"),
        ("2026-07-26", "2026-11-27", "failed", 4, "2026-11-26"),
        ("2025-10-31", "2026-02-28", "met", 4, "2026-02-28"),
        ("2025-10-31", "2026-03-01", "failed", 4, "2026-02-28"),
        ("2023-10-31", "2024-02-29", "met", 4, "2024-02-29"),
        # Protocol No. 15, art. 8(3): six months for rulings before 1 February 2022
        ("2022-01-31", "2022-07-31", "met", 6, "2022-07-31"),
        ("2022-01-31", "2022-08-01", "failed", 6, "2022-07-31"),
        ("2022-02-01", "2022-06-01", "met", 4, "2022-06-01"),
        ("2022-02-01", "2022-06-02", "failed", 4, "2022-06-01"),
        ("2021-12-15", "2022-06-15", "met", 6, "2022-06-15"),
    ],
)
def test_the_european_court(
    ruling: str, asked_on: str, outcome: str, months: int, last_day: str
) -> None:
    ground = limit("ecthr.application", ruling, asked_on)
    assert ground.outcome == outcome
    assert ground.figures.months == months
    assert ground.figures.last_day == dt.date.fromisoformat(last_day)


@pytest.mark.parametrize(
    ("ruling", "asked_on", "outcome"),
    [("2026-05-27", "2026-11-27", "met"), ("2026-05-26", "2026-11-27", "failed")],
)
def test_the_inter_american_commission(ruling: str, asked_on: str, outcome: str) -> None:
    ground = limit("iachr.petition", ruling, asked_on)
    assert (ground.outcome, ground.figures.months) == (outcome, 6)


def test_without_a_ruling_the_months_are_those_of_a_ruling_today() -> None:
    ground = limit("ecthr.application", None, "2026-11-27")
    assert (ground.outcome, ground.figures.months, ground.figures.last_day) == ("open", 4, None)
    assert limit("ecthr.application", None, "2021-11-27").figures.months == 6


@pytest.mark.parametrize(
    ("ruling", "asked_on", "outcome"),
    [
        ("2026-07", "2026-10-31", "met"),  # in time even for 1 July
        ("2026-07", "2026-11-27", "open"),
        ("2026-07", "2026-12-01", "failed"),  # too late even for 31 July
    ],
)
def test_a_month_leaves_open_what_its_days_do(ruling: str, asked_on: str, outcome: str) -> None:
    ground = limit("ecthr.application", ruling, asked_on)
    assert ground.outcome == outcome
    if outcome == "open":
        assert ground.figures.last_day == dt.date(2026, 11, 1)
        assert ground.figures.latest_day == dt.date(2026, 11, 30)


def test_a_year_with_two_limits_says_no_single_number_of_months() -> None:
    ground = limit("ecthr.application", "2022", "2022-06-15")
    assert (ground.outcome, ground.figures.months) == ("open", None)
    assert ground.figures.last_day == dt.date(2022, 6, 1)  # of a ruling of 1 February
    assert ground.figures.latest_day == dt.date(2023, 4, 30)


def test_a_reasonable_time_is_never_computed() -> None:
    answer = ask("achpr.communication", "KEN", final_ruling="2010-01-01")
    assert Condition.WITHIN_REASONABLE_TIME in {ground.code for ground in answer.conditions}


def test_a_ruling_for_which_no_limit_is_entered() -> None:
    known = with_rule(
        "ecthr.application",
        lambda rule: replace(rule, time_limits=(TimeLimit(4, since="2022-02-01"),)),
    )
    answer = ask("ecthr.application", "FRA", known, final_ruling="2020-01-01")
    assert ("time_limits",) in [ground.figures.about for ground in answer.conditions]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2023-08-31", 6, "2024-02-29"),
        ("2023-12-31", 12, "2024-12-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("9999-11-30", 6, "9999-12-31"),
    ],
)
def test_months_later(day: str, months: int, later: str) -> None:
    assert months_later(dt.date.fromisoformat(day), months) == dt.date.fromisoformat(later)


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 60))
def test_months_later_is_in_the_month_it_should_be(day: dt.date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + dt.timedelta(days=1)).day == 1


@given(st.dates(max_value=dt.date(9000, 1, 1)), st.integers(0, 60), st.integers(0, 400))
def test_a_later_ruling_never_ends_earlier(day: dt.date, months: int, more: int) -> None:
    later = day + dt.timedelta(days=more)
    assert months_later(day, months) <= months_later(later, months)
