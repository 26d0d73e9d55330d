"""What protects a defender, and on which terms it is had."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from liaison.vocabulary.terms.admissibility import Criterion
from liaison.vocabulary.terms.evidence import Evidence


class MeasureKind(StrEnum):
    """What a measure of protection is."""

    PUBLIC_OR_PRIVATE = "public_or_private"
    CONFIDENTIAL_THEN_PUBLIC = "confidential_then_public"
    PUBLIC = "public"
    PRIVATE = "private"
    LEGAL = "legal"
    VISIT = "visit"
    MATERIAL = "material"
    RELOCATION = "relocation"
    SECURITY = "security"
    PREVENTION = "prevention"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class ProtectionMeasure:
    """A measure of protection. What is empty or None is not entered yet.

    `providers`: codes of mechanisms and organisations that are known to give it; `others`: who
    else, in words. `cap_eur`: the most that is paid; `months`: how long it lasts on average, from
    and to. `languages`: codes of those in which it can be asked for; `channel`: how.
    """

    code: str
    kind: MeasureKind
    names: Mapping[str, str]
    providers: tuple[str, ...]
    others: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    cap_eur: int | None
    months: tuple[int, int] | None
    languages: tuple[str, ...]
    channel: str
    evidence: Evidence
    note: str
