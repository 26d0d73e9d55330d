"""What follows a submission: what becomes public and when, and who answers by when."""

from collections.abc import Iterator

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.design.written import written_number
from liaison.publish.acting.fact import Fact, fact
from liaison.vocabulary import AdmissibilityRule
from liaison.vocabulary.terms.admissibility import Nature, PublicFrom


def facts(rule: AdmissibilityRule) -> Iterator[Fact]:
    """What becomes public stands in every rule that leads anywhere, entered or not."""
    if rule.nature is Nature.NONE:
        return
    after = rule.afterwards
    yield fact(rule, "case_public", _("What becomes public"), _public(rule))
    if after.law_public is PublicFrom.AT_ONCE:
        yield fact(rule, "law_public_hours", _("Letters on a law"), [_law(after.law_public_hours)])
    if after.names_redacted:
        yield fact(
            rule, "names_redacted", _("Names"), [_("The public version can be without names.")]
        )
    if after.reply_days is not None:
        yield fact(rule, "reply_days", _("Time to reply"), _reply(rule))
    if after.state_report_days is not None:
        said = ngettext(
            "The State reports to the body within %(number)s day.",
            "The State reports to the body within %(number)s days.",
            after.state_report_days,
        )
        yield fact(
            rule, "state_report_days", _("What follows"), [_with(said, after.state_report_days)]
        )
    if after.prejudges is False:
        said = _("It does not say whether rights were violated.")
        yield fact(rule, "prejudges", _("What it says"), [said])


def _public(rule: AdmissibilityRule) -> list[str]:
    match rule.afterwards.case_public:
        case PublicFrom.AT_ONCE:
            return [_("What was sent becomes public at once.")]
        case PublicFrom.REPLY_TIME:
            return [_("The letter, and the reply if there is one, when the time to reply is over.")]
        case PublicFrom.NOT_ENTERED:
            return []


def _law(hours: int | None) -> str:
    if hours is None:
        return _("They become public at once.")
    said = ngettext(
        "They become public %(number)s hour after they were sent.",
        "They become public %(number)s hours after they were sent.",
        hours,
    )
    return _with(said, hours)


def _reply(rule: AdmissibilityRule) -> Iterator[str]:
    days, longer = rule.afterwards.reply_days or 0, rule.afterwards.extension_days
    said = ngettext(
        "The State has %(number)s day to reply.", "The State has %(number)s days to reply.", days
    )
    yield _with(said, days)
    if longer is not None:
        said = ngettext(
            "It may ask for %(number)s day more.", "It may ask for %(number)s days more.", longer
        )
        yield _with(said, longer)


def _with(said: str, number: int) -> str:
    return said % {"number": written_number(number, get_language() or "en")}
