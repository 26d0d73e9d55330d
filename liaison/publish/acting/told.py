"""The answers of the guide as a page shows them: what can be done now first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from liaison import competence, vocabulary
from liaison.competence import Answer, Ground, Question, Reason, Verdict
from liaison.publish import labels
from liaison.publish.acting import following, grounds, submitting, words
from liaison.publish.acting.fact import Fact
from liaison.publish.labels import Name
from liaison.vocabulary import AdmissibilityRule, Certainty, Evidence
from liaison.vocabulary.terms.admissibility import Nature

_NATURES = (Nature.URGENT_MEASURE, Nature.ACTION, Nature.HELP, Nature.COMPLAINT, Nature.NONE)


class Place(StrEnum):
    """Where an answer stands on the page, the first first."""

    NOW = "now"
    IF = "if"
    NOT_YET = "not_yet"  # once the remedies of the country are used up
    BARRED = "barred"


@dataclass(frozen=True, slots=True)
class Said:
    """One ground in words, with all that it stands on."""

    ground: Ground
    words: Markup
    basis: str
    evidence: tuple[Evidence, ...]
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: which body by which channel, how it stands, why, and how to go on.

    `has_page`: whether the body is a mechanism, which has a page of its own.
    """

    rule: AdmissibilityRule
    name: Name
    has_page: bool
    place: Place
    verdict: Verdict
    certainty: Certainty
    nature: str
    conditions: tuple[Said, ...]
    reasons: tuple[Said, ...]
    met: tuple[Said, ...]
    public: tuple[Fact, ...]
    submit: tuple[Fact, ...]

    @property
    def sources(self) -> Sequence[tuple[str, Evidence]]:
        """Each text and source that the answer stands on, once, the rule at large first."""
        grounds = (*self.reasons, *self.conditions, *self.met)
        found = [(self.rule.basis, self.rule.evidence)]
        found += [(said.basis, one) for said in grounds for one in said.evidence]
        found += [(fact.basis, fact.evidence) for fact in (*self.public, *self.submit) if fact.said]
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Group:
    """Answers that stand alike."""

    place: Place
    heading: str
    says: str
    answers: tuple[Told, ...]


def answers(question: Question) -> list[Told]:
    """An answer of every rule, what can be done now first, and of that what is quickest."""
    told = [_told(answer) for answer in competence.assess(question)]
    order = list(Place)
    return sorted(
        told,
        key=lambda one: (
            order.index(one.place),
            _NATURES.index(one.rule.nature),
            len(one.conditions),
        ),
    )


def groups(told: Iterable[Told]) -> list[Group]:
    """The same under their headings; one without answers is left out."""
    by_place: dict[Place, list[Told]] = {}
    for one in told:
        by_place.setdefault(one.place, []).append(one)
    return [
        Group(place, *_heading(place), tuple(by_place[place]))
        for place in Place
        if place in by_place
    ]


def _heading(place: Place) -> tuple[str, str]:
    return {
        Place.NOW: (
            _("Competent by the rules entered here"),
            _("Nothing that the rules ask for is missing or open. It is the body that decides."),
        ),
        Place.IF: (
            _("Competent if"),
            _("It depends on what is listed with each of them."),
        ),
        Place.NOT_YET: (
            _("Not yet"),
            _("The remedies of the country come first. Time limits run from the final ruling."),
        ),
        Place.BARRED: (
            _("Barred"),
            _("Something stands in the way, as listed with each of them."),
        ),
    }[place]


def _told(answer: Answer) -> Told:
    rule = answer.rule
    return Told(
        rule=rule,
        name=labels.rule(rule.code, get_language() or "en"),
        has_page=rule.body in vocabulary.load().mechanisms,
        place=_place(answer),
        verdict=answer.verdict,
        certainty=answer.certainty,
        nature=words.nature(rule.nature),
        conditions=_said(answer.conditions),
        reasons=_said(answer.reasons),
        met=_said(answer.met),
        public=tuple(following.facts(rule)),
        submit=tuple(submitting.facts(rule)),
    )


def _place(answer: Answer) -> Place:
    if answer.verdict is not Verdict.BARRED:
        return Place.NOW if answer.verdict is Verdict.COMPETENT else Place.IF
    only = {ground.code for ground in answer.reasons} == {Reason.REMEDIES_NOT_EXHAUSTED}
    return Place.NOT_YET if only else Place.BARRED


def _said(some: Iterable[Ground]) -> tuple[Said, ...]:
    return tuple(
        Said(one, grounds.said(one), one.basis, one.evidence, one.certainty) for one in some
    )
