"""Who may act and on which conditions, from the entries of admissibility_rules.yaml."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from liaison.vocabulary.files import Entry
from liaison.vocabulary.loading.making import evidence, strings
from liaison.vocabulary.terms import Evidence
from liaison.vocabulary.terms.admissibility import (
    AdmissibilityRule,
    Afterwards,
    Channel,
    Consent,
    Criterion,
    Duplication,
    Exclusion,
    FactEvidence,
    Information,
    Nature,
    OtherProcedures,
    Procedure,
    PublicFrom,
    Reach,
    States,
    Subject,
    Submitter,
    Submitting,
    TimeLimit,
)

Code = TypeVar("Code", bound=StrEnum)


def rule(entry: Entry) -> AdmissibilityRule:
    """An entry of admissibility_rules.yaml."""
    known = evidence(entry)
    return AdmissibilityRule(
        code=entry["code"],
        body=entry["body"],
        channel=Channel(entry["channel"]),
        nature=Nature(entry["nature"]),
        names=dict(entry["names"]),
        states=_states(entry["states"]),
        basis=entry.get("basis", ""),
        evidence=known,
        exhaustion=entry.get("exhaustion"),
        time_limits=tuple(_time_limit(one) for one in entry.get("time_limits", ())),
        other_procedures=_other_procedures(entry.get("other_procedures", {})),
        subjects=codes(Subject, entry.get("subjects", ())),
        criteria=codes(Criterion, entry.get("criteria", ())),
        takes_laws=entry.get("takes_laws"),
        consent=Consent(entry.get("consent", "")),
        collective=entry.get("collective"),
        interim_measures=entry.get("interim_measures"),
        prior_petition=entry.get("prior_petition"),
        submitting=_submitting(entry.get("submitting", {})),
        afterwards=_afterwards(entry.get("afterwards", {})),
        facts={
            name: _fact(written, entry.get("basis", ""), known)
            for name, written in entry.get("facts", {}).items()
        },
        notes=strings(entry.get("notes", ())),
    )


def codes(kind: type[Code], written: Iterable[object]) -> tuple[Code, ...]:
    """The codes of a YAML list. Raises ValueError for one that is none."""
    return tuple(kind(word) for word in strings(written))


def _states(written: Mapping[str, Any]) -> States:
    return States(
        reach=Reach(written["reach"]),
        organisation=written.get("organisation", ""),
        observers=written.get("observers", False),
        also=strings(written.get("also", ())),
        excluded=strings(written.get("excluded", ())),
        asserted=strings(written.get("asserted", ())),
        months_after_exit=int(written.get("months_after_exit", 0)),
        earlier_facts=written.get("earlier_facts"),
    )


def _time_limit(written: Mapping[str, Any]) -> TimeLimit:
    return TimeLimit(written["months"], written.get("since", ""), written.get("until", ""))


def _other_procedures(written: Mapping[str, Any]) -> OtherProcedures:
    return OtherProcedures(
        Duplication(written.get("duplication", "")),
        codes(Procedure, written.get("bars", ())),
        codes(Procedure, written.get("exempt", ())),
    )


def _submitting(written: Mapping[str, Any]) -> Submitting:
    return Submitting(
        by=codes(Submitter, written.get("by", ())),
        information=codes(Information, written.get("information", ())),
        exclusions=codes(Exclusion, written.get("exclusions", ())),
        anonymous=written.get("anonymous"),
        source_confidential=written.get("source_confidential"),
        identity_withheld=written.get("identity_withheld"),
        languages=strings(written.get("languages", ())),
        address=written.get("address", ""),
    )


def _afterwards(written: Mapping[str, Any]) -> Afterwards:
    return Afterwards(
        reply_days=written.get("reply_days"),
        extension_days=written.get("extension_days"),
        state_report_days=written.get("state_report_days"),
        case_public=PublicFrom(written.get("case_public", "")),
        law_public=PublicFrom(written.get("law_public", "")),
        law_public_hours=written.get("law_public_hours"),
        names_redacted=written.get("names_redacted"),
        reasoned_since=written.get("reasoned_since", ""),
        prejudges=written.get("prejudges"),
    )


def _fact(written: Mapping[str, str], basis: str, known: Evidence) -> FactEvidence:
    """How a single fact is known; what it does not say is as for the rule at large."""
    return FactEvidence(
        written.get("basis", basis),
        evidence(written) if "certainty" in written else known,
    )
