"""Whether the State is one that a channel reaches, at the time that counts.

For a complaint that is when it happened, for all else the day of the question: a body writes to a
State that is its member now. A day that is not known leaves it open in both.
"""

import datetime as dt
import re
from collections.abc import Iterator

from liaison.competence.answer import Figures, Ground
from liaison.competence.codes import Condition, Reason
from liaison.competence.grounds import failed, left_open, met
from liaison.competence.membership import Known, Period, holding, periods
from liaison.competence.question import Question
from liaison.vocabulary import AdmissibilityRule, Evidence, Vocabulary
from liaison.vocabulary.terms.admissibility import Nature, Reach

_INDEPENDENT = "Yes"
_ANSWERED_FOR = re.compile(r"\b(?:of|with) ([A-Z]{2})$")  # "Territory of GB", "Associated with NZ"


def look(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Iterator[Ground]:
    """The grounds that the State gives."""
    states = rule.states
    match states.reach:
        case Reach.WORLD:
            yield met(rule, "states", Condition.WORLDWIDE)
        case Reach.CLAUSE:
            yield left_open(rule, "states", Condition.CLAUSE_ACCEPTED)
        case Reach.OUTSIDE:
            yield _outside(question, rule, known)
        case Reach.MEMBERS if question.country in states.also:
            yield met(rule, "states", Condition.COVERED_BY_NAME)
        case Reach.MEMBERS if question.country in states.excluded:
            yield failed(rule, "states", Reason.NOT_BOUND, _organisation(rule))
        case Reach.MEMBERS if question.country in states.asserted:
            yield left_open(rule, "asserted", Condition.COMPETENCE_ASSERTED, _organisation(rule))
        case Reach.MEMBERS:
            yield from _member(question, rule, known)


def _member(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Iterator[Ground]:
    states = rule.states
    of_state = periods(known, states.organisation, question.country, observers=states.observers)
    if not of_state:
        yield _without_membership(question, rule, known)
    elif rule.nature is Nature.COMPLAINT:
        longer = tuple(period.longer(states.months_after_exit) for period in of_state)
        yield from _bound(question, rule, longer)
    else:
        yield from _member_now(question, rule, of_state)


def _bound(
    question: Question, rule: AdmissibilityRule, of_state: tuple[Period, ...]
) -> Iterator[Ground]:
    """For complaints: whether the State was bound when it happened."""
    first, last = _days_of_facts(question)
    bound, period = holding(of_state, first, last, begun=False)
    if bound is Known.NO:
        later = [one for one in of_state if one.began is not None and one.began[0] > last]
        if later:
            yield left_open(rule, "states", Condition.FACTS_GO_ON, *_of(rule, later[0]))
        else:
            yield failed(rule, "states", Reason.NOT_A_MEMBER_AT_THE_FACTS, *_of(rule, period))
        return
    make = met if bound is Known.YES else left_open
    yield make(rule, "states", Condition.MEMBER_AT_THE_FACTS, *_of(rule, period))
    now, _ = holding(of_state, question.asked_on, question.asked_on, begun=True)
    if now is not Known.YES:
        yield _after_exit(rule, period)


def _after_exit(rule: AdmissibilityRule, period: Period | None) -> Ground:
    """The State was bound and has left: whether earlier facts can still be brought."""
    counts = rule.states.earlier_facts
    if counts is False:
        return failed(rule, "after_exit", Reason.EARLIER_FACTS_LOST, *_of(rule, period))
    make = met if counts else left_open
    return make(rule, "after_exit", Condition.EARLIER_FACTS_COUNT, *_of(rule, period))


def _member_now(
    question: Question, rule: AdmissibilityRule, of_state: tuple[Period, ...]
) -> Iterator[Ground]:
    """For all but complaints: whether the State is a member on the day of the question."""
    now, period = holding(of_state, question.asked_on, question.asked_on, begun=True)
    if now is Known.YES:
        make = left_open if question.facts is None else met
        code = Condition.MEMBER_AT_THE_FACTS if question.facts is None else Condition.MEMBER_NOW
        yield make(rule, "states", code, *_of(rule, period))
        return
    then, period = holding(of_state, *_days_of_facts(question), begun=True)
    if then is Known.NO:
        yield failed(rule, "states", Reason.NOT_A_MEMBER_AT_THE_FACTS, *_of(rule, period))
        return
    make = met if then is Known.YES else left_open
    yield make(rule, "states", Condition.MEMBER_AT_THE_FACTS, *_of(rule, period))
    yield _after_exit(rule, period)


def _outside(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Ground:
    """For bodies that act in other countries than those of their members."""
    of_state = periods(known, rule.states.organisation, question.country, observers=False)
    if not of_state:
        answering = _answering(question.country, known)
        if answering and periods(known, rule.states.organisation, answering, observers=False):
            return _territory(rule, answering, known)
        figures, evidence = _organisation(rule), (_absence(known),)
        return met(rule, "states", Condition.OUTSIDE_THE_ORGANISATION, figures, evidence)
    now, period = holding(of_state, question.asked_on, question.asked_on, begun=True)
    if now is Known.YES:
        return failed(rule, "states", Reason.INSIDE_THE_ORGANISATION, *_of(rule, period))
    then, period = holding(of_state, *_days_of_facts(question), begun=True)
    make = met if now is then is Known.NO else left_open
    return make(rule, "states", Condition.OUTSIDE_THE_ORGANISATION, *_of(rule, period))


def _without_membership(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Ground:
    states = rule.states
    if known.countries[question.country].independent != _INDEPENDENT:
        answering = _answering(question.country, known)
        if not answering or periods(
            known, states.organisation, answering, observers=states.observers
        ):
            return _territory(rule, answering, known)
    figures, evidence = _organisation(rule), (_absence(known),)
    return failed(rule, "states", Reason.NEVER_A_MEMBER, figures, evidence)


def _territory(rule: AdmissibilityRule, answering: str, known: Vocabulary) -> Ground:
    figures = Figures(
        about=(answering,) if answering else (), organisation=rule.states.organisation
    )
    evidence = (_absence(known), known.about["countries.csv"].evidence)
    return left_open(rule, "states", Condition.STATE_OF_THE_TERRITORY, figures, evidence)


def _answering(country: str, known: Vocabulary) -> str:
    """The State that answers for a territory by the words of countries.csv, or ""."""
    match = _ANSWERED_FOR.search(known.countries[country].independent)
    if match is None:
        return ""
    return next((one.iso3 for one in known.countries.values() if one.iso2 == match[1]), "")


def _days_of_facts(question: Question) -> tuple[dt.date, dt.date]:
    if question.facts is None:
        return dt.date.min, dt.date.max
    return question.facts.first_day(), question.facts.last_day()


def _of(rule: AdmissibilityRule, period: Period | None) -> tuple[Figures, tuple[Evidence, ...]]:
    """The figures of a membership, and how it is known."""
    if period is None:
        return _organisation(rule), ()
    row = period.membership
    figures = Figures(
        organisation=row.organisation,
        since=row.since,
        until=row.until,
        months=rule.states.months_after_exit or None,
    )
    return figures, (row.evidence,)


def _organisation(rule: AdmissibilityRule) -> Figures:
    return Figures(organisation=rule.states.organisation)


def _absence(known: Vocabulary) -> Evidence:
    """That a State is not in the list is as sure as the list."""
    return known.about["memberships.csv"].evidence
