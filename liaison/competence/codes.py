"""All closed choices and codes in one place, for whoever puts words to them.

What a rule itself may say (channels, subjects, procedures, criteria) stands beside the rules, in
`liaison.vocabulary.terms.admissibility`; a ground names those in `figures.about`.
"""

from enum import StrEnum


class Verdict(StrEnum):
    """What the rules say of a case."""

    COMPETENT = "competent"  # nothing that is asked for is missing or open
    COMPETENT_IF = "competent_if"  # if what is still open turns out so
    BARRED = "barred"  # one thing at least stands in the way


class Asker(StrEnum):
    """Who asks. Only the person concerned can be taken to consent."""

    PERSON_CONCERNED = "person_concerned"
    RELATIVE_OR_LAWYER = "relative_or_lawyer"
    ORGANISATION = "organisation"


class Remedies(StrEnum):
    """Whether the remedies of the country were used up before."""

    EXHAUSTED = "exhausted"
    NOT_EXHAUSTED = "not_exhausted"
    NOT_NEEDED = "not_needed"  # the asker holds that there is none, or none that works or ends
    UNKNOWN = "unknown"


class Condition(StrEnum):
    """What must be so: met by what is known, or open."""

    WORLDWIDE = "worldwide"
    """The body acts in all countries (`states.reach` of the rule)."""

    COVERED_BY_NAME = "covered_by_name"
    """The body covers the State although it is no member (`states.also`)."""

    MEMBER_NOW = "member_now"
    """The State is a member of `organisation` on the day of the question (memberships)."""

    MEMBER_AT_THE_FACTS = "member_at_the_facts"
    """The State was bound when it happened: treaties do not bind for earlier facts (Vienna
    Convention on the Law of Treaties, art. 28). Open where the day, or since when the State is a
    member, is not known."""

    FACTS_GO_ON = "facts_go_on"
    """It happened before the State was bound and would have to go on after (Vienna Convention on
    the Law of Treaties, art. 28)."""

    EARLIER_FACTS_COUNT = "earlier_facts_count"
    """The State has left since, and what happened before can still be brought: European Convention
    on Human Rights, art. 58(2). Open where a rule does not say (`states.earlier_facts`)."""

    COMPETENCE_ASSERTED = "competence_asserted"
    """The State left or contests, and the body holds that it stays competent
    (`states.asserted`)."""

    STATE_OF_THE_TERRITORY = "state_of_the_territory"
    """It is a territory, and the State that answers for it would have to be bound for it too;
    `about` names that State where one is known."""

    CLAUSE_ACCEPTED = "clause_accepted"
    """The State accepted an optional clause; which did is not entered (`states.reach`)."""

    OUTSIDE_THE_ORGANISATION = "outside_the_organisation"
    """The State is no member of `organisation`, which acts in other countries: European Union
    Guidelines on Human Rights Defenders."""

    REMEDIES_NOT_NEEDED = "remedies_not_needed"
    """The rule asks for no exhaustion of remedies (`exhaustion`)."""

    REMEDIES_EXHAUSTED = "remedies_exhausted"
    """Remedies were used up (`exhaustion`): art. 35(1) European Convention, art. 56(5) African
    Charter, art. 31 Rules of Procedure of the Inter-American Commission."""

    REMEDIES_EXCEPTION = "remedies_exception"
    """The body has to agree that there was no remedy to use (as for REMEDIES_EXHAUSTED)."""

    WITHIN_TIME_LIMIT = "within_time_limit"
    """It is brought within `months` of the final ruling, by `last_day` (`time_limits`)."""

    WITHIN_REASONABLE_TIME = "within_reasonable_time"
    """It is brought within a reasonable time: African Charter, art. 56(6)."""

    OTHER_PROCEDURES_ALLOWED = "other_procedures_allowed"
    """The same matter elsewhere does not matter (`other_procedures`); `about` names procedures
    that are exempt."""

    NOT_BEFORE_ANOTHER_BODY = "not_before_another_body"
    """The same matter is not, and was not, before another body: art. 35(2)(b) European Convention,
    art. 33 Rules of Procedure of the Inter-American Commission. Open for procedures of which the
    rule says nothing."""

    NOT_SETTLED_ELSEWHERE = "not_settled_elsewhere"
    """The same matter was not settled elsewhere: African Charter, art. 56(7)."""

    SUBJECT = "subject"
    """It is about what the body is for (`subjects`)."""

    PERSON_AFFECTED = "person_affected"
    """A person or organisation is affected itself: European Convention, art. 34
    (`takes_laws`)."""

    CONSENT = "consent"
    """The person concerned agrees, as `about` says (`consent`)."""

    THROUGH_PARTNER = "through_partner"
    """A partner of the body submits it (`submitting.by`)."""

    CRITERION = "criterion"
    """The body finds what `about` says (`criteria`): art. 25 Rules of Procedure of the
    Inter-American Commission, and others."""

    RULE_NOT_ENTERED = "rule_not_entered"
    """What the rule says of `about`, a field of it, nobody has entered yet."""


class Reason(StrEnum):
    """What stands in the way."""

    NO_PROCEDURE = "no_procedure"
    """There is no way to submit a case (`nature`)."""

    NEVER_A_MEMBER = "never_a_member"
    """The State was never a member of `organisation` (memberships)."""

    NOT_A_MEMBER_AT_THE_FACTS = "not_a_member_at_the_facts"
    """The State had left, `until` that day, before it happened (memberships; `months` more where
    the rule says so, European Convention on Human Rights, art. 58)."""

    EARLIER_FACTS_LOST = "earlier_facts_lost"
    """The State has left, and what happened before can no longer be brought
    (`states.earlier_facts`)."""

    NOT_BOUND = "not_bound"
    """A member that is not bound by the treaty that the body applies (`states.excluded`)."""

    INSIDE_THE_ORGANISATION = "inside_the_organisation"
    """The State is a member of `organisation`, which acts in other countries."""

    REMEDIES_NOT_EXHAUSTED = "remedies_not_exhausted"
    """Remedies are to be used up first: it stands in the way for now (`exhaustion`)."""

    TIME_LIMIT_PASSED = "time_limit_passed"
    """The `months` after the final ruling ended on `last_day` (`time_limits`)."""

    BEFORE_ANOTHER_BODY = "before_another_body"
    """The same matter is before the body that `about` names, or was (`other_procedures`)."""
