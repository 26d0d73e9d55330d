"""The words of a circle's codes, in the language of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from liaison.workspace.circles.statement import Roster, Standing

ROSTERS: Mapping[Roster, Promise] = {
    Roster.OPEN: _("Open: whoever is asked to join sees who is in it"),
    Roster.MEMBERS: _("For members: they see one another"),
    Roster.SEALED: _("Sealed: nobody sees who is in it but its keeper"),
}
STANDINGS: Mapping[Standing, Promise] = {
    Standing.ASKED: _("asked"),
    Standing.MEMBER: _("member"),
    Standing.DECLINED: _("declined"),
    Standing.LEFT: _("left"),
    Standing.OUT: _("taken out"),
    Standing.ENDED: _("ended"),
}
