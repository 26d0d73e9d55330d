"""What a member wants to send, before it is a row, and what the rules say of it. Values alone."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from liaison.kernel.errors import MistakenInput
from liaison.workspace.envelopes import limits
from liaison.workspace.envelopes.manifest import Subject
from liaison.workspace.envelopes.material import Wanted
from liaison.workspace.envelopes.states import About
from liaison.workspace.policy.terms import Facet, Level, Purpose, Use

PERSON, NOTE, MESSAGE, FORWARD = "person", "note", "message", "forward"
KIND_OF = {
    About.PERSON: PERSON,
    About.NOTE: NOTE,
    About.NOTHING: MESSAGE,
    About.RECEIVED: FORWARD,
}
"""What an envelope is, by what it is about."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is sent to whom, under which terms. `vital`: why without consent, "" for no such case.

    `tell_others`: each recipient is told who else gets it.
    """

    level: Level
    recipients: Sequence[str]
    wanted: Wanted
    use: Use
    purpose: Purpose
    expires: dt.datetime
    subject: Subject = field(default_factory=Subject)
    may_forward: bool = False
    tell_others: bool = False
    vital: str = ""
    kind: str = ""

    def __post_init__(self) -> None:
        """A kind that nobody named follows from what it is about."""
        if not self.kind:
            object.__setattr__(self, "kind", KIND_OF[self.wanted.about])


def check_form(wish: Wish, now: dt.datetime) -> None:
    """Raise MistakenInput for what no envelope can be, whoever sends it."""
    wanted = wish.wanted
    if not wish.recipients or len(set(wish.recipients)) != len(wish.recipients):
        raise MistakenInput(_("Nobody is to get it."), _("Choose at least one organisation."))
    if not now < wish.expires <= now + limits.LONGEST:
        raise MistakenInput(
            _("It would expire before it is sent, or in more than a year."), _("Choose a day.")
        )
    if wish.level is not Level.FULL and (wanted.facets or wanted.files):
        raise MistakenInput(
            _("Only a full envelope holds facets or files."),
            _("Untick them, or choose the full level."),
        )
    passed_on = wanted.about is About.RECEIVED
    if wish.level is Level.FULL and not (wanted.facets or wanted.files or wanted.text or passed_on):
        raise MistakenInput(_("It holds nothing."), _("Tick what is to be sent."))
    if wish.level is Level.SUMMARY and not wanted.text.strip():
        raise MistakenInput(_("The summary is empty."), _("Write what the recipient may read."))
    most = limits.LONGEST_NOTICE if wish.level is Level.NOTICE else limits.LONGEST_TEXT
    if len(wanted.text) > most or len(wanted.files) > limits.MOST_FILES:
        raise MistakenInput(
            _("There is more text, or there are more files, than one envelope takes."),
            _("Shorten it, or send several."),
        )


def facets_that_need_consent(
    wish_level: Level, asked: frozenset[Facet], about: About
) -> frozenset[Facet]:
    """What has to be consented to: each facet; for a summary, that what happened is told.

    A notice names nobody and tells nothing, and a note is about nobody.
    """
    if about is not About.PERSON or wish_level is Level.NOTICE:
        return frozenset()
    return asked | {Facet.NARRATIVE} if wish_level is Level.SUMMARY else asked
