"""What a member is told of their own account: tries that were not theirs, keys that changed."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import ngettext

from liaison.design.environment import number
from liaison.workspace.audit import queries as audit
from liaison.workspace.audit.actions import reference
from liaison.workspace.frame.desk import Item
from liaison.workspace.policy.members import Who

WINDOW = dt.timedelta(days=7)
"""So long it is told."""

FAILED = ("member.failed", "member.locked")
CHANGED = (
    "member.password-changed",
    "member.key-added",
    "member.key-removed",
    "member.key-reset",
)


def tell(who: Who, now: dt.datetime) -> Iterator[Item]:
    """For the desk of each member."""
    own, since = reference("member", who.number), now - WINDOW
    failed = audit.count_about(FAILED, reference=own, since=since)
    if failed:
        said = ngettext(
            "%(number)s try to sign in as you failed within a week: was it you?",
            "%(number)s tries to sign in as you failed within a week: was it you?",
            failed,
        )
        yield Item(said % {"number": number(failed)}, reverse("sessions"))
    changed = audit.count_about(CHANGED, reference=own, since=since)
    if changed:
        said = ngettext(
            "What you sign in with was changed %(number)s time within a week: was it you?",
            "What you sign in with was changed %(number)s times within a week: was it you?",
            changed,
        )
        yield Item(said % {"number": number(changed)}, reverse("mfa_index"))
