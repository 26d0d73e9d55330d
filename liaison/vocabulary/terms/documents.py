"""Kinds of documents and the references they bear."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document. `begins` and `holds`: cue words for titles, by language.

    `refines`: words by which the heading of a decision or resolution says that it is this kind.
    """

    code: str
    parent: str
    names: Mapping[str, str]
    begins: Mapping[str, tuple[str, ...]]
    holds: Mapping[str, tuple[str, ...]]
    refines: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PatternExample:
    """A reference as it was seen, and the key it must come to."""

    text: str
    key: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What must be near before a pattern's matches are believed: any one of these."""

    mechanisms: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferencePattern:
    """A form of reference, as data/reference_patterns.yaml explains it field by field."""

    id: str
    issuer: str
    anchors: tuple[str, ...]
    regex: str
    reach: int = 0
    case: bool = False
    key: str = ""
    spelling: Mapping[str, str] = field(default_factory=dict)
    symbol: bool = False
    kind: str = ""
    about: str = ""
    iso3: str = ""
    classes: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | None = None
    scope_without: str = ""
    examples: tuple[PatternExample, ...] = ()
