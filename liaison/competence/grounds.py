"""How a ground is made: what a rule says of one field, applied."""

from liaison.competence.answer import Figures, Ground, Outcome
from liaison.competence.codes import Condition, Reason
from liaison.vocabulary import AdmissibilityRule, Evidence

_NO_FIGURES = Figures()


def met(
    rule: AdmissibilityRule,
    field: str,
    code: Condition,
    figures: Figures = _NO_FIGURES,
    also: tuple[Evidence, ...] = (),
) -> Ground:
    """A condition that what is known meets. `also`: evidence of facts beside the rule."""
    return _ground(rule, field, code, Outcome.MET, figures, also)


def left_open(
    rule: AdmissibilityRule,
    field: str,
    code: Condition,
    figures: Figures = _NO_FIGURES,
    also: tuple[Evidence, ...] = (),
) -> Ground:
    """A condition that is open."""
    return _ground(rule, field, code, Outcome.OPEN, figures, also)


def failed(
    rule: AdmissibilityRule,
    field: str,
    code: Reason,
    figures: Figures = _NO_FIGURES,
    also: tuple[Evidence, ...] = (),
) -> Ground:
    """A reason that stands in the way."""
    return _ground(rule, field, code, Outcome.FAILED, figures, also)


def not_entered(rule: AdmissibilityRule, field: str) -> Ground:
    """The rule may ask for something; nobody has entered what."""
    return left_open(rule, field, Condition.RULE_NOT_ENTERED, Figures(about=(field,)))


def _ground(
    rule: AdmissibilityRule,
    field: str,
    code: Condition | Reason,
    outcome: Outcome,
    figures: Figures,
    also: tuple[Evidence, ...],
) -> Ground:
    known = rule.known(field)
    return Ground(code, outcome, known.basis, (known.evidence, *also), figures)
