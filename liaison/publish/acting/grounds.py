"""Each ground of an answer as one plain sentence."""

import datetime as dt
from collections.abc import Callable, Iterable

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from liaison.competence import Condition, Figures, Ground, Reason
from liaison.design.written import comma, written_date, written_day, written_number
from liaison.kernel.partial_date import PartialDate
from liaison.publish.acting import words
from liaison.publish.environment import country, organisation
from liaison.publish.sentences import sentence

_PLAIN = {
    Condition.WORLDWIDE: lambda: _("It acts in all countries."),
    Condition.COVERED_BY_NAME: lambda: _("It covers this State although it is not a member."),
    Condition.COMPETENCE_ASSERTED: lambda: _(
        "The State left or contests the body, and the body holds that it stays competent."
    ),
    Condition.CLAUSE_ACCEPTED: lambda: _(
        "The State accepted the optional clause of the treaty. Which States did is not yet entered."
    ),
    Condition.REMEDIES_NOT_NEEDED: lambda: _(
        "The remedies of the country need not be used up first."
    ),
    Condition.REMEDIES_EXHAUSTED: lambda: _("The remedies of the country were used up first."),
    Condition.REMEDIES_EXCEPTION: lambda: _(
        "The body agrees that there was no remedy to use up first."
    ),
    Condition.WITHIN_REASONABLE_TIME: lambda: _(
        "It is brought within a reasonable time after the final ruling."
    ),
    Condition.NOT_SETTLED_ELSEWHERE: lambda: _(
        "The same matter was not settled by another international body."
    ),
    Condition.PERSON_AFFECTED: lambda: _(
        "A person or an organisation is affected: a law alone is not enough."
    ),
    Condition.THROUGH_PARTNER: lambda: _("A partner organisation of the body submits it."),
    Reason.NO_PROCEDURE: lambda: _("There is no way to submit a case."),
    Reason.REMEDIES_NOT_EXHAUSTED: lambda: _(
        "The remedies of the country are to be used up first."
    ),
}
_OF_AN_ORGANISATION = {
    Condition.MEMBER_NOW: lambda: _("The State is a member of the %(organisation)s today."),
    Condition.MEMBER_AT_THE_FACTS: lambda: _(
        "The State was a member of the %(organisation)s when it happened."
    ),
    Condition.FACTS_GO_ON: lambda: _(
        "What happened goes on after the State became a member of the %(organisation)s."
    ),
    Condition.EARLIER_FACTS_COUNT: lambda: _(
        "What happened before the State left the %(organisation)s can still be brought."
    ),
    Condition.OUTSIDE_THE_ORGANISATION: lambda: _(
        "The State is not a member of the %(organisation)s, which acts in other countries."
    ),
    Reason.NEVER_A_MEMBER: lambda: _("The State was never a member of the %(organisation)s."),
    Reason.NOT_A_MEMBER_AT_THE_FACTS: lambda: _(
        "The State was no longer a member of the %(organisation)s when it happened."
    ),
    Reason.EARLIER_FACTS_LOST: lambda: _(
        "The State has left the %(organisation)s, and what happened before can no longer be"
        " brought."
    ),
    Reason.NOT_BOUND: lambda: _(
        "The State is a member of the %(organisation)s and not bound by the treaty of this body."
    ),
    Reason.INSIDE_THE_ORGANISATION: lambda: _(
        "The State is a member of the %(organisation)s, which acts in other countries."
    ),
}


def said(ground: Ground) -> Markup:
    """The rule in plain words, as it applies to the case."""
    code, figures = ground.code, ground.figures
    if code in _PLAIN:
        return Markup("{}").format(_PLAIN[code]())
    if code in _OF_AN_ORGANISATION:
        named = organisation(figures.organisation)
        whole = sentence(_OF_AN_ORGANISATION[code](), organisation=named)
        return Markup(" ").join([whole, *_period(figures)])
    return _OTHERWISE[code](figures)


def _period(figures: Figures) -> list[str]:
    """Since and until when the State is a member, and how long it stays bound."""
    told = []
    if figures.since:
        told.append(_("Member since %(date)s.") % {"date": _date(figures.since)})
    if figures.until:
        told.append(_("Member until %(date)s.") % {"date": _date(figures.until)})
        if figures.months:
            told.append(_months(figures.months))
    return told


def _months(months: int) -> str:
    return ngettext(
        "It stays bound for %(number)s month more.",
        "It stays bound for %(number)s months more.",
        months,
    ) % {"number": _number(months)}


def _territory(figures: Figures) -> Markup:
    if not figures.about:
        return Markup("{}").format(
            _("This is a territory: the State that answers for it has to be bound here too.")
        )
    return sentence(
        _("This is a territory: %(country)s, which answers for it, has to be bound here too."),
        country=country(figures.about[0]),
    )


def _in_time(figures: Figures) -> Markup:
    if figures.last_day is None:
        return _within(figures.months or 0)
    if figures.latest_day is not None:
        return sentence(
            _("It is brought in time: the last day is one from %(first)s to %(last)s."),
            first=_day(figures.last_day),
            last=_day(figures.latest_day),
        )
    return sentence(_("It is brought by %(day)s at the latest."), day=_day(figures.last_day))


def _within(months: int) -> Markup:
    return sentence(
        ngettext(
            "It is brought within %(number)s month of the final ruling.",
            "It is brought within %(number)s months of the final ruling.",
            months,
        ),
        number=_number(months),
    )


def _too_late(figures: Figures) -> Markup:
    day = _day(figures.last_day) if figures.last_day is not None else ""
    return sentence(_("The time limit ended on %(day)s."), day=day)


def _allowed(figures: Figures) -> Markup:
    if not figures.about:
        return Markup("{}").format(_("The same matter may be before other bodies too."))
    return sentence(
        _("This does not stand in the way: %(bodies)s."), bodies=_list(words.pending, figures)
    )


def _nowhere(figures: Figures) -> Markup:
    if not figures.about:
        return Markup("{}").format(
            _("The same matter is not, and was not, before another international body.")
        )
    return sentence(
        _("The body does not take this for the same matter before another body: %(bodies)s."),
        bodies=_list(words.pending, figures),
    )


def _elsewhere(figures: Figures) -> Markup:
    return sentence(
        _("The same matter is, or was, before another body: %(bodies)s."),
        bodies=_list(words.pending, figures),
    )


def _subject(figures: Figures) -> Markup:
    return sentence(_("It is about: %(subjects)s."), subjects=_list(words.subject, figures))


def _not_entered(figures: Figures) -> Markup:
    return sentence(
        _("Not yet entered: what the rule says of %(parts)s."), parts=_list(words.field, figures)
    )


_OTHERWISE: dict[Condition | Reason, Callable[[Figures], Markup]] = {
    Condition.STATE_OF_THE_TERRITORY: _territory,
    Condition.WITHIN_TIME_LIMIT: _in_time,
    Condition.OTHER_PROCEDURES_ALLOWED: _allowed,
    Condition.NOT_BEFORE_ANOTHER_BODY: _nowhere,
    Condition.SUBJECT: _subject,
    Condition.CONSENT: lambda figures: Markup("{}").format(words.consent(figures.about[0])),
    Condition.CRITERION: lambda figures: Markup("{}").format(words.criterion(figures.about[0])),
    Condition.RULE_NOT_ENTERED: _not_entered,
    Reason.TIME_LIMIT_PASSED: _too_late,
    Reason.BEFORE_ANOTHER_BODY: _elsewhere,
}


def listed(several: Iterable[str]) -> str:
    """Some words as a list in a sentence."""
    return f"{comma(get_language() or 'en')} ".join(several)


def _list(naming: words.Naming, figures: Figures) -> str:
    return listed(naming(str(one)) for one in figures.about)


def _date(written: str) -> str:
    return written_date(PartialDate.parse(written), get_language() or "en")


def _day(day: dt.date) -> str:
    return written_day(day, get_language() or "en")


def _number(number: int) -> str:
    return written_number(number, get_language() or "en")
