"""All terms together."""

from collections.abc import Mapping
from dataclasses import dataclass

from liaison.vocabulary.terms.admissibility import AdmissibilityRule
from liaison.vocabulary.terms.coordination import InterMechanismMeeting, WorkingGroup
from liaison.vocabulary.terms.documents import DocumentKind, ReferencePattern
from liaison.vocabulary.terms.evidence import About, Label
from liaison.vocabulary.terms.instruments import ArticleSummary, Instrument, ProvisionRelation
from liaison.vocabulary.terms.languages import DateWord, Language, LanguageMarks, MonthName
from liaison.vocabulary.terms.matters import (
    DefenderType,
    PerpetratorType,
    Right,
    Theme,
    UprIssue,
    ViolationType,
)
from liaison.vocabulary.terms.mechanisms import Mechanism
from liaison.vocabulary.terms.places import (
    Country,
    CountryName,
    FormerCode,
    Membership,
    Nationality,
    Organisation,
    Places,
)
from liaison.vocabulary.terms.protection import ProtectionMeasure
from liaison.vocabulary.terms.told import (
    ActivityStatus,
    ActivityType,
    Outcome,
    StructuralMatter,
    StructuralStage,
)
from liaison.vocabulary.terms.wordings import Wording

Term = (
    Country
    | Organisation
    | Mechanism
    | Instrument
    | ArticleSummary
    | DocumentKind
    | Language
    | ViolationType
    | DefenderType
    | PerpetratorType
    | Right
    | ActivityType
    | ActivityStatus
    | Outcome
    | StructuralMatter
    | StructuralStage
    | Theme
    | UprIssue
    | AdmissibilityRule
    | InterMechanismMeeting
    | ProtectionMeasure
    | WorkingGroup
)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms, by code, in the order of their files. Compared by identity; see `changes`."""

    about: Mapping[str, About]
    countries: Mapping[str, Country]
    country_names: tuple[CountryName, ...]
    former_codes: tuple[FormerCode, ...]
    nationalities: tuple[Nationality, ...]
    places: tuple[Places, ...]
    organisations: Mapping[str, Organisation]
    memberships: tuple[Membership, ...]
    mechanisms: Mapping[str, Mechanism]
    instruments: Mapping[str, Instrument]
    article_summaries: Mapping[str, ArticleSummary]
    provision_relations: Mapping[str, ProvisionRelation]
    reference_patterns: Mapping[str, ReferencePattern]
    document_kinds: Mapping[str, DocumentKind]
    languages: Mapping[str, Language]
    language_marks: Mapping[str, LanguageMarks]
    months: tuple[MonthName, ...]
    date_words: tuple[DateWord, ...]
    violation_types: Mapping[str, ViolationType]
    defender_types: Mapping[str, DefenderType]
    perpetrator_types: Mapping[str, PerpetratorType]
    rights: Mapping[str, Right]
    activity_types: Mapping[str, ActivityType]
    activity_statuses: Mapping[str, ActivityStatus]
    outcomes: Mapping[str, Outcome]
    structural_matters: Mapping[str, StructuralMatter]
    structural_stages: Mapping[str, StructuralStage]
    themes: Mapping[str, Theme]
    upr_issues: Mapping[str, UprIssue]
    admissibility_rules: Mapping[str, AdmissibilityRule]
    inter_mechanism_meetings: Mapping[str, InterMechanismMeeting]
    protection_measures: Mapping[str, ProtectionMeasure]
    working_groups: Mapping[str, WorkingGroup]
    words: Mapping[str, tuple[Wording, ...]]  # by the file's name without its ending

    def label(self, code: str, language: str) -> Label:
        """The name of a country, organisation, mechanism, kind or language, by its code.

        Codes of different lists never meet (alpha-3 codes are upper case, languages two or
        three small letters). Raises KeyError for a code that no list has.
        """
        for file, terms in self._lists():
            if code in terms:
                return self._label(file, terms[code], language)
        raise KeyError(code)

    def label_in(self, file: str, code: str, language: str) -> Label:
        """The name of a term of one file, whose codes other files may use for something else.

        Raises KeyError for a code that the file does not have, and for a file without names.
        """
        lists: Mapping[str, Mapping[str, Term]] = {
            **dict(self._lists()),
            "instruments.yaml": self.instruments,
            "article_summaries.csv": self.article_summaries,
            "violation_types.csv": self.violation_types,
            "defender_types.csv": self.defender_types,
            "perpetrator_types.csv": self.perpetrator_types,
            "rights.csv": self.rights,
            "activity_types.csv": self.activity_types,
            "activity_statuses.csv": self.activity_statuses,
            "outcomes.csv": self.outcomes,
            "structural_matters.csv": self.structural_matters,
            "structural_stages.csv": self.structural_stages,
            "themes.csv": self.themes,
            "upr_issues.csv": self.upr_issues,
            "admissibility_rules.yaml": self.admissibility_rules,
            "inter_mechanism_meetings.csv": self.inter_mechanism_meetings,
            "protection_measures.csv": self.protection_measures,
            "working_groups.yaml": self.working_groups,
        }
        return self._label(file, lists[file][code], language)

    def _label(self, file: str, term: Term, language: str) -> Label:
        reviewed = self.about[file].reviewed
        text = term.names.get(language, "")
        if text:
            return Label(text, language, language in reviewed)
        return Label(term.names["en"], "en", "en" in reviewed, fallback=True)

    def _lists(self) -> tuple[tuple[str, Mapping[str, Term]], ...]:
        return (
            ("countries.csv", self.countries),
            ("document_kinds.yaml", self.document_kinds),
            ("mechanisms.yaml", self.mechanisms),
            ("languages.csv", self.languages),
            ("organisations.csv", self.organisations),
        )
