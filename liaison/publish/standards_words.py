"""The words of a page for what the compendium says in codes."""

import datetime as dt

from django.utils.translation import get_language, gettext, gettext_noop

from liaison.design.written import written_day
from liaison.vocabulary import Certainty, Evidence, Stands

_FORCES = {
    "binding": gettext_noop("binding"),
    "political commitment": gettext_noop("political commitment"),
    "soft": gettext_noop("not binding"),
    "guidelines": gettext_noop("guidelines"),
    "interpretation": gettext_noop("interpretation"),
    "report": gettext_noop("report"),
    "civil society standard": gettext_noop("standard of civil society"),
    "draft": gettext_noop("draft"),
}
_ADDRESSEES = {
    "states": gettext_noop("States"),
    "third states": gettext_noop("third States"),
    "organisation": gettext_noop("bodies of the organisation"),
    "mechanisms": gettext_noop("mechanisms"),
    "national institutions": gettext_noop("national human rights institutions"),
    "business": gettext_noop("business"),
    "everyone": gettext_noop("everyone"),
}
_STANDS = {
    Stands.EQUIVALENT_TO: gettext_noop("is equivalent to"),
    Stands.STRONGER_THAN: gettext_noop("is stronger than"),
    Stands.NARROWER_THAN: gettext_noop("is narrower than"),
    Stands.INTERPRETS: gettext_noop("interprets"),
}


def force(code: str) -> str:
    """How far an instrument binds; the code itself where an old snapshot has another."""
    return gettext(_FORCES.get(code, code))


def addressee(code: str) -> str:
    """Whom a provision speaks to; the code itself where an old snapshot has another."""
    return gettext(_ADDRESSEES.get(code, code))


def stands(how: Stands) -> str:
    """How a provision stands to another."""
    return gettext(_STANDS[how])


def certainty(evidence: Evidence) -> str:
    """How a fact is known: compared with its source on a day, seen in one once, or neither."""
    if evidence.checked != "never":
        day = written_day(dt.date.fromisoformat(evidence.checked), get_language() or "en")
        return gettext("compared with the source on %(day)s") % {"day": day}
    if evidence.certainty is Certainty.SEEN:
        return gettext("seen in a source")
    return gettext("to be checked")
