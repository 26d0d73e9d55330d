"""The course of a matter: what was published, took place or was due, in the order of time."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison import competence, vocabulary
from liaison.catalogue.models import Activity, Document, Link, Telling
from liaison.catalogue.related import LINKED
from liaison.competence import Answer, Question, Verdict
from liaison.kernel.partial_date import PartialDate
from liaison.kernel.relation import Relation
from liaison.publish.due import Due, due
from liaison.publish.followed import LETTERS

_COUNTRIES = 2  # of a matter for which it is asked who could act
_BETTER = (Verdict.COMPETENT, Verdict.COMPETENT_IF)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the course: a document, an activity, or a reply that is due."""

    date: str  # YYYY, YYYY-MM, YYYY-MM-DD, or "" where it is not known
    document: Document | None = None
    activity: Activity | None = None
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Acted:
    """A mechanism that published on a matter: how often, first and last when."""

    mechanism: str
    documents: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Could:
    """A body that could act for a country by the best of its rules, and has not in this record."""

    body: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Silent:
    """Who could act on what is told of one country, as of what is told first."""

    country: str
    since: PartialDate
    could: Sequence[Could]
    barred: int


def course(documents: Sequence[Document], today: dt.date) -> list[Entry]:
    """Documents, activities and replies due, the oldest first; those without a date at the end."""
    entries = [Entry(row.published, document=row) for row in documents]
    entries += [Entry(one.starts, activity=one) for one in _activities(documents)]
    entries += [Entry(one.day.isoformat(), due=one) for one in _due(documents, today)]
    return sorted(entries, key=lambda one: (not one.date, one.date, one.document is None))


def acted(documents: Iterable[Document]) -> list[Acted]:
    """The mechanisms that published, in the order in which they began."""
    by_mechanism: dict[str, list[str]] = {}
    for row in documents:
        if row.mechanism:
            by_mechanism.setdefault(row.mechanism, []).append(row.published)
    found = []
    for mechanism, published in by_mechanism.items():
        known = sorted(filter(None, published)) or [""]
        found.append(Acted(mechanism, len(published), known[0], known[-1]))
    return sorted(found, key=lambda one: (not one.first, one.first, one.mechanism))


def outcomes(documents: Iterable[Document]) -> list[tuple[str, Document]]:
    """What followed, each with the document that tells it first."""
    found: dict[str, Document] = {}
    for row in documents:
        for code in row.accountability:
            found.setdefault(code, row)
    return list(found.items())


def silent(documents: Sequence[Document], today: dt.date) -> list[Silent]:
    """Which bodies could act on a matter by the rules that are entered, and published nothing."""
    dated = sorted(row.published for row in documents if row.published)
    if not dated:
        return []
    since = PartialDate.parse(dated[0])
    known = vocabulary.load()
    have = {row.mechanism for row in documents}
    told = {code for row in documents for code in row.violations} & set(known.violation_types)
    return [
        _silent(Question(country, today, since, frozenset(told)), have)
        for country in _countries(documents)
        if country in known.countries
    ]


def _silent(question: Question, have: Iterable[str]) -> Silent:
    answers = competence.assess(question)
    best: dict[str, Answer] = {}
    for answer in answers:
        body = answer.rule.body
        if body in have or answer.verdict not in _BETTER:
            continue
        if body not in best or _BETTER.index(answer.verdict) < _BETTER.index(best[body].verdict):
            best[body] = answer
    barred = {one.rule.body for one in answers} - set(best) - set(have)
    could = [Could(body, answer) for body, answer in best.items()]
    assert question.facts is not None  # noqa: S101 (asked with it above)
    return Silent(question.country, question.facts, could, len(barred))


def _countries(documents: Iterable[Document]) -> list[str]:
    """The countries that most of the documents are about."""
    counted: dict[str, int] = {}
    for row in documents:
        for code in row.about:
            counted[code] = counted.get(code, 0) + 1
    return sorted(counted, key=lambda code: (-counted[code], code))[:_COUNTRIES]


def _activities(documents: Iterable[Document]) -> list[Activity]:
    rows = Telling.objects.filter(document__in=documents, activity__shown=True)
    found = {one.activity_id: one.activity for one in rows.select_related("activity")}
    return list(found.values())


def _due(documents: Sequence[Document], today: dt.date) -> list[Due]:
    """Replies that are due and not known here, of letters whose day is known."""
    letters = [row for row in documents if row.kind in LETTERS]
    answered = set(
        Link.objects.filter(
            other__in=[row.identifier for row in letters],
            relation=Relation.REPLY_TO,
            outcome=LINKED,
        ).values_list("other", flat=True)
    )
    return due([row for row in letters if row.identifier not in answered], today)
