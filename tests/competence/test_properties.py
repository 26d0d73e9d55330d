"""What holds for every question: an answer each time, and never more said than is known."""

import datetime as dt
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from liaison import competence
from liaison.competence import (
    Answer,
    Asker,
    Condition,
    Outcome,
    Procedure,
    Question,
    Reason,
    Remedies,
    Subject,
    Verdict,
)
from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary import Certainty
from tests.competence.asking import KNOWN, RULES

_ORDER = {Verdict.BARRED: 0, Verdict.COMPETENT_IF: 1, Verdict.COMPETENT: 2}
_DAYS = st.dates(dt.date(1940, 1, 1), dt.date(2040, 12, 31))


def _partial(day: dt.date, precision: int) -> PartialDate:
    return PartialDate(day.year, *(day.month, day.day)[:precision])


_DATES = st.builds(_partial, _DAYS, st.integers(0, 2))
# Countries with a history first, so that Hypothesis meets them often.
_COUNTRIES = st.one_of(
    st.sampled_from(["RUS", "GBR", "NIC", "BLR", "MAR", "GRL", "VAT", "PSE", "XKX", "TLS", "FRA"]),
    st.sampled_from(sorted(KNOWN.countries)),
)
_PENDING = st.frozensets(st.sampled_from(Procedure))
QUESTIONS = st.builds(
    Question,
    country=_COUNTRIES,
    asked_on=_DAYS,
    facts=st.none() | _DATES,
    violations=st.frozensets(st.sampled_from(sorted(KNOWN.violation_types)), max_size=3),
    subjects=st.frozensets(st.sampled_from(Subject)),
    asker=st.none() | st.sampled_from(Asker),
    pending=st.none() | _PENDING,
    remedies=st.sampled_from(Remedies),
    final_ruling=st.none() | _DATES,
)


def _assess(question: Question) -> tuple[Answer, ...]:
    return competence.assess(question, KNOWN)


def _never_better(before: Question, after: Question) -> None:
    for old, new in zip(_assess(before), _assess(after), strict=True):
        assert _ORDER[new.verdict] <= _ORDER[old.verdict], new.rule.code


def _within(less: Question, more: Question) -> None:
    """Whoever knows more may decide what was open, and never turns what was decided."""
    for open_, known in zip(_assess(less), _assess(more), strict=True):
        if open_.verdict is not Verdict.COMPETENT_IF:
            assert known.verdict is open_.verdict, known.rule.code


@given(QUESTIONS)
@settings(max_examples=300)
def test_every_question_has_an_answer_from_every_rule(question: Question) -> None:
    answers = _assess(question)
    assert [answer.rule.code for answer in answers] == list(RULES)
    for answer in answers:
        assert answer.grounds
        assert set(answer.grounds) == {*answer.met, *answer.conditions, *answer.reasons}
        assert all(ground.evidence for ground in answer.grounds)
        assert all(ground.evidence[0].source for ground in answer.grounds)
        assert all(ground.checked for ground in answer.grounds)
        for ground in answer.grounds:
            assert isinstance(ground.code, Reason) == (ground.outcome is Outcome.FAILED)


@given(QUESTIONS)
def test_the_same_question_has_the_same_answer(question: Question) -> None:
    assert _assess(question) == _assess(replace(question))


@given(QUESTIONS, _PENDING, st.sampled_from(Procedure))
def test_one_more_procedure_never_opens_a_way(
    question: Question, pending: frozenset[Procedure], procedure: Procedure
) -> None:
    before = replace(question, pending=pending)
    _never_better(before, replace(question, pending=pending | {procedure}))


@given(QUESTIONS, st.sampled_from(Subject))
def test_one_more_subject_never_closes_a_way(question: Question, subject: Subject) -> None:
    more = replace(question, subjects=question.subjects | {subject})
    _never_better(more, question)


@given(QUESTIONS, st.integers(0, 2000))
def test_waiting_never_brings_a_complaint_back_into_time(question: Question, days: int) -> None:
    later = replace(question, asked_on=question.asked_on + dt.timedelta(days=days))
    order = {Outcome.FAILED: 0, Outcome.OPEN: 1, Outcome.MET: 2}
    codes = {Condition.WITHIN_TIME_LIMIT, Reason.TIME_LIMIT_PASSED}
    if question.final_ruling is None:
        return
    for before, after in zip(_assess(question), _assess(later), strict=True):
        old = [ground for ground in before.grounds if ground.code in codes]
        new = [ground for ground in after.grounds if ground.code in codes]
        assert [order[one.outcome] for one in new] <= [order[one.outcome] for one in old]


@given(QUESTIONS, _DATES)
def test_an_unknown_day_of_the_facts_decides_nothing_that_a_day_would_turn(
    question: Question, facts: PartialDate
) -> None:
    _within(replace(question, facts=None), replace(question, facts=facts))


@given(QUESTIONS, _DAYS, st.integers(0, 1))
def test_a_month_or_year_decides_nothing_that_one_of_its_days_would_turn(
    question: Question, day: dt.date, precision: int
) -> None:
    less = replace(question, facts=_partial(day, precision))
    _within(less, replace(question, facts=_partial(day, 2)))
    less = replace(question, final_ruling=_partial(day, precision))
    _within(less, replace(question, final_ruling=_partial(day, 2)))


@given(QUESTIONS, _DATES, _PENDING, st.sampled_from(Asker), st.sampled_from(Remedies))
def test_what_is_not_said_decides_nothing_that_saying_it_would_turn(
    question: Question,
    ruling: PartialDate,
    pending: frozenset[Procedure],
    asker: Asker,
    remedies: Remedies,
) -> None:
    _within(replace(question, final_ruling=None), replace(question, final_ruling=ruling))
    _within(replace(question, pending=None), replace(question, pending=pending))
    _within(replace(question, asker=None), replace(question, asker=asker))
    unknown = replace(question, remedies=Remedies.UNKNOWN)
    _within(unknown, replace(question, remedies=remedies))


@given(QUESTIONS)
def test_a_flat_answer_has_nothing_open_and_says_its_doubts(question: Question) -> None:
    for answer in _assess(question):
        doubtful = any(
            one.certainty is Certainty.TO_BE_CHECKED
            for ground in answer.grounds
            for one in ground.evidence
        )
        if answer.verdict is Verdict.COMPETENT:
            assert not answer.conditions
            assert not answer.reasons
            assert (answer.certainty is Certainty.TO_BE_CHECKED) == doubtful
        if answer.certainty is Certainty.SEEN and answer.verdict is not Verdict.BARRED:
            assert not doubtful


@given(QUESTIONS)
def test_where_membership_decides_an_unknown_day_gives_no_flat_yes(question: Question) -> None:
    for answer in _assess(replace(question, facts=None)):
        known = {Condition.WORLDWIDE, Condition.COVERED_BY_NAME, Condition.OUTSIDE_THE_ORGANISATION}
        if answer.verdict is Verdict.COMPETENT:
            assert known & {ground.code for ground in answer.met}
