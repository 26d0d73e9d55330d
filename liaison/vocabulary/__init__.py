"""Countries, memberships, mechanisms, references, kinds of documents, languages: facts as data.

The files lie in `data/`; `data/about.yaml` says where each comes from and how sure it is. Add
a term by adding a row, then run `liaison vocabulary check`.
"""

from liaison.vocabulary.changes import Change, ChangedTerm, changes, fingerprint
from liaison.vocabulary.checking import Problem, problems
from liaison.vocabulary.loading import load
from liaison.vocabulary.terms import (
    About,
    Certainty,
    Country,
    CountryName,
    DefenderType,
    DocumentKind,
    Evidence,
    Label,
    Language,
    LanguageMarks,
    Mechanism,
    Membership,
    MonthName,
    Nationality,
    Organisation,
    PerpetratorType,
    PlaceKind,
    Places,
    ReferencePattern,
    Right,
    Scope,
    Trap,
    ViolationType,
    Vocabulary,
    Wording,
)
from liaison.vocabulary.update_chain import Chain, chain

__all__ = [
    "About",
    "Certainty",
    "Chain",
    "Change",
    "ChangedTerm",
    "Country",
    "CountryName",
    "DefenderType",
    "DocumentKind",
    "Evidence",
    "Label",
    "Language",
    "LanguageMarks",
    "Mechanism",
    "Membership",
    "MonthName",
    "Nationality",
    "Organisation",
    "PerpetratorType",
    "PlaceKind",
    "Places",
    "Problem",
    "ReferencePattern",
    "Right",
    "Scope",
    "Trap",
    "ViolationType",
    "Vocabulary",
    "Wording",
    "chain",
    "changes",
    "fingerprint",
    "load",
    "problems",
]
