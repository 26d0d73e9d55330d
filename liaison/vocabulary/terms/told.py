"""What mechanisms do, what becomes of a matter, and laws and practices that bear on many."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActivityType:
    """What a mechanism does or what takes place: a visit, a session, a hearing."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ActivityStatus:
    """How an activity stands: planned, postponed, done."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What followed for a person or a matter. `valence`: "+", "-" or "0" for a defender."""

    code: str
    names: Mapping[str, str]
    valence: str


@dataclass(frozen=True, slots=True)
class StructuralMatter:
    """A kind of law, practice or campaign that bears on many defenders at once."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StructuralStage:
    """How far a law has come; of what is no law, what it is."""

    code: str
    names: Mapping[str, str]
