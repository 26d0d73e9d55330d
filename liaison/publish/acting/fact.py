"""One fact of a rule, with how it is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from liaison.vocabulary import AdmissibilityRule, Evidence


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule says of one thing. `said` is empty where nobody has entered it yet."""

    name: str
    said: tuple[str, ...]
    basis: str
    evidence: Evidence


def fact(rule: AdmissibilityRule, field: str, name: str, said: Iterable[str] = ()) -> Fact:
    """What the rule says of `field`, as it is known."""
    known = rule.known(field)
    return Fact(name, tuple(said), known.basis, known.evidence)
