"""What the log shows that somebody should look at: bursts of reading, failures to sign in."""

import datetime as dt
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from liaison.design.environment import number
from liaison.workspace.audit import queries as audit
from liaison.workspace.audit.actions import reference
from liaison.workspace.frame.desk import Item
from liaison.workspace.members import queries as members
from liaison.workspace.policy.members import Act, Who, may

READING = ("person.read", "person.searched", "person.exported", "envelope.read", "file.read")
BURST = 100
"""So many readings by one account within WINDOW are more than somebody at work needs."""

WINDOW = dt.timedelta(minutes=15)
_DAY = dt.timedelta(days=1)


def bursts(now: dt.datetime) -> dict[str, int]:
    """Who read more than BURST times within the last WINDOW, by their reference in the log."""
    found = audit.counts(READING, since=now - WINDOW)
    return {actor: times for actor, times in found.items() if times > BURST}


def tell(who: Who, now: dt.datetime) -> Iterator[Item]:
    """For the desk of whom reads the log."""
    if not may(who, Act.READ_LOG):
        return
    numbers = {reference("member", one.pk): one for one in members.everyone(by=who)}
    for actor, times in bursts(now).items():
        member = numbers.get(actor)
        if member is not None:
            said = _("%(name)s read %(number)s times within a quarter of an hour")
            address = f"{reverse('log')}?member={member.pk}"
            yield Item(said % {"name": member.name, "number": number(times)}, address, grave=True)
    for action, words in _FAILURES:
        times = audit.count_of(action, since=now - _DAY)
        if times:
            told = words(times) % {"number": number(times)}
            yield Item(told, f"{reverse('log')}?action={action}")


_FAILURES: tuple[tuple[str, Callable[[int], str]], ...] = (
    (
        "member.locked",
        lambda n: ngettext(
            "%(number)s account was locked within a day: somebody guessed at its password",
            "%(number)s accounts were locked within a day: somebody guessed at their passwords",
            n,
        ),
    ),
    (
        "access.denied",
        lambda n: ngettext(
            "%(number)s page was refused within a day",
            "%(number)s pages were refused within a day",
            n,
        ),
    ),
)
