"""How a case is submitted: by whom, in which language, where to, with what."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaison.publish import labels
from liaison.publish.acting import words
from liaison.publish.acting.fact import Fact, fact
from liaison.publish.acting.grounds import listed
from liaison.vocabulary import AdmissibilityRule
from liaison.vocabulary.terms.admissibility import Nature


def facts(rule: AdmissibilityRule) -> Iterator[Fact]:
    """Who, language and address of every channel, entered or not; the rest where it is."""
    if rule.nature is Nature.NONE:
        return
    submitting, language = rule.submitting, get_language() or "en"
    languages = [labels.language(code, language).text for code in submitting.languages]
    yield fact(
        rule, _known(rule, "by"), _("Who may submit"), _list(map(words.submitter, submitting.by))
    )
    yield fact(rule, _known(rule, "languages"), _("Language"), _list(languages))
    address = [submitting.address] if submitting.address else []
    yield fact(rule, _known(rule, "address"), _("Address"), address)
    yield from _holding(rule)
    yield from _names(rule)
    yield from _more(rule)


def _holding(rule: AdmissibilityRule) -> Iterator[Fact]:
    submitting = rule.submitting
    if submitting.information:
        said = _list(map(words.information, submitting.information))
        yield fact(rule, _known(rule, "information"), _("What it has to say at least"), said)
    if submitting.exclusions:
        said = _list(map(words.exclusion, submitting.exclusions))
        yield fact(rule, _known(rule, "exclusions"), _("What is not taken up"), said)


def _names(rule: AdmissibilityRule) -> Iterator[Fact]:
    """Whose name is told to whom."""
    submitting = rule.submitting
    if submitting.anonymous is not None:
        said = (
            _("A source without a name is heard.")
            if submitting.anonymous
            else _("A source without a name is not heard.")
        )
        yield fact(rule, _known(rule, "anonymous"), _("Without a name"), [said])
    if submitting.source_confidential:
        said = _("It is kept from the State.")
        yield fact(rule, _known(rule, "source_confidential"), _("Name of who submits"), [said])
    if submitting.identity_withheld:
        said = _("It can be kept from the State.")
        yield fact(
            rule, _known(rule, "identity_withheld"), _("Name of the person concerned"), [said]
        )


def _more(rule: AdmissibilityRule) -> Iterator[Fact]:
    if rule.collective:
        said = _("It can be asked for a group of persons.")
        yield fact(rule, "collective", _("For whom"), [said])
    if rule.interim_measures:
        said = _("The body can ask for interim measures while the complaint is pending.")
        yield fact(rule, "interim_measures", _("Meanwhile"), [said])
    if rule.prior_petition is False:
        yield fact(rule, "prior_petition", _("Before it"), [_("No petition is needed before.")])


def _known(rule: AdmissibilityRule, field: str) -> str:
    """A part of submitting is known by itself, or as all that the rule says of submitting."""
    return field if field in rule.facts else "submitting"


def _list(several: Iterator[str] | list[str]) -> list[str]:
    said = listed(several)
    return [said] if said else []
