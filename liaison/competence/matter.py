"""What the case is about, who brings it, and what a body weighs."""

from collections.abc import Iterator

from liaison.competence.answer import Figures, Ground
from liaison.competence.codes import Asker, Condition
from liaison.competence.grounds import left_open, met, not_entered
from liaison.competence.question import Question
from liaison.vocabulary import AdmissibilityRule, Vocabulary
from liaison.vocabulary.terms.admissibility import Consent, Subject, Submitter

# What a violation says of its subject by itself; those of a group that only people suffer are
# individual cases.
_OF_VIOLATION = {"restrictive_law": Subject.LAW, "reprisal_cooperation": Subject.REPRISAL}
_LIBERTY = "liberty"
_OF_PERSONS = ("life", "integrity", _LIBERTY, "judicial", "movement", "privacy")
# A law may be about journalists or the environment; these say that it was done to somebody.
_DONE_TO_SOMEBODY = frozenset({Subject.INDIVIDUAL_CASE, Subject.REPRISAL, Subject.DETENTION})


def subject(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Iterator[Ground]:
    """The grounds that what happened gives.

    What was not chosen may still be so, thus nobody is barred for it.
    """
    chosen = _subjects(question, known)
    if rule.subjects:
        figures = Figures(about=rule.subjects)
        make = met if chosen.intersection(rule.subjects) else left_open
        yield make(rule, "subjects", Condition.SUBJECT, figures)
    if chosen & _DONE_TO_SOMEBODY or rule.takes_laws:
        return
    if rule.takes_laws is None:
        yield not_entered(rule, "takes_laws")
    else:
        yield left_open(rule, "takes_laws", Condition.PERSON_AFFECTED)


def asker(question: Question, rule: AdmissibilityRule) -> Iterator[Ground]:
    """The grounds that whoever asks gives."""
    if rule.consent is not Consent.NOT_ENTERED:
        make = met if question.asker is Asker.PERSON_CONCERNED else left_open
        yield make(rule, "consent", Condition.CONSENT, Figures(about=(rule.consent,)))
    if rule.submitting.by == (Submitter.PARTNER,):
        yield left_open(rule, "submitting", Condition.THROUGH_PARTNER)


def criteria(rule: AdmissibilityRule) -> Iterator[Ground]:
    """What the body weighs: nobody answers that for it."""
    for criterion in rule.criteria:
        yield left_open(rule, "criteria", Condition.CRITERION, Figures(about=(criterion,)))


def _subjects(question: Question, known: Vocabulary) -> frozenset[Subject]:
    """What was chosen, and what the violations say by themselves."""
    found = set(question.subjects)
    for code in question.violations:
        violation = known.violation_types[code]
        if code in _OF_VIOLATION:
            found.add(_OF_VIOLATION[code])
        if violation.group == _LIBERTY:
            found.add(Subject.DETENTION)
        if violation.group in _OF_PERSONS:
            found.add(Subject.INDIVIDUAL_CASE)
    return frozenset(found)
