"""Who can act on a case, on which conditions, and why not: rules over facts and dates.

It informs and does not advise. It says codes and figures, each with the text of its rule, where
that was read, how surely and when it was last compared; words are the business of pages. What
nobody has entered, or the question leaves open, is a condition and never a yes.

    for answer in competence.assess(Question(country="KEN", asked_on=today)):
        answer.verdict, answer.conditions, answer.reasons, answer.certainty
"""

from liaison.competence.answer import Answer, Figures, Ground, Outcome
from liaison.competence.assessing import assess, without_rule
from liaison.competence.codes import Asker, Condition, Reason, Remedies, Verdict
from liaison.competence.question import Question, UnknownChoice
from liaison.vocabulary.terms.admissibility import Procedure, Subject

__all__ = [
    "Answer",
    "Asker",
    "Condition",
    "Figures",
    "Ground",
    "Outcome",
    "Procedure",
    "Question",
    "Reason",
    "Remedies",
    "Subject",
    "UnknownChoice",
    "Verdict",
    "assess",
    "without_rule",
]
