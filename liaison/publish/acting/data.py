"""The answers of the guide as programs read them: codes and figures, and each ground in words."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from liaison import competence
from liaison.publish.acting.asked import Asked
from liaison.publish.acting.fact import Fact
from liaison.publish.acting.told import Said, Told
from liaison.publish.api import schema
from liaison.publish.api.mechanisms import evidence


def answer(given: Asked, answers: Iterable[Told]) -> dict[str, Any]:
    """What was chosen, an answer of each rule in the order of the page, and who has no rule yet."""
    question = given.question
    return {
        "informs": "This informs and does not advise. The body decides.",
        "asked_on": str(question.asked_on) if question is not None else None,
        "chosen": {name: list(values) for name, values in given.chosen.items() if values},
        "answers": [_answer(one) for one in answers],
        "not_entered": list(competence.without_rule()),
    }


def _answer(one: Told) -> dict[str, Any]:
    rule = one.rule
    return {
        "rule": rule.code,
        "names": dict(rule.names),
        "body": rule.body,
        "channel": rule.channel.value,
        "nature": rule.nature.value,
        "verdict": one.verdict.value,
        "certainty": one.certainty.value,
        "conditions": [_ground(said) for said in one.conditions],
        "reasons": [_ground(said) for said in one.reasons],
        "met": [_ground(said) for said in one.met],
        "becomes_public": [_fact(fact) for fact in one.public],
        "to_submit": [_fact(fact) for fact in one.submit],
        "notes": list(rule.notes),
        "basis": rule.basis,
        "evidence": evidence(rule.evidence),
    }


def _ground(said: Said) -> dict[str, Any]:
    ground = said.ground
    figures = {
        name: value
        for name, value in dataclasses.asdict(ground.figures).items()
        if value not in ("", (), None)
    }
    return {
        "code": ground.code.value,
        "words": said.words.striptags(),
        "figures": figures,
        "basis": said.basis,
        "certainty": said.certainty.value,
        "checked": ground.checked,
        "evidence": _several(said),
    }


def _several(said: Said) -> list[schema.Evidence]:
    return [evidence(one) for one in said.evidence]


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "name": fact.name,
        "words": list(fact.said),
        "basis": fact.basis,
        "evidence": evidence(fact.evidence) if fact.said else None,
    }
