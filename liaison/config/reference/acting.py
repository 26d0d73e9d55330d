"""Pieces of docs/reference/vocabulary.md: who may act, protection, meetings, working groups."""

from collections.abc import Iterator

from liaison.config.reference import markdown
from liaison.vocabulary import AdmissibilityRule, Certainty, Vocabulary
from liaison.vocabulary.terms.admissibility import Reach, TimeLimit

NOT_ENTERED = "not yet entered"
_ANSWERS = {True: "yes", False: "no", None: NOT_ENTERED}


def pieces(terms: Vocabulary) -> Iterator[str]:
    """The sections, each with its heading."""
    yield "## Who may act"
    yield _rules(terms)
    yield "## Measures of protection"
    yield _measures(terms)
    yield "## Meetings of the mechanisms"
    yield _meetings(terms)
    yield "## Working groups"
    yield _groups(terms)


def _rules(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            rule.nature.replace("_", " "),
            _states(rule),
            _ANSWERS[rule.exhaustion],
            ", ".join(map(_time_limit, rule.time_limits)),
            rule.other_procedures.duplication.replace("_", " ") or NOT_ENTERED,
            _certainty(rule),
            rule.evidence.checked,
        )
        for code, rule in terms.admissibility_rules.items()
    ]
    columns = (
        "rule",
        "leads to",
        "reaches",
        "remedies first",
        "time limit",
        "same matter elsewhere",
        "certainty",
        "last compared",
    )
    return markdown.table(columns, rows)


def _states(rule: AdmissibilityRule) -> str:
    states = rule.states
    organisation = markdown.code(states.organisation)
    reached = {
        Reach.MEMBERS: f"members of {organisation}",
        Reach.OUTSIDE: f"all but members of {organisation}",
        Reach.CLAUSE: "States that accepted a clause",
        Reach.WORLD: "all the world",
    }[states.reach]
    further = (("also", states.also), ("less", states.excluded), ("claimed", states.asserted))
    return "; ".join([reached, *(f"{word} {' '.join(some)}" for word, some in further if some)])


def _time_limit(limit: TimeLimit) -> str:
    if limit.months is None:
        return "reasonable"
    since = f" from {limit.since}" if limit.since else ""
    until = f" to {limit.until}" if limit.until else ""
    return f"{limit.months} months{since}{until}"


def _certainty(rule: AdmissibilityRule) -> str:
    """That of the rule, and the fields that are known otherwise."""
    other = [
        name
        for name, fact in rule.facts.items()
        if fact.evidence.certainty is not rule.evidence.certainty
    ]
    at_large = rule.evidence.certainty
    if not other:
        return at_large.value
    otherwise = Certainty.TO_BE_CHECKED if at_large is Certainty.SEEN else Certainty.SEEN
    return f"{at_large}; {otherwise}: {', '.join(other)}"


def _measures(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            one.kind.replace("_", " "),
            " ".join(map(markdown.code, one.providers)),
            " ".join(one.criteria) or NOT_ENTERED,
            "" if one.cap_eur is None else f"EUR {one.cap_eur:,}",
            " ".join(one.languages) or NOT_ENTERED,
            one.evidence.certainty.value,
        )
        for code, one in terms.protection_measures.items()
    ]
    columns = ("code", "name", "kind", "given by", "criteria", "at most", "languages", "certainty")
    return markdown.table(columns, rows)


def _meetings(terms: Vocabulary) -> str:
    rows = [
        (
            one.number,
            one.number_certainty.value,
            " to ".join(dict.fromkeys(filter(None, (one.since, one.until)))),
            one.date_certainty.value,
            one.place,
            "; ".join(one.themes),
        )
        for one in terms.inter_mechanism_meetings.values()
    ]
    return markdown.table(("number", "certainty", "when", "certainty", "where", "themes"), rows)


def _groups(terms: Vocabulary) -> str:
    rows = [
        (
            markdown.code(code),
            one.names["en"],
            one.scope,
            " ".join(one.languages),
            ", ".join(one.members) or NOT_ENTERED,
            one.evidence.certainty.value,
        )
        for code, one in terms.working_groups.items()
    ]
    return markdown.table(("code", "name", "scope", "languages", "members", "certainty"), rows)
