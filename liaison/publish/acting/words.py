"""What is said of the closed codes of rules and questions, in the language of the page."""

from collections.abc import Callable, Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.competence import Asker, Procedure, Remedies, Subject
from liaison.index.protocol import Facet
from liaison.publish import labels
from liaison.vocabulary.terms.admissibility import (
    Consent,
    Criterion,
    Exclusion,
    Information,
    Nature,
    Submitter,
)

Naming = Callable[[str], str]


def naming(parameter: str) -> Naming:
    """What names the values of a parameter of the guide."""
    named: Mapping[str, Naming] = {
        "about": subject,
        "violation": violation,
        "asker": asker,
        "pending": pending,
        "remedies": remedies,
    }
    return named.get(parameter, str)


def subject(code: str) -> str:
    """What a case is about."""
    return {
        Subject.INDIVIDUAL_CASE.value: _("something was done to a person or an organisation"),
        Subject.LAW.value: _("a law or policy"),
        Subject.REPRISAL.value: _("a reprisal for cooperation with an international body"),
        Subject.ENVIRONMENT.value: _("an environmental defender"),
        Subject.JOURNALIST.value: _("a journalist"),
        Subject.JUSTICE_OPERATOR.value: _("a lawyer, judge or prosecutor"),
        Subject.DETENTION.value: _("detention"),
    }.get(code, code)


def violation(code: str) -> str:
    """What happened."""
    return labels.of(Facet.VIOLATION, code, get_language() or "en").text


def asker(code: str) -> str:
    """Who asks."""
    return {
        Asker.PERSON_CONCERNED.value: _("the person concerned"),
        Asker.RELATIVE_OR_LAWYER.value: _("a relative or a lawyer"),
        Asker.ORGANISATION.value: _("an organisation"),
    }.get(code, code)


def pending(code: str) -> str:
    """Where the same matter is, or was."""
    return {
        "none": _("nowhere else"),
        Procedure.UN_SPECIAL_PROCEDURE.value: _("UN special procedures (letters and appeals)"),
        Procedure.UN_DETENTION_GROUP.value: _(
            "UN Working Group on Arbitrary Detention, regular procedure"
        ),
        Procedure.UN_COMPLAINT_PROCEDURE.value: _(
            "complaint procedure of the UN Human Rights Council"
        ),
        Procedure.UN_TREATY_BODY.value: _("a UN treaty body"),
        Procedure.AFRICAN_COMMISSION.value: _("African Commission"),
        Procedure.INTER_AMERICAN_COMMISSION.value: _("Inter-American Commission"),
        Procedure.EUROPEAN_COURT.value: _("European Court of Human Rights"),
        Procedure.ANOTHER.value: _("another international body"),
    }.get(code, code)


def remedies(code: str) -> str:
    """Whether the remedies of the country were used up."""
    return {
        Remedies.EXHAUSTED.value: _("yes, they were used up"),
        Remedies.NOT_EXHAUSTED.value: _("no, not yet"),
        Remedies.NOT_NEEDED.value: _("there is none, or none that works or ends"),
        Remedies.UNKNOWN.value: _("not known"),
    }.get(code, code)


def nature(code: Nature) -> str:
    """What a channel leads to."""
    return {
        Nature.COMPLAINT: _("Leads to a decision on a complaint."),
        Nature.URGENT_MEASURE: _("Leads to a measure against harm to come, without a decision."),
        Nature.ACTION: _(
            "Leads to letters, appeals or inquiries: the body chooses whether to act."
        ),
        Nature.HELP: _("Leads to help for a person."),
        Nature.NONE: _("There is no way to submit a case."),
    }[code]


def criterion(code: str) -> str:
    """What a body weighs, as something that it finds."""
    return {
        Criterion.GRAVITY.value: _("The body finds that it is grave."),
        Criterion.URGENCY.value: _("The body finds that it is urgent."),
        Criterion.IRREPARABLE_HARM.value: _("The body finds that the harm could not be repaired."),
        Criterion.SEVERITY.value: _("The body finds that it is severe."),
        Criterion.CAUSALITY.value: _("The body finds that it was done because of the cooperation."),
        Criterion.DEFENDER_OF_THE_DECLARATION.value: _(
            "The body finds that the person is a defender as the UN Declaration says it."
        ),
        Criterion.RISK_FOR_THE_WORK.value: _(
            "The body finds that the risk comes from the work for human rights."
        ),
        Criterion.URGENT_NEED.value: _("The body finds that the need is urgent."),
        Criterion.NO_OTHER_SUPPORT.value: _("The body finds that there is no other support."),
        Criterion.WELL_FOUNDED.value: _("The body finds that it is not manifestly without ground."),
        Criterion.SIGNIFICANT_DISADVANTAGE.value: _(
            "The body finds a significant disadvantage, or that human rights ask for it."
        ),
    }.get(code, code)


def consent(code: str) -> str:
    """What the person concerned has to say to it."""
    return {
        Consent.EXPECTED.value: _("The person concerned agrees: this is expected."),
        Consent.EXPRESS.value: _(
            "The person concerned agrees expressly, or it is said why that could not be had."
        ),
        Consent.CONSULTED.value: _("The person concerned is consulted before the body acts."),
    }.get(code, code)


def submitter(code: Submitter) -> str:
    """Who may submit."""
    return {
        Submitter.PERSON_CONCERNED: _("the person concerned"),
        Submitter.RELATIVE: _("relatives"),
        Submitter.REPRESENTATIVE: _("representatives"),
        Submitter.ORGANISATION: _("organisations"),
        Submitter.GROUP: _("groups of persons"),
        Submitter.ANYONE: _("anyone"),
        Submitter.STATE: _("States"),
        Submitter.NATIONAL_INSTITUTION: _("national human rights institutions"),
        Submitter.INTERNATIONAL_ORGANISATION: _("international organisations"),
        Submitter.SECRETARIAT: _("the secretariat"),
        Submitter.PARTNER: _("partner organisations of the body"),
    }[code]


def information(code: Information) -> str:
    """What a submission has to say at least."""
    return {
        Information.VICTIM: _("who was harmed"),
        Information.PERPETRATOR: _("by whom"),
        Information.SOURCE: _("who submits it"),
        Information.DATE: _("when"),
        Information.PLACE: _("where"),
        Information.DESCRIPTION: _("what happened"),
    }[code]


def exclusion(code: Exclusion) -> str:
    """What is not taken up."""
    return {
        Exclusion.ABUSIVE_LANGUAGE: _("abusive language"),
        Exclusion.POLITICAL_MOTIVATION: _("political motivation"),
        Exclusion.MASS_MEDIA_ONLY: _("what rests on mass media alone"),
        Exclusion.INCOMPATIBLE: _("what does not fit the treaty"),
        Exclusion.VAGUE: _("what is vague"),
        Exclusion.MISLEADING: _("what misleads"),
        Exclusion.UNSUBSTANTIATED: _("what nothing supports"),
    }[code]


def field(code: str) -> str:
    """A part of a rule that is not entered."""
    return {
        "exhaustion": _("the remedies of the country"),
        "time_limits": _("the time limit"),
        "other_procedures": _("the same matter before other bodies"),
        "takes_laws": _("laws without a person concerned"),
    }.get(code, code)
