"""The terms of the vocabulary, as values: a module a topic."""

from liaison.vocabulary.terms.admissibility import AdmissibilityRule
from liaison.vocabulary.terms.coordination import GroupResult, InterMechanismMeeting, WorkingGroup
from liaison.vocabulary.terms.documents import DocumentKind, PatternExample, ReferencePattern, Scope
from liaison.vocabulary.terms.evidence import About, Certainty, Evidence, Label
from liaison.vocabulary.terms.instruments import (
    ADDRESSEES,
    FORCES,
    ArticleSummary,
    Instrument,
    Provision,
    ProvisionRelation,
    Stands,
)
from liaison.vocabulary.terms.languages import (
    DateWord,
    DateWordKind,
    Language,
    LanguageMarks,
    MonthName,
)
from liaison.vocabulary.terms.matters import (
    DefenderType,
    PerpetratorType,
    Right,
    Theme,
    UprIssue,
    Urgency,
    ViolationType,
)
from liaison.vocabulary.terms.mechanisms import Holder, MandateText, Mechanism, WorkingMethod
from liaison.vocabulary.terms.places import (
    Country,
    CountryName,
    FormerCode,
    Membership,
    Nationality,
    Organisation,
    PlaceKind,
    Places,
    Trap,
)
from liaison.vocabulary.terms.protection import MeasureKind, ProtectionMeasure
from liaison.vocabulary.terms.told import (
    ActivityStatus,
    ActivityType,
    Outcome,
    StructuralMatter,
    StructuralStage,
)
from liaison.vocabulary.terms.whole import Term, Vocabulary
from liaison.vocabulary.terms.wordings import Wording

__all__ = [
    "ADDRESSEES",
    "FORCES",
    "About",
    "ActivityStatus",
    "ActivityType",
    "AdmissibilityRule",
    "ArticleSummary",
    "Certainty",
    "Country",
    "CountryName",
    "DateWord",
    "DateWordKind",
    "DefenderType",
    "DocumentKind",
    "Evidence",
    "FormerCode",
    "GroupResult",
    "Holder",
    "Instrument",
    "InterMechanismMeeting",
    "Label",
    "Language",
    "LanguageMarks",
    "MandateText",
    "MeasureKind",
    "Mechanism",
    "Membership",
    "MonthName",
    "Nationality",
    "Organisation",
    "Outcome",
    "PatternExample",
    "PerpetratorType",
    "PlaceKind",
    "Places",
    "ProtectionMeasure",
    "Provision",
    "ProvisionRelation",
    "ReferencePattern",
    "Right",
    "Scope",
    "Stands",
    "StructuralMatter",
    "StructuralStage",
    "Term",
    "Theme",
    "Trap",
    "UprIssue",
    "Urgency",
    "ViolationType",
    "Vocabulary",
    "Wording",
    "WorkingGroup",
    "WorkingMethod",
]
