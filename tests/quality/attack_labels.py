"""What the annotation of articles about attacks on defenders says, in the vocabulary's codes."""

from typing import Any

from liaison.vocabulary import load

# The labels of the annotation as SDG indicator 16.10.1 names them.
_VIOLATIONS = {
    "arbitrary detention": "arbitrary_detention",
    "killing": "killing",
    "torture": "torture",
    "kidnapping": "kidnapping",
    "enforced disappearance": "enforced_disappearance",
    "other": "other_harmful_act",
}
_PERPETRATORS = {
    "state actor": ["state"],
    "other state actors": ["foreign_state"],
    "other actors with permissions": ["paramilitary", "private_security"],
    "other actors without permissions": [
        "armed_opposition",
        "de_facto_authority",
        "extremist_group",
        "organised_crime",
        "unknown",
    ],
    "regional orgs": ["intergovernmental"],
    "other non-state actors": ["*"],
}
_DEFENDERS = {
    "journalist": ["journalist", "blogger"],
    "trade unionist": ["trade_unionist"],
    "human rights defender": ["*"],
}


def labels(truth: dict[str, Any]) -> dict[str, list[str]]:
    """The labels of one article, for each question that its annotation settles."""
    expected: dict[str, list[str]] = {}
    violations = [_VIOLATIONS[name] for name in truth["violation_types"] if name in _VIOLATIONS]
    if violations or truth["violation_types"] == ["unknown"]:
        expected["violation"] = violations
    if not truth["perpetrator_mention"]:
        expected["perpetrator"] = []
    elif truth["perpetrator_type"] in _PERPETRATORS:
        expected["perpetrator"] = [truth["perpetrator_type"]]
    victims = {kind for victim in truth["victims"] for kind in victim["victim_type"]}
    if known := sorted(victims & _DEFENDERS.keys()):
        expected["defender"] = known
    return expected


def classes() -> dict[str, dict[str, list[str]]]:
    """The labels of the annotation, with the codes of the vocabulary that each covers.

    Violations by the category of SDG indicator 16.10.1 that counts them, which the annotation
    follows too; what it does not count is "other". Of actors, those whom nobody knows are taken
    for acting without the State's permission, as the annotation does with unknown gunmen.
    """
    known = load()
    violations: dict[str, list[str]] = {"other_harmful_act": ["*"]}
    for code, one in known.violation_types.items():
        violations.setdefault(one.sdg_16_10_1 or "other_harmful_act", []).append(code)
    state = [code for code, one in known.perpetrator_types.items() if one.parent == "state"]
    state.remove("foreign_state")
    return {
        "violation": violations,
        "perpetrator": {**_PERPETRATORS, "state actor": ["state", *state]},
        "defender": dict(_DEFENDERS),
    }
