"""What Liaison answers to the questions of a case, by the functions that the pipeline calls."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from liaison import extract, names, understand
from liaison.kernel.errors import Unreadable
from liaison.kernel.finding import Finding, FindingKind, Part
from liaison.kernel.reading import Context, Format, Reading, parts_of
from liaison.link.facts import Facts
from liaison.link.gathering import EditionRead, facts_of
from liaison.measure.quality.cases import GROUPED, Case, Question, folded_name
from liaison.understand.recommendation_themes import themes

_SINGLE = {
    Question.LANGUAGE: FindingKind.LANGUAGE,
    Question.PUBLISHED: FindingKind.PUBLISHED,
    Question.SYMBOL: FindingKind.SYMBOL,
    Question.DOCUMENT_KIND: FindingKind.DOCUMENT_KIND,
    Question.EVENT_DATE: FindingKind.EVENT_DATE,  # of all that is told, what it is about
}
_OF_THEIR_OWN = (Question.TITLE, Question.MAIN_TEXT, Question.PERSON, Question.SAME_NAME)
# Questions that are named after the finding which answers them; there may be several answers.
_MANY = {
    question: FindingKind(question.value)
    for question in Question
    if question not in (*_SINGLE, *GROUPED, *_OF_THEIR_OWN)
}
_THE_REST = "*"

Answers = Mapping[Question, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers of a case, and what linking knows of it where a question asks for that."""

    answers: Answers
    facts: Facts | None


def answers(case: Case) -> Answered:
    """The answers to every question that the case has the right answer to.

    Of the main text, those passages of it that are wanted or unwanted. A document that cannot be
    read has no answers. Questions about a whole set are left open: `facts` is for them.
    """
    if case.names is not None:
        same = frozenset(("yes",)) if names.same_name(*case.names) else frozenset()
        return Answered({Question.SAME_NAME: same}, None)
    asked = case.expected.keys() - GROUPED
    reading = _reading(case)
    if reading is None:
        return Answered(dict.fromkeys(asked, frozenset()), Facts("") if _is_linked(case) else None)
    context = _context(case)
    found = understand.understand(reading, context)
    facts = None
    if _is_linked(case):
        facts = facts_of("", [EditionRead(parts_of(reading, context), found)])
    return Answered(
        {question: _answer(question, case, reading, found) for question in asked}, facts
    )


def _is_linked(case: Case) -> bool:
    return not GROUPED.isdisjoint(case.expected)


def _answer(
    question: Question, case: Case, reading: Reading, found: tuple[Finding, ...]
) -> frozenset[str]:
    if question is Question.TITLE:
        return frozenset((reading.title,)) if reading.title else frozenset()
    if question is Question.MAIN_TEXT:
        passages = (*case.expected[question], *case.unwanted)
        return frozenset(passage for passage in passages if passage in reading.text)
    if question is Question.PERSON:
        return _victims(found, parts_of(reading, _context(case)))
    kind = _SINGLE.get(question) or _MANY[question]
    fitting = [one for one in found if one.kind == kind]
    if question is Question.RECOMMENDATION_THEME and not fitting and _is_one_paragraph(case):
        codes = frozenset(theme.code for theme in themes(case.text or ""))
        return _classed(codes, case.classes.get(question))
    if question in _SINGLE:
        fitting = sorted(fitting, key=lambda one: -one.confidence)[:1]
    return _classed(frozenset(one.value for one in fitting), case.classes.get(question))


def _victims(found: tuple[Finding, ...], parts: Mapping[Part, str]) -> frozenset[str]:
    """The names of those told of as victims, folded."""
    victims = (one for one in found if one.kind == FindingKind.PERSON and one.value == "victim")
    return frozenset(folded_name(one.span.words(parts)) for one in victims)


def _is_one_paragraph(case: Case) -> bool:
    """Whether a case is a recommendation by itself: a set that asks for its themes says so."""
    return case.text is not None and not case.title and "\n" not in case.text.strip()


def _classed(
    values: frozenset[str], classes: Mapping[str, tuple[str, ...]] | None
) -> frozenset[str]:
    """The labels of the set that cover the values; the values themselves where it has none."""
    if classes is None:
        return values
    covered = {code for codes in classes.values() for code in codes}
    return frozenset(
        label
        for label, codes in classes.items()
        if values.intersection(codes) or (_THE_REST in codes and values - covered)
    )


def _reading(case: Case) -> Reading | None:
    if case.file is None:
        return Reading(Format.TEXT, case.title, case.text or "", stated_date=case.stated_date)
    captured = dt.date.fromisoformat(case.captured) if case.captured else None
    try:
        return extract.extract(case.file.read_bytes(), case.media_type, case.address, captured)
    except Unreadable:
        return None


def _context(case: Case) -> Context:
    return Context(
        address=case.address,
        mechanism=case.mechanism,
        languages=case.languages,
        stated_title=case.title,
        stated_date=case.stated_date,
        captured=case.captured,
    )
