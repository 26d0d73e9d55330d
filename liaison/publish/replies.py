"""What is said of letters and their replies: how many, how soon, and what is not known."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from liaison.design.written import written_number
from liaison.publish.addressed import Reply

_FEWEST = 2  # letters of which half can be said


def found(answered: int, sent: int) -> str:
    """How many of some letters have a reply; a letter and its translation may count as two."""
    return _("%(number)s of %(total)s letters and appeals have a reply in the record") % {
        "number": _number(min(answered, sent)),
        "total": _number(sent),
    }


def time(median_days: int | None, timed: int) -> str:
    """How soon half of the replies came, of so many letters; "" where that would say nothing."""
    if median_days is None or timed < _FEWEST:
        return ""
    said = _(
        "Half of the replies came within %(days)s days (of %(number)s letters whose "
        "days are known)."
    )
    return said % {"days": _number(median_days), "number": _number(timed)}


def not_known() -> str:
    """That the silence of the record is not that of a State."""
    return _(
        "A letter without a reply here may have been answered: not every reply is "
        "published, nor every one that is was found."
    )


def wanted(code: Reply) -> str:
    """Which letters are asked for, by what the record knows of an answer."""
    return {
        Reply.KNOWN: _("in the record"),
        Reply.NONE: _("none in the record"),
    }[code]


def after(days: int) -> str:
    """How long after its letter a reply came."""
    if not days:
        return _("on the day of the letter")
    said = ngettext("%(number)s day after the letter", "%(number)s days after the letter", days)
    return said % {"number": _number(days)}


def _number(number: int) -> str:
    return written_number(number, get_language() or "en")
