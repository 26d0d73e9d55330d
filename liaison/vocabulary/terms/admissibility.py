"""Who may act on a case, by which channel and on which conditions.

`None`, an empty text and an empty list say that nobody has entered the fact yet, never "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from liaison.vocabulary.terms.evidence import Evidence


class Nature(StrEnum):
    """What a channel leads to; which questions are asked of a case follows from it."""

    COMPLAINT = "complaint"  # a decision on a complaint: conditions of admissibility apply
    URGENT_MEASURE = "urgent_measure"  # a measure against harm to come, without a decision
    ACTION = "action"  # letters, appeals, inquiries, alerts: the body chooses whether to act
    HELP = "help"  # grants and the like, for a person
    NONE = "none"  # there is no way to submit a case


class Channel(StrEnum):
    """By which way a case comes to a body."""

    COMMUNICATION = "communication"
    REGULAR_PROCEDURE = "regular_procedure"
    URGENT_APPEAL = "urgent_appeal"
    INDIVIDUAL_COMMUNICATION = "individual_communication"
    LETTER_OF_APPEAL = "letter_of_appeal"
    PROVISIONAL_MEASURES = "provisional_measures"
    PRECAUTIONARY_MEASURES = "precautionary_measures"
    PETITION = "petition"
    APPLICATION = "application"
    INFORMATION = "information"
    REPORT_OF_REPRISALS = "report_of_reprisals"
    ALERT = "alert"
    MISSION = "mission"  # a delegation or an embassy
    COMPLAINT = "complaint"
    EMERGENCY_GRANT = "emergency_grant"
    APPEAL = "appeal"
    NONE = "none"


class Reach(StrEnum):
    """Which States a channel reaches."""

    MEMBERS = "members"  # of the organisation named
    OUTSIDE = "outside"  # States that are not members of the organisation named
    CLAUSE = "clause"  # States that accepted an optional clause; who did is not entered
    WORLD = "world"


class Procedure(StrEnum):
    """Where else the same matter may be pending."""

    UN_SPECIAL_PROCEDURE = "un_special_procedure"
    UN_DETENTION_GROUP = "un_detention_group"  # the regular procedure, which ends in an opinion
    UN_COMPLAINT_PROCEDURE = "un_complaint_procedure"  # of the Human Rights Council, once "1503"
    UN_TREATY_BODY = "un_treaty_body"
    AFRICAN_COMMISSION = "african_commission"
    INTER_AMERICAN_COMMISSION = "inter_american_commission"
    EUROPEAN_COURT = "european_court"
    ANOTHER = "another"


class Duplication(StrEnum):
    """Whether the same matter before another body stands in the way."""

    NO_BAR = "no_bar"
    PENDING = "pending"  # while it is pending there, or once it was examined
    SETTLED = "settled"  # once it was settled there
    PARTIAL = "partial"  # in some cases, which are not entered
    NOT_ENTERED = ""


class Subject(StrEnum):
    """What a case is about, where a rule asks."""

    INDIVIDUAL_CASE = "individual_case"  # something was done to somebody
    LAW = "law"  # a law or policy
    REPRISAL = "reprisal"  # for cooperation with an international body
    ENVIRONMENT = "environment"
    JOURNALIST = "journalist"
    JUSTICE_OPERATOR = "justice_operator"
    DETENTION = "detention"


class Criterion(StrEnum):
    """What a body weighs before it acts, and nobody else can answer for it."""

    GRAVITY = "gravity"
    URGENCY = "urgency"
    IRREPARABLE_HARM = "irreparable_harm"
    SEVERITY = "severity"
    CAUSALITY = "causality"  # between the cooperation and what was done
    DEFENDER_OF_THE_DECLARATION = "defender_of_the_declaration"
    RISK_FOR_THE_WORK = "risk_for_the_work"
    URGENT_NEED = "urgent_need"
    NO_OTHER_SUPPORT = "no_other_support"
    WELL_FOUNDED = "well_founded"  # not manifestly without ground
    SIGNIFICANT_DISADVANTAGE = "significant_disadvantage"  # or respect for human rights asks for it


class Consent(StrEnum):
    """What the person concerned has to say to it."""

    EXPECTED = "expected"
    EXPRESS = "express"  # or a reason why it could not be had
    CONSULTED = "consulted"  # before the body acts, and told what came of it
    NOT_ENTERED = ""


class Submitter(StrEnum):
    """Who may submit."""

    PERSON_CONCERNED = "person_concerned"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"
    ORGANISATION = "organisation"
    GROUP = "group"
    ANYONE = "anyone"
    STATE = "state"
    NATIONAL_INSTITUTION = "national_institution"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    SECRETARIAT = "secretariat"
    PARTNER = "partner"  # organisations that the body has named its partners


class Information(StrEnum):
    """What a submission has to say at least."""

    VICTIM = "victim"
    PERPETRATOR = "perpetrator"
    SOURCE = "source"  # who submits
    DATE = "date"
    PLACE = "place"
    DESCRIPTION = "description"


class Exclusion(StrEnum):
    """What is not taken up."""

    ABUSIVE_LANGUAGE = "abusive_language"
    POLITICAL_MOTIVATION = "political_motivation"
    MASS_MEDIA_ONLY = "mass_media_only"
    INCOMPATIBLE = "incompatible"  # with the treaty that the body applies
    VAGUE = "vague"
    MISLEADING = "misleading"
    UNSUBSTANTIATED = "unsubstantiated"


class PublicFrom(StrEnum):
    """When what was sent becomes public."""

    REPLY_TIME = "reply_time"  # when the State's time to reply is over
    AT_ONCE = "at_once"
    NOT_ENTERED = ""


@dataclass(frozen=True, slots=True)
class States:
    """Which States a channel reaches.

    `also`: reached although they are no members; `excluded`: members that are not bound;
    `asserted`: States that left or contest, over which the body says that it stays competent. All
    ISO 3166-1 alpha-3. `observers`: whether an observer counts as a member.
    `months_after_exit`: how long a State stays bound after it left; `earlier_facts`: whether facts
    from before the exit can still be brought afterwards.
    """

    reach: Reach
    organisation: str = ""
    observers: bool = False
    also: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    asserted: tuple[str, ...] = ()
    months_after_exit: int = 0
    earlier_facts: bool | None = None


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long after the final ruling a complaint may be brought.

    `months` is None for "within a reasonable time". It holds for rulings from `since` to `until`,
    both days included (ISO 8601), or "".
    """

    months: int | None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class OtherProcedures:
    """What the same matter before another body does; neither list knows of the rest."""

    duplication: Duplication = Duplication.NOT_ENTERED
    bars: tuple[Procedure, ...] = ()
    exempt: tuple[Procedure, ...] = ()


@dataclass(frozen=True, slots=True)
class Submitting:
    """Who submits, what it must hold, where to.

    `anonymous`: whether a source without a name is heard; `source_confidential`: whether the name
    of the source is kept from the State; `identity_withheld`: whether that of the person concerned
    can be. `languages`: codes of languages.csv.
    """

    by: tuple[Submitter, ...] = ()
    information: tuple[Information, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    anonymous: bool | None = None
    source_confidential: bool | None = None
    identity_withheld: bool | None = None
    languages: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What follows a submission, and when it becomes public.

    Times in days and hours. `law_public`: of letters about a law. `names_redacted`: whether the
    public version can be without names.
    """

    reply_days: int | None = None
    extension_days: int | None = None
    state_report_days: int | None = None
    case_public: PublicFrom = PublicFrom.NOT_ENTERED
    law_public: PublicFrom = PublicFrom.NOT_ENTERED
    law_public_hours: int | None = None
    names_redacted: bool | None = None
    reasoned_since: str = ""  # ISO 8601: since when decisions are reasoned resolutions
    prejudges: bool | None = None


@dataclass(frozen=True, slots=True)
class FactEvidence:
    """Where one fact of a rule stands: the article, and where it was read."""

    basis: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class AdmissibilityRule:
    """How one body takes up cases by one channel.

    `body` is a code of mechanisms.yaml, or of organisations.csv for a body without a mandate of its
    own for defenders. `takes_laws`: whether a law or policy is taken up without a person concerned.
    `facts` gives by name of a field what is known of it apart from the rest.
    """

    code: str
    body: str
    channel: Channel
    nature: Nature
    names: Mapping[str, str]
    states: States
    basis: str
    evidence: Evidence
    exhaustion: bool | None = None
    time_limits: tuple[TimeLimit, ...] = ()
    other_procedures: OtherProcedures = field(default_factory=OtherProcedures)
    subjects: tuple[Subject, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    takes_laws: bool | None = None
    consent: Consent = Consent.NOT_ENTERED
    collective: bool | None = None
    interim_measures: bool | None = None
    prior_petition: bool | None = None
    submitting: Submitting = field(default_factory=Submitting)
    afterwards: Afterwards = field(default_factory=Afterwards)
    facts: Mapping[str, FactEvidence] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def known(self, fact: str) -> FactEvidence:
        """How `fact`, the name of a field, is known: by itself, or as the rule at large."""
        return self.facts.get(fact) or FactEvidence(self.basis, self.evidence)


# What of a rule may be known apart from the rest: its fields, those of its parts, and the States
# that a body claims, and what becomes of a State that left.
FACTS = frozenset(
    {one.name for part in (AdmissibilityRule, Submitting, Afterwards) for one in fields(part)}
    | {"asserted", "after_exit"}
) - {"code", "body", "channel", "names", "basis", "evidence", "facts", "notes"}
