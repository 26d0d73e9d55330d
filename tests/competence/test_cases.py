"""One case a rule: what is asked, and what the rule makes of it."""

import datetime as dt
from typing import Any

import pytest

from liaison.competence import Asker, Procedure, Remedies, Subject, UnknownChoice, Verdict
from tests.competence.asking import KNOWN, RECENT, RULES, ask, codes

ALL = frozenset(Procedure)
NOWHERE: frozenset[Procedure] = frozenset()
CASE = frozenset({Subject.INDIVIDUAL_CASE})


# -- dated memberships


@pytest.mark.parametrize(
    ("rule", "country", "facts", "verdict", "code"),
    [
        # Council of Europe: Russia left on 16 March 2022
        ("coe-commhr.information", "RUS", "2022-03-15", "competent_if", "earlier_facts_count"),
        ("coe-commhr.information", "RUS", "2022-03-16", "competent_if", "member_at_the_facts"),
        ("coe-commhr.information", "RUS", "2022-03-17", "barred", "not_a_member_at_the_facts"),
        ("coe-commhr.information", "RUS", "2022-03", "competent_if", "member_at_the_facts"),
        ("coe-commhr.information", "RUS", "2022", "competent_if", "member_at_the_facts"),
        ("coe-commhr.information", "RUS", None, "competent_if", "member_at_the_facts"),
        ("coe-commhr.information", "FRA", "2022-03-17", "competent", "member_now"),
        ("coe-commhr.information", "FRA", None, "competent_if", "member_at_the_facts"),
        ("coe-commhr.information", "USA", "2022-03-17", "barred", "never_a_member"),
        ("coe-commhr.information", "USA", None, "barred", "never_a_member"),
        ("coe-commhr.information", "BLR", None, "barred", "never_a_member"),
        # European Convention, art. 58: bound for six months more
        ("ecthr.application", "RUS", "2022-03-17", "competent_if", "earlier_facts_count"),
        ("ecthr.application", "RUS", "2022-09-15", "competent_if", "earlier_facts_count"),
        ("ecthr.application", "RUS", "2022-09-16", "competent_if", "member_at_the_facts"),
        ("ecthr.application", "RUS", "2022-09-17", "barred", "not_a_member_at_the_facts"),
        ("ecthr.application", "RUS", "1995-05-01", "competent_if", "facts_go_on"),
        ("ecthr.application", "FRA", "2025-05-01", "competent_if", "member_at_the_facts"),
        ("ecthr.application", "KEN", "2025-05-01", "barred", "never_a_member"),
        # the platform for journalists covers two States by name
        ("coe-soj.alert", "RUS", "2024-05-01", "competent_if", "covered_by_name"),
        ("coe-soj.alert", "BLR", None, "competent_if", "covered_by_name"),
        ("coe-soj.alert", "KAZ", "2024-05-01", "barred", "never_a_member"),
        # European Union: acts outside; the United Kingdom left on 31 January 2020
        ("eu-hrd.mission", "GBR", "2020-02-01", "competent", "outside_the_organisation"),
        ("eu-hrd.mission", "GBR", "2020-01-31", "competent_if", "outside_the_organisation"),
        ("eu-hrd.mission", "GBR", "2019-06", "competent_if", "outside_the_organisation"),
        ("eu-hrd.mission", "GBR", None, "competent_if", "outside_the_organisation"),
        ("eu-hrd.mission", "FRA", "2020-02-01", "barred", "inside_the_organisation"),
        ("eu-hrd.mission", "FRA", None, "barred", "inside_the_organisation"),
        ("eu-hrd.mission", "KEN", "2020-02-01", "competent", "outside_the_organisation"),
        # OAS: Nicaragua left on 19 November 2023, and the Commission holds that it stays competent
        ("iachr.petition", "NIC", "2022-05-01", "competent_if", "competence_asserted"),
        ("iachr.petition", "NIC", "2024-05-01", "competent_if", "competence_asserted"),
        ("iachr.petition", "VEN", "2024-05-01", "competent_if", "competence_asserted"),
        ("iachr.petition", "ESP", "2024-05-01", "barred", "never_a_member"),
        # Aarhus: Belarus withdrew with effect of 24 October 2022
        ("aarhus-sr.complaint", "BLR", "2022-10-23", "competent_if", "earlier_facts_count"),
        ("aarhus-sr.complaint", "BLR", "2022-10-25", "barred", "not_a_member_at_the_facts"),
        ("aarhus-sr.complaint", "BLR", None, "competent_if", "earlier_facts_count"),
        ("aarhus-sr.complaint", "RUS", "2022-10-23", "barred", "never_a_member"),
        # African Charter: Morocco is a member of the Union and no party
        ("achpr.communication", "MAR", "2025-05-01", "barred", "not_bound"),
        ("achpr-srhrd.letter_of_appeal", "MAR", None, "barred", "not_bound"),
        ("achpr.provisional_measures", "MAR", "2025-05-01", "barred", "not_bound"),
        ("achpr-srhrd.letter_of_appeal", "KEN", "2025-05-01", "competent_if", "member_now"),
        # United Nations: observers count for the Special Rapporteur alone
        ("un-srhrd.communication", "PSE", "2025-05-01", "competent", "member_now"),
        ("un-srhrd.communication", "VAT", "2025-05-01", "competent", "member_now"),
        ("un-wgad.urgent_appeal", "VAT", "2025-05-01", "barred", "never_a_member"),
        # territories: open through the State that answers for them, barred where that is none
        ("ecthr.application", "GRL", "2025-05-01", "competent_if", "state_of_the_territory"),
        ("ecthr.application", "HKG", "2025-05-01", "barred", "never_a_member"),
        ("un-srhrd.communication", "HKG", "2025-05-01", "competent_if", "state_of_the_territory"),
        ("un-srhrd.communication", "XKX", "2025-05-01", "competent_if", "state_of_the_territory"),
        ("eu-hrd.mission", "GUF", "2025-05-01", "competent_if", "state_of_the_territory"),
        ("eu-hrd.mission", "HKG", "2025-05-01", "competent", "outside_the_organisation"),
        # no list of States, or all of them
        ("un-tb.individual_communication", "KEN", "2025-05-01", "competent_if", "clause_accepted"),
        ("observatory.appeal", "MMR", None, "competent", "worldwide"),
        # no way to submit a case
        ("asean-aichr.none", "MMR", "2025-05-01", "barred", "no_procedure"),
        ("asean-aichr.none", "FRA", None, "barred", "no_procedure"),
    ],
)
def test_a_state_counts_by_its_dates(
    rule: str, country: str, facts: str | None, verdict: str, code: str
) -> None:
    answer = ask(
        rule,
        country,
        facts=facts,
        asker=Asker.PERSON_CONCERNED,
        subjects=CASE,
        pending=NOWHERE,
        remedies=Remedies.EXHAUSTED,
        final_ruling=RECENT,
    )
    assert answer.verdict == verdict
    assert code in set.union(*codes(answer))


def test_the_figures_of_a_membership_go_along() -> None:
    (reason,) = ask(
        "ecthr.application", "RUS", facts="2023-01-01", remedies=Remedies.EXHAUSTED
    ).reasons
    figures = reason.figures
    assert (figures.organisation, figures.since, figures.until) == (
        "coe",
        "1996-02-28",
        "2022-03-16",
    )
    assert figures.months == 6
    (territory,) = ask("un-srhrd.communication", "GRL", asker=Asker.PERSON_CONCERNED).conditions
    assert territory.figures.about == ("DNK",)


# -- what was tried before


@pytest.mark.parametrize(
    ("rule", "country", "remedies", "outcome", "code"),
    [
        ("ecthr.application", "FRA", Remedies.EXHAUSTED, "met", "remedies_exhausted"),
        ("ecthr.application", "FRA", Remedies.NOT_EXHAUSTED, "failed", "remedies_not_exhausted"),
        ("ecthr.application", "FRA", Remedies.NOT_NEEDED, "open", "remedies_exception"),
        ("ecthr.application", "FRA", Remedies.UNKNOWN, "open", "remedies_exhausted"),
        ("iachr.petition", "PER", Remedies.NOT_EXHAUSTED, "failed", "remedies_not_exhausted"),
        ("achpr.communication", "KEN", Remedies.NOT_EXHAUSTED, "failed", "remedies_not_exhausted"),
        ("un-tb.individual_communication", "KEN", Remedies.UNKNOWN, "open", "remedies_exhausted"),
        ("un-srhrd.communication", "KEN", Remedies.NOT_EXHAUSTED, "met", "remedies_not_needed"),
        ("aarhus-sr.complaint", "FRA", Remedies.NOT_EXHAUSTED, "met", "remedies_not_needed"),
        (
            "iachr-rhrd.precautionary_measures",
            "PER",
            Remedies.NOT_EXHAUSTED,
            "met",
            "remedies_not_needed",
        ),
        ("achpr.provisional_measures", "KEN", Remedies.EXHAUSTED, "open", "rule_not_entered"),
    ],
)
def test_remedies(rule: str, country: str, remedies: Remedies, outcome: str, code: str) -> None:
    grounds = ask(rule, country, remedies=remedies).grounds
    assert [
        (ground.outcome, ground.code)
        for ground in grounds
        if "remedies" in ground.code or ground.figures.about == ("exhaustion",)
    ] == [(outcome, code)]


@pytest.mark.parametrize(
    ("rule", "pending", "outcome", "code"),
    [
        ("ecthr.application", NOWHERE, "met", "not_before_another_body"),
        ("ecthr.application", None, "open", "not_before_another_body"),
        ("ecthr.application", {Procedure.UN_TREATY_BODY}, "failed", "before_another_body"),
        # whether a communication of a special procedure counts there is not entered
        ("ecthr.application", {Procedure.UN_SPECIAL_PROCEDURE}, "open", "not_before_another_body"),
        ("ecthr.application", {Procedure.UN_DETENTION_GROUP}, "open", "not_before_another_body"),
        ("iachr.petition", {Procedure.UN_TREATY_BODY}, "failed", "before_another_body"),
        # special procedures and the "1503" procedure are exempt
        ("iachr.petition", {Procedure.UN_SPECIAL_PROCEDURE}, "met", "other_procedures_allowed"),
        ("iachr.petition", {Procedure.UN_COMPLAINT_PROCEDURE}, "met", "other_procedures_allowed"),
        (
            "un-tb.individual_communication",
            {Procedure.UN_SPECIAL_PROCEDURE},
            "met",
            "other_procedures_allowed",
        ),
        (
            "un-tb.individual_communication",
            {Procedure.EUROPEAN_COURT},
            "failed",
            "before_another_body",
        ),
        # African Charter, art. 56(7): what was settled bars, what is pending does not
        ("achpr.communication", {Procedure.UN_TREATY_BODY}, "open", "not_settled_elsewhere"),
        ("achpr.communication", NOWHERE, "met", "not_before_another_body"),
        (
            "un-wgad.regular_procedure",
            {Procedure.EUROPEAN_COURT},
            "open",
            "not_before_another_body",
        ),
        ("un-srhrd.communication", ALL, "met", "other_procedures_allowed"),
        ("achpr-srhrd.letter_of_appeal", ALL, "met", "other_procedures_allowed"),
        ("iachr-rhrd.precautionary_measures", ALL, "met", "other_procedures_allowed"),
        ("achpr.provisional_measures", None, "open", "rule_not_entered"),
        ("achpr.provisional_measures", NOWHERE, "met", "not_before_another_body"),
    ],
)
def test_the_same_matter_elsewhere(
    rule: str, pending: set[Procedure] | None, outcome: str, code: str
) -> None:
    said = None if pending is None else frozenset(pending)
    grounds = ask(rule, "KEN", pending=said).grounds
    names = {"before_another_body", "other_procedures_allowed"} | {
        "not_before_another_body",
        "not_settled_elsewhere",
    }
    assert [
        (ground.outcome, ground.code)
        for ground in grounds
        if ground.code in names or ground.figures.about == ("other_procedures",)
    ] == [(outcome, code)]


def test_each_procedure_is_named() -> None:
    pending = frozenset({Procedure.UN_TREATY_BODY, Procedure.UN_SPECIAL_PROCEDURE})
    answer = ask("iachr.petition", "PER", pending=pending)
    assert [reason.figures.about for reason in answer.reasons] == [("un_treaty_body",)]
    assert ("un_special_procedure",) in [ground.figures.about for ground in answer.met]


# -- what it is about, and who asks


@pytest.mark.parametrize(
    ("rule", "country", "said", "outcome", "code"),
    [
        ("aarhus-sr.complaint", "FRA", {"subjects": {Subject.ENVIRONMENT}}, "met", "subject"),
        ("aarhus-sr.complaint", "FRA", {"subjects": {Subject.JOURNALIST}}, "open", "subject"),
        ("aarhus-sr.complaint", "FRA", {}, "open", "subject"),
        ("coe-soj.alert", "FRA", {"subjects": {Subject.JOURNALIST}}, "met", "subject"),
        (
            "coe-sg-reprisals.report_of_reprisals",
            "FRA",
            {"violations": {"reprisal_cooperation"}},
            "met",
            "subject",
        ),
        (
            "un-wgad.urgent_appeal",
            "KEN",
            {"violations": {"incommunicado_detention"}},
            "met",
            "subject",
        ),
        ("un-wgad.urgent_appeal", "KEN", {"violations": {"killing"}}, "open", "subject"),
        # a law, and nobody to whom it was applied
        ("ecthr.application", "FRA", {"subjects": {Subject.LAW}}, "open", "person_affected"),
        (
            "ecthr.application",
            "FRA",
            {"violations": {"restrictive_law"}},
            "open",
            "person_affected",
        ),
        (
            "ecthr.application",
            "FRA",
            {"subjects": {Subject.LAW, Subject.ENVIRONMENT}},
            "open",
            "person_affected",
        ),
        ("coe-commhr.information", "FRA", {"subjects": {Subject.LAW}}, "open", "rule_not_entered"),
        ("un-srhrd.communication", "KEN", {"asker": Asker.PERSON_CONCERNED}, "met", "consent"),
        ("un-srhrd.communication", "KEN", {"asker": Asker.ORGANISATION}, "open", "consent"),
        ("un-srhrd.communication", "KEN", {"asker": Asker.RELATIVE_OR_LAWYER}, "open", "consent"),
        ("un-srhrd.communication", "KEN", {}, "open", "consent"),
        ("eu-hrd.mission", "KEN", {"asker": Asker.ORGANISATION}, "open", "consent"),
        ("coe-soj.alert", "FRA", {"asker": Asker.ORGANISATION}, "open", "through_partner"),
        ("eu-protectdefenders.emergency_grant", "KEN", {}, "open", "criterion"),
    ],
)
def test_subject_and_asker(
    rule: str, country: str, said: dict[str, Any], outcome: str, code: str
) -> None:
    said = {
        name: frozenset(value) if isinstance(value, set) else value for name, value in said.items()
    }
    grounds = ask(rule, country, **said).grounds
    assert outcome in {ground.outcome for ground in grounds if ground.code == code}


def test_a_law_alone_is_taken_up_by_the_special_rapporteur() -> None:
    answer = ask(
        "un-srhrd.communication",
        "KEN",
        facts="2025-05-01",
        subjects=frozenset({Subject.LAW}),
        asker=Asker.PERSON_CONCERNED,
    )
    assert answer.verdict is Verdict.COMPETENT


def test_what_a_body_weighs_is_always_open() -> None:
    answer = ask(
        "iachr-rhrd.precautionary_measures",
        "PER",
        facts="2025-05-01",
        subjects=CASE,
        asker=Asker.PERSON_CONCERNED,
        pending=NOWHERE,
        remedies=Remedies.EXHAUSTED,
    )
    assert answer.verdict is Verdict.COMPETENT_IF
    assert [ground.figures.about for ground in answer.conditions] == [
        ("gravity",),
        ("urgency",),
        ("irreparable_harm",),
    ]


# -- the choices themselves


def test_every_rule_has_an_answer_in_the_order_of_the_file() -> None:
    from liaison import competence

    question = competence.Question(country="KEN", asked_on=dt.date(2026, 11, 27))
    assert [one.rule.code for one in competence.assess(question)] == list(RULES)


@pytest.mark.parametrize("said", [{"country": "ken"}, {"violations": frozenset({"unkindness"})}])
def test_an_unknown_choice_is_refused(said: dict[str, Any]) -> None:
    from liaison import competence

    question = competence.Question(**{"country": "KEN", "asked_on": dt.date(2026, 11, 27), **said})
    with pytest.raises(UnknownChoice):
        competence.assess(question)


def test_mechanisms_without_a_rule_are_known() -> None:
    from liaison import competence

    missing = competence.without_rule(KNOWN)
    assert "un-reprisals" in missing
    assert "un-srhrd" not in missing
