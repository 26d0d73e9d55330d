"""How mechanisms work with each other: their meetings, and groups beside them."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison.vocabulary.terms.evidence import Certainty, Evidence


@dataclass(frozen=True, slots=True)
class InterMechanismMeeting:
    """A meeting of the mechanisms, without who said what (Chatham House Rule).

    `since` and `until` are ISO 8601 partial dates, or ""; `number` is how its conveners count it,
    or "". Both have a certainty of their own. Themes and conclusions are in English.
    """

    code: str
    names: Mapping[str, str]
    number: str
    number_certainty: Certainty
    since: str
    until: str
    date_certainty: Certainty
    place: str
    organisers: tuple[str, ...]
    hosts: tuple[str, ...]
    themes: tuple[str, ...]
    conclusions: tuple[str, ...]
    evidence: Evidence
    note: str


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What came of the aims of a group."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """A working group on human rights defenders. An empty field is not entered yet.

    `mechanism` is its code of mechanisms.yaml, or ""; `addressees` are those that get its results.
    """

    code: str
    names: Mapping[str, str]
    parent: str
    mechanism: str
    theme: str
    scope: str
    aims: tuple[str, ...]
    coordinator: str
    members: tuple[str, ...]
    observers: tuple[str, ...]
    languages: tuple[str, ...]
    established: str
    duration: str
    expected_results: tuple[str, ...]
    addressees: tuple[str, ...]
    results: tuple[GroupResult, ...]
    evidence: Evidence
