"""What waits for whom keeps circles."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from liaison.workspace.circles import queries
from liaison.workspace.circles.statement import Standing
from liaison.workspace.frame.desk import Item
from liaison.workspace.policy.members import Act, Who, may


def tell(who: Who, now: dt.datetime) -> Iterator[Item]:
    """Circles that we are asked into, and those whose keeper told two stories."""
    del now
    if not may(who, Act.KEEP_CIRCLES):
        return
    for circle in queries.everyone(by=who):
        address = reverse("circle", args=[circle.identifier])
        if circle.forked:
            said = _("The keeper of the circle %(name)s told two stories of it")
            yield Item(said % {"name": circle.name}, address, grave=True)
        elif circle.standing == Standing.ASKED:
            said = _("You are asked into the circle %(name)s")
            yield Item(said % {"name": circle.name}, address)
