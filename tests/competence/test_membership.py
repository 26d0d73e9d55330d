"""Memberships with gaps, with parts of dates, and what a rule says of States that left."""

from dataclasses import replace

import pytest

from liaison.competence import Asker, Subject
from liaison.vocabulary import Certainty, Evidence, Membership, Vocabulary
from tests.competence.asking import ask, codes, with_memberships, with_rule

_EVIDENCE = Evidence("an invented list", Certainty.SEEN)


def member(since: str, until: str = "", country: str = "FRA", status: str = "member") -> Membership:
    return Membership("coe", country, status, since, until, _EVIDENCE, "")


def commissioner(known: Vocabulary, facts: str | None) -> tuple[str, set[str]]:
    """The verdict of a rule that looks at the day of the question, and its codes."""
    answer = ask(
        "coe-commhr.information",
        "FRA",
        known,
        facts=facts,
        asker=Asker.PERSON_CONCERNED,
        subjects=frozenset({Subject.INDIVIDUAL_CASE}),
    )
    return answer.verdict.value, set.union(*codes(answer))


def court(known: Vocabulary, facts: str | None) -> set[str]:
    """The codes of a rule that looks at the day of the facts."""
    return set.union(*codes(ask("ecthr.application", "FRA", known, facts=facts)))


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ("1949-01-01", "facts_go_on"),
        ("1969-12-11", "member_at_the_facts"),
        ("1970-06-12", "member_at_the_facts"),  # the day of the exit, six months on
        ("1971-01-01", "facts_go_on"),
        ("1974-11-28", "member_at_the_facts"),
        ("1970", "member_at_the_facts"),
    ],
)
def test_a_state_that_left_and_came_back(facts: str, code: str) -> None:
    known = with_memberships(member("1949-08-09", "1969-12-12"), member("1974-11-28"))
    assert code in court(known, facts)


def test_whoever_is_a_member_again_is_one_whatever_the_gap() -> None:
    known = with_memberships(member("1949-08-09", "1969-12-12"), member("1974-11-28"))
    assert commissioner(known, "1971-01-01") == (
        "competent",
        {"member_now", "remedies_not_needed"},
    )


@pytest.mark.parametrize(
    ("until", "facts", "verdict"),
    [
        ("2020", "2019-12-31", "competent_if"),
        ("2020", "2020-06-01", "competent_if"),
        ("2020", "2021-01-01", "barred"),
        ("2020-03", "2020-03-31", "competent_if"),
        ("2020-03", "2020-04-01", "barred"),
    ],
)
def test_an_exit_of_which_only_a_part_is_known(until: str, facts: str, verdict: str) -> None:
    known = with_memberships(member("1990", until))
    assert commissioner(known, facts)[0] == verdict


@pytest.mark.parametrize(("since", "facts"), [("1990", "1990-06-01"), ("1990-03", "1990")])
def test_a_beginning_of_which_only_a_part_is_known(since: str, facts: str) -> None:
    answer = ask("ecthr.application", "FRA", with_memberships(member(since)), facts=facts)
    assert "member_at_the_facts" in codes(answer)[1]


@pytest.mark.parametrize(
    ("facts", "outcome"), [("2022-09-15", "met"), ("2022-09-16", "open"), ("2022-09-17", "failed")]
)
def test_the_day_of_an_exit_belongs_to_neither_side(facts: str, outcome: str) -> None:
    grounds = ask("ecthr.application", "RUS", facts=facts).grounds
    codes = {"member_at_the_facts", "not_a_member_at_the_facts"}
    assert [ground.outcome for ground in grounds if ground.code in codes] == [outcome]


def test_an_announced_exit_is_none_yet() -> None:
    known = with_memberships(member("1990-01-01", "2027-06-30"))
    assert commissioner(known, "2026-05-01")[0] == "competent"
    assert "earlier_facts_count" not in court(known, "2026-05-01")


@pytest.mark.parametrize(
    ("earlier_facts", "met", "way"),
    [(True, True, False), (False, False, True), (None, False, False)],
)
def test_what_a_rule_says_of_facts_before_the_exit(
    earlier_facts: bool | None, met: bool, way: bool
) -> None:
    for code, known_code in (
        ("coe-commhr.information", "earlier_facts_count"),
        ("ecthr.application", "earlier_facts_count"),
    ):
        known = with_rule(
            code,
            lambda rule: replace(rule, states=replace(rule.states, earlier_facts=earlier_facts)),
        )
        answer = ask(code, "RUS", known, facts="2020-01-01")
        is_met, is_open, is_barred = codes(answer)
        assert (known_code in is_met) == met
        assert ("earlier_facts_lost" in is_barred) == way
        assert (known_code in is_open) == (not met and not way)


def test_observers_count_where_the_rule_says_so() -> None:
    known = with_memberships(member("1990-01-01", status="observer"))
    assert commissioner(known, "2026-05-01")[0] == "barred"
    rules = dict(known.admissibility_rules)
    rule = rules["coe-commhr.information"]
    rules[rule.code] = replace(rule, states=replace(rule.states, observers=True))
    assert commissioner(replace(known, admissibility_rules=rules), "2026-05-01")[0] == "competent"
