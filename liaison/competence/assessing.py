"""Every rule applied to one question."""

from collections.abc import Iterator

from liaison import vocabulary
from liaison.competence import earlier_steps, matter, standing, time_limits
from liaison.competence.answer import Answer, Ground
from liaison.competence.codes import Reason
from liaison.competence.grounds import failed
from liaison.competence.question import Question
from liaison.vocabulary import AdmissibilityRule, Vocabulary
from liaison.vocabulary.terms.admissibility import Nature


def assess(question: Question, known: Vocabulary | None = None) -> tuple[Answer, ...]:
    """An answer for each rule of the vocabulary, in the order of its file.

    The same question has the same answer for the same vocabulary. Raises UnknownChoice for a
    country or a violation that it does not have.
    """
    facts = vocabulary.load() if known is None else known
    question.refuse_unknown(facts)
    return tuple(
        Answer(rule, tuple(_grounds(question, rule, facts)))
        for rule in facts.admissibility_rules.values()
    )


def without_rule(known: Vocabulary | None = None) -> tuple[str, ...]:
    """The mechanisms of which no rule is entered yet: nothing is said of them, not even no."""
    facts = vocabulary.load() if known is None else known
    ruled = {rule.body for rule in facts.admissibility_rules.values()}
    return tuple(code for code in facts.mechanisms if code not in ruled)


def _grounds(question: Question, rule: AdmissibilityRule, known: Vocabulary) -> Iterator[Ground]:
    if rule.nature is Nature.NONE:
        yield failed(rule, "nature", Reason.NO_PROCEDURE)
    yield from standing.look(question, rule, known)
    if rule.nature is Nature.NONE:
        return
    yield from matter.subject(question, rule, known)
    yield from earlier_steps.remedies(question, rule)
    yield from time_limits.look(question, rule)
    yield from earlier_steps.procedures(question, rule)
    yield from matter.asker(question, rule)
    yield from matter.criteria(rule)
