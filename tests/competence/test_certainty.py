"""Doubt is carried through: from the rule and from the facts it is applied to, to the answer."""

import datetime as dt
from dataclasses import replace

import pytest

from liaison import competence
from liaison.competence import Answer, Asker, Procedure, Question, Remedies, Subject, Verdict
from liaison.vocabulary import AdmissibilityRule, Certainty, Evidence, Vocabulary
from liaison.vocabulary.terms.admissibility import FactEvidence
from tests.competence.asking import KNOWN, ask, with_rule

SEEN, DOUBTED = Certainty.SEEN, Certainty.TO_BE_CHECKED


def rapporteur(country: str = "KEN", known: Vocabulary = KNOWN) -> Answer:
    """The UN Special Rapporteur on a case of which all is known."""
    return ask(
        "un-srhrd.communication",
        country,
        known,
        facts="2026-05-01",
        subjects=frozenset({Subject.INDIVIDUAL_CASE}),
        asker=Asker.PERSON_CONCERNED,
    )


def test_a_rule_and_facts_that_were_seen_give_a_sure_answer() -> None:
    answer = rapporteur()
    assert (answer.verdict, answer.certainty) == (Verdict.COMPETENT, SEEN)


def test_a_doubtful_membership_makes_the_answer_doubtful() -> None:
    """That Palestine is an observer is general knowledge, that Kenya is a member was counted."""
    answer = rapporteur("PSE")
    assert (answer.verdict, answer.certainty) == (Verdict.COMPETENT, DOUBTED)
    (doubted,) = [ground for ground in answer.grounds if ground.certainty is DOUBTED]
    assert [one.certainty for one in doubted.evidence] == [SEEN, DOUBTED]


def test_a_doubtful_article_makes_the_answer_doubtful() -> None:
    doubt = FactEvidence("", Evidence("general knowledge", DOUBTED))
    known = with_rule(
        "un-srhrd.communication",
        lambda rule: replace(rule, facts={**rule.facts, "consent": doubt}),
    )
    answer = rapporteur(known=known)
    assert (answer.verdict, answer.certainty) == (Verdict.COMPETENT, DOUBTED)


def test_doubt_about_what_was_not_asked_changes_nothing() -> None:
    """Which texts are left out is doubtful, and decides nothing here."""
    rule = KNOWN.admissibility_rules["un-srhrd.communication"]
    assert rule.known("exclusions").evidence.certainty is DOUBTED
    assert rapporteur().certainty is SEEN


def test_a_bar_is_as_sure_as_its_surest_reason() -> None:
    russia = ask("coe-commhr.information", "RUS", facts="2024-01-01")
    assert (russia.verdict, russia.certainty) == (Verdict.BARRED, SEEN)
    never = ask("coe-commhr.information", "KEN", facts="2024-01-01")
    assert (never.verdict, never.certainty) == (Verdict.BARRED, DOUBTED)  # the list is not checked
    both = ask(
        "iachr.petition",
        "KEN",
        facts="2024-01-01",
        remedies=Remedies.NOT_EXHAUSTED,
        pending=frozenset({Procedure.UN_TREATY_BODY}),
    )
    assert [reason.certainty for reason in both.reasons] == [DOUBTED, SEEN, SEEN]
    assert both.certainty is SEEN


@pytest.mark.parametrize("rule", list(KNOWN.admissibility_rules.values()))
def test_every_ground_names_its_sources_and_when_they_were_compared(
    rule: AdmissibilityRule,
) -> None:
    for country in ("KEN", "FRA", "PER", "RUS"):
        for ground in ask(rule.code, country).grounds:
            assert all(one.source and one.checked == "never" for one in ground.evidence)
            assert ground.checked == "never"


def test_the_article_goes_along_where_it_is_known() -> None:
    answer = ask("ecthr.application", "FRA", remedies=Remedies.NOT_EXHAUSTED)
    (reason,) = answer.reasons
    assert reason.basis == "European Convention, art. 35(1)"
    assert "www.ris.bka.gv.at" in reason.evidence[0].source


def test_the_day_of_comparison_is_the_oldest() -> None:
    checked = replace(
        KNOWN,
        memberships=tuple(
            replace(row, evidence=replace(row.evidence, checked="2026-10-02"))
            for row in KNOWN.memberships
        ),
        admissibility_rules={
            code: replace(
                rule,
                facts={},
                evidence=replace(rule.evidence, checked="2026-10-05"),
            )
            for code, rule in KNOWN.admissibility_rules.items()
        },
    )
    answer = next(
        one
        for one in competence.assess(
            Question(country="FRA", asked_on=dt.date(2026, 11, 27)), checked
        )
        if one.rule.code == "coe-commhr.information"
    )
    assert [ground.checked for ground in answer.grounds] == [
        "2026-10-02",
        "2026-10-05",
        "2026-10-05",
    ]
