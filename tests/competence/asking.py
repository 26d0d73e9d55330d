"""Questions as short as a test needs them."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from liaison import competence, vocabulary
from liaison.competence import Answer, Question
from liaison.kernel.partial_date import PartialDate
from liaison.vocabulary import AdmissibilityRule, Membership, Vocabulary

ASKED_ON = dt.date(2026, 11, 27)
RECENT = PartialDate(2026, 9, 14)
KNOWN = vocabulary.load()
RULES = tuple(KNOWN.admissibility_rules)


def ask(rule: str, country: str, known: Vocabulary = KNOWN, **said: Any) -> Answer:
    """The answer of one rule. Dates may be written as ISO 8601."""
    for name in ("facts", "final_ruling"):
        if isinstance(said.get(name), str):
            said[name] = PartialDate.parse(said[name])
    question = Question(country=country, asked_on=said.pop("asked_on", ASKED_ON), **said)
    return next(one for one in competence.assess(question, known) if one.rule.code == rule)


def codes(answer: Answer) -> tuple[set[str], set[str], set[str]]:
    """What is met, open, in the way."""
    return (
        {ground.code.value for ground in answer.met},
        {ground.code.value for ground in answer.conditions},
        {ground.code.value for ground in answer.reasons},
    )


def with_rule(code: str, change: Callable[[AdmissibilityRule], AdmissibilityRule]) -> Vocabulary:
    """The vocabulary with one rule changed."""
    rules = dict(KNOWN.admissibility_rules)
    rules[code] = change(rules[code])
    return replace(KNOWN, admissibility_rules=rules)


def with_memberships(*rows: Membership) -> Vocabulary:
    """The vocabulary with these rows in the place of all others of their organisations."""
    organisations = {row.organisation for row in rows}
    kept = [row for row in KNOWN.memberships if row.organisation not in organisations]
    return replace(KNOWN, memberships=(*kept, *rows))
