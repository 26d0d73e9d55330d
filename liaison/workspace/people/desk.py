"""What of people waits for a member: erasures that somebody else has to agree to."""

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import ngettext

from liaison.workspace.frame.desk import Item
from liaison.workspace.people import queries
from liaison.workspace.policy.members import Act, Who, may


def waiting(who: Who, now: dt.datetime) -> Iterable[Item]:
    """Requests of others."""
    del now
    if not may(who, Act.APPROVE_ERASURE):
        return
    number = sum(not one.mine for one in queries.waiting(by=who))
    if number:
        said = ngettext(
            "%(number)s erasure waits for somebody to agree.",
            "%(number)s erasures wait for somebody to agree.",
            number,
        )
        yield Item(said % {"number": number}, reverse("erasures"))
