"""What a miss looks like: in words that count, and that quote neither a document nor a name."""

from collections.abc import Iterator

from liaison.kernel.partial_date import PartialDate
from liaison.measure.quality.cases import Question

_DATES = frozenset(
    (Question.PUBLISHED, Question.EVENT_DATE, Question.HEARING_DATE, Question.DEADLINE)
)
# Answers of these are codes or labels, few enough to be counted by themselves.
_LABELS = frozenset(
    (
        Question.LANGUAGE,
        Question.DOCUMENT_KIND,
        Question.VIOLATION,
        Question.DEFENDER,
        Question.PERPETRATOR,
        Question.RIGHT,
        Question.THEME,
        Question.ACCOUNTABILITY,
        Question.STRUCTURAL,
        Question.RECOMMENDATION_THEME,
    )
)
_WEEK = 7  # days
_YEAR = 300  # days


def causes(question: Question, expected: frozenset[str], found: frozenset[str]) -> Iterator[str]:
    """What is wrong with the answers to a question of one case; nothing where all is right."""
    missed, wrong = sorted(expected - found), sorted(found - expected)
    if not missed and not wrong:
        return
    if not found:
        yield "no answer"
    elif not expected:
        yield "an answer where there is none"
    elif question in _DATES and missed and wrong:
        yield _date(missed[0], wrong)
    elif question in _LABELS:
        yield from _labels(missed, wrong)
    elif question is Question.PERSON:
        yield from _names(missed, wrong)
    else:
        yield from _numbers(missed, wrong)


def _labels(missed: list[str], wrong: list[str]) -> Iterator[str]:
    if len(missed) == len(wrong) == 1:
        yield f"{missed[0]} taken for {wrong[0]}"
        return
    yield from (f"{label} missed" for label in missed)
    yield from (f"{label} too much" for label in wrong)


def _numbers(missed: list[str], wrong: list[str]) -> Iterator[str]:
    for _pair in zip(missed, wrong, strict=False):
        yield "another answer"
    yield from ["one missed"] * (len(missed) - len(wrong))
    yield from ["one too many"] * (len(wrong) - len(missed))


def _names(missed: list[str], wrong: list[str]) -> Iterator[str]:
    left = list(wrong)
    for name in missed:
        words = set(name.lower().split())
        near = next((one for one in left if words & set(one.lower().split())), None)
        if near is None:
            yield "a name missed"
        else:
            left.remove(near)
            yield "more or less of a name"
    yield from ["a name too many"] * len(left)


def _date(missed: str, wrong: list[str]) -> str:
    if any(missed.startswith(one) or one.startswith(missed) for one in wrong):
        return "another precision"
    try:
        first = PartialDate.parse(missed).first_day()
    except ValueError:
        return "a label that is no date"
    apart = min(abs((PartialDate.parse(one).first_day() - first).days) for one in wrong)
    if apart <= _WEEK:
        return "up to a week away"
    return "up to ten months away" if apart <= _YEAR else "another year"
