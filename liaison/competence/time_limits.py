"""Whether a complaint is in time, and by which day it has to be."""

import datetime as dt
from collections.abc import Iterator

from liaison.competence.answer import Figures, Ground
from liaison.competence.codes import Condition, Reason
from liaison.competence.grounds import failed, left_open, met, not_entered
from liaison.competence.months import months_later
from liaison.competence.question import Question
from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary import AdmissibilityRule
from liaison.vocabulary.terms.admissibility import Nature, TimeLimit

_FIELD = "time_limits"


def look(question: Question, rule: AdmissibilityRule) -> Iterator[Ground]:
    """The ground that the time since the final ruling gives.

    Which limit holds goes by the day of the ruling: the four months of the European Court are for
    rulings from 1 February 2022 on (Protocol No. 15, art. 8(3)).
    """
    if not rule.time_limits:
        if rule.nature is Nature.COMPLAINT:
            yield not_entered(rule, _FIELD)
        return
    ruling = question.final_ruling
    limits = [limit for limit in rule.time_limits if _meets(limit, ruling, question.asked_on)]
    if any(limit.months is None for limit in limits):
        yield left_open(rule, _FIELD, Condition.WITHIN_REASONABLE_TIME)
    elif not limits:
        yield not_entered(rule, _FIELD)
    elif ruling is None:
        months = limits[0].months
        yield left_open(rule, _FIELD, Condition.WITHIN_TIME_LIMIT, Figures(months=months))
    else:
        yield _by_calendar(question.asked_on, rule, ruling, limits)


def _by_calendar(
    asked_on: dt.date, rule: AdmissibilityRule, ruling: PartialDate, limits: list[TimeLimit]
) -> Ground:
    ends = sorted(day for limit in limits for day in _last_days(limit, ruling))
    first, last = ends[0], ends[-1]
    months = limits[0].months if len(limits) == 1 else None
    if asked_on > last:
        figures = Figures(months=months, last_day=last)
        return failed(rule, _FIELD, Reason.TIME_LIMIT_PASSED, figures)
    figures = Figures(months=months, last_day=first, latest_day=last if last != first else None)
    make = met if asked_on <= first else left_open
    return make(rule, _FIELD, Condition.WITHIN_TIME_LIMIT, figures)


def _meets(limit: TimeLimit, ruling: PartialDate | None, asked_on: dt.date) -> bool:
    """Whether the limit holds for the ruling, or for one of the day of the question."""
    first, last = (
        (asked_on, asked_on) if ruling is None else (ruling.first_day(), ruling.last_day())
    )
    since, until = _days(limit)
    return first <= until and last >= since


def _last_days(limit: TimeLimit, ruling: PartialDate) -> tuple[dt.date, dt.date]:
    """The last day in time for the earliest and the latest day that the ruling may be of."""
    since, until = _days(limit)
    months = limit.months or 0
    first, last = max(ruling.first_day(), since), min(ruling.last_day(), until)
    return months_later(first, months), months_later(last, months)


def _days(limit: TimeLimit) -> tuple[dt.date, dt.date]:
    since = dt.date.fromisoformat(limit.since) if limit.since else dt.date.min
    until = dt.date.fromisoformat(limit.until) if limit.until else dt.date.max
    return since, until
