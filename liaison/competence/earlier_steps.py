"""What was tried before: the remedies of the country, and other international bodies."""

from collections.abc import Iterator

from liaison.competence.answer import Figures, Ground
from liaison.competence.codes import Condition, Reason, Remedies
from liaison.competence.grounds import failed, left_open, met, not_entered
from liaison.competence.question import Question
from liaison.vocabulary import AdmissibilityRule
from liaison.vocabulary.terms.admissibility import Duplication, Nature

_STRICT = (Nature.COMPLAINT, Nature.URGENT_MEASURE)  # there, silence of a rule is no permission


def remedies(question: Question, rule: AdmissibilityRule) -> Iterator[Ground]:
    """The ground that remedies give."""
    field = "exhaustion"
    if rule.exhaustion is None:
        if rule.nature in _STRICT:
            yield not_entered(rule, field)
        return
    if not rule.exhaustion:
        yield met(rule, field, Condition.REMEDIES_NOT_NEEDED)
        return
    match question.remedies:
        case Remedies.EXHAUSTED:
            yield met(rule, field, Condition.REMEDIES_EXHAUSTED)
        case Remedies.NOT_EXHAUSTED:
            yield failed(rule, field, Reason.REMEDIES_NOT_EXHAUSTED)
        case Remedies.NOT_NEEDED:
            yield left_open(rule, field, Condition.REMEDIES_EXCEPTION)
        case Remedies.UNKNOWN:
            yield left_open(rule, field, Condition.REMEDIES_EXHAUSTED)


def procedures(question: Question, rule: AdmissibilityRule) -> Iterator[Ground]:
    """The grounds that the same matter before other bodies gives."""
    field = "other_procedures"
    duplication = rule.other_procedures.duplication
    if duplication is Duplication.NOT_ENTERED and rule.nature not in _STRICT:
        return
    if duplication is Duplication.NO_BAR:
        yield met(rule, field, Condition.OTHER_PROCEDURES_ALLOWED)
    elif question.pending is not None and not question.pending:
        yield met(rule, field, Condition.NOT_BEFORE_ANOTHER_BODY)
    elif duplication is Duplication.NOT_ENTERED:
        yield not_entered(rule, field)
    elif duplication is Duplication.PENDING and question.pending is not None:
        yield from _each(question, rule)
    else:
        code = (
            Condition.NOT_SETTLED_ELSEWHERE
            if duplication is Duplication.SETTLED
            else Condition.NOT_BEFORE_ANOTHER_BODY
        )
        yield left_open(rule, field, code, Figures(about=tuple(sorted(question.pending or ()))))


def _each(question: Question, rule: AdmissibilityRule) -> Iterator[Ground]:
    field = "other_procedures"
    for procedure in sorted(question.pending or ()):
        figures = Figures(about=(procedure,))
        if procedure in rule.other_procedures.bars:
            yield failed(rule, field, Reason.BEFORE_ANOTHER_BODY, figures)
        elif procedure in rule.other_procedures.exempt:
            yield met(rule, field, Condition.OTHER_PROCEDURES_ALLOWED, figures)
        else:
            yield left_open(rule, field, Condition.NOT_BEFORE_ANOTHER_BODY, figures)
