"""Instruments that protect human rights defenders, and what their provisions are about."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison.vocabulary.terms.evidence import Evidence

# How far an instrument binds.
FORCES = (
    "binding",
    "political commitment",
    "soft",
    "guidelines",
    "interpretation",
    "report",
    "civil society standard",
    "draft",
)


@dataclass(frozen=True, slots=True)
class Provision:
    """A part of an instrument by its label (`art. 9(1)`), and the rights that it is about."""

    label: str
    rights: tuple[str, ...]  # codes of rights.csv


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, declaration, resolution or set of guidelines.

    `symbol` is the reference under which it is cited; `adopted` and `in_force` are ISO 8601 partial
    dates, or "". The evidence is that of the entry and of how it is cut into provisions.
    """

    code: str
    symbol: str
    names: Mapping[str, str]
    system: str
    adopted: str
    in_force: str
    force: str
    provisions: tuple[Provision, ...]
    evidence: Evidence
