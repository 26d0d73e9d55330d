"""What is done to defenders, by whom, who they are, and which of their rights that touches."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """How soon something has to be done, unless a person says otherwise."""

    HOURS = "A"
    DAYS = "B"
    WEEKS = "C"


@dataclass(frozen=True, slots=True)
class ViolationType:
    """What is done to a defender.

    `sdg_16_10_1`: the category of indicator 16.10.1 of the Sustainable Development Goals that
    counts it, or ""; `huridocs`: codes of HURIDOCS micro-thesaurus 4; `rights`: codes of rights.
    """

    code: str
    group: str
    names: Mapping[str, str]
    sdg_16_10_1: str
    huridocs: tuple[str, ...]
    urgency: Urgency
    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DefenderType:
    """Who a defender is, or whom they defend."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PerpetratorType:
    """Who does something to a defender. `parent` is a code of the same list, or ""."""

    code: str
    parent: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class UprIssue:
    """An issue that recommendations of the Universal Periodic Review are filed under."""

    code: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """What a document is about, in the field of those who defend human rights.

    `rights`: codes of the rights of defenders that it touches; `upr_issues`: codes of the issues
    that a recommendation on it is filed under.
    """

    code: str
    names: Mapping[str, str]
    rights: tuple[str, ...]
    upr_issues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Right:
    """A right of defenders.

    `articles`: of the Declaration in A/RES/53/144, such as "9(1)"; `commentary`: sections of the
    Commentary to that Declaration, 2011.
    """

    code: str
    names: Mapping[str, str]
    articles: tuple[str, ...]
    commentary: tuple[str, ...]
